"""Whoever of us looks at somebody's data in the admin is on record, and whom it was about can read that."""

from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from legal.statements.models import StaffReading
from legal.statements.reports.reading_log import list_readings, log_reading
from members.accounts.models import User
from tests.factories.courses import give_membership
from tests.factories.people import make_colleague, make_person
from tests.factories.sessions import make_session
from tests.visiting import Client

pytestmark = pytest.mark.django_db


@pytest.fixture
def person() -> User:
    return make_person("kim@voorbeeld.example", first_name="Kim")


def enter(role: str) -> Client:
    client = Client()
    client.force_login(make_colleague(role))
    return client


def list_log() -> list[tuple[str, int | None, str]]:
    return list(StaffReading.objects.order_by("pk").values_list("what", "subject", "detail"))


@pytest.mark.parametrize("page", ["edit", "history", "usage"])
def test_a_page_about_one_account(person, page):
    assert enter("Owners").get(f"/admin/users/{page}/{person.pk}/").status_code == 200
    assert list_log() == [("account", person.pk, f"accounts {page}")]


def test_the_list_of_accounts_and_never_what_was_searched_for(person):
    client = enter("Owners")
    for path in ("/admin/users/", "/admin/users/results/?q=kim@voorbeeld.example"):
        assert "kim@voorbeeld.example" in client.get(path).content.decode()
    assert list_log() == [("list", None, "accounts")] * 2


@pytest.mark.parametrize("role", ["Support", "Finance"])
def test_the_list_of_who_has_access(person, role):
    give_membership(person)
    assert "kim@voorbeeld.example" in enter(role).get("/admin/toegang/").content.decode()
    assert list_log() == [("list", None, "access")]


def test_the_access_of_one_person(person):
    grant = give_membership(person)
    enter("Support").get(f"/admin/toegang/edit/{grant.pk}/")
    assert list_log() == [("access", person.pk, f"access={grant.pk}")]


def test_who_booked_a_session():
    session = make_session()
    enter("Support").get(f"/admin/snippets/courses/livesession/bookings/{session.pk}/")
    assert list_log() == [("list", None, f"bookings session={session.pk}")]


@pytest.mark.parametrize("role", ["Editors", "Finance", "Moderators"])
def test_who_may_not_look_leaves_no_trace(person, role):
    client, grant, session = enter(role), give_membership(person), make_session()
    for path in (
        f"/admin/users/edit/{person.pk}/",
        "/admin/users/",
        f"/admin/toegang/edit/{grant.pk}/",
        f"/admin/snippets/courses/livesession/bookings/{session.pk}/",
        f"/admin/kind/{person.pk}/",
    ):
        client.get(path)
    assert list_log() == []


def test_whom_it_was_about_reads_it_on_their_own_page_without_the_name_of_the_colleague(client, person):
    enter("Owners").get(f"/admin/users/edit/{person.pk}/")
    client.force_login(person)
    page = client.get("/account/").content.decode()
    assert "Wie keek in je gegevens" in page
    assert "23 november 2026</time>: account van één persoon bekeken" in page
    assert "lotte@voorbeeld.example" not in page


def test_nobody_reads_of_others_or_of_themselves(client, person):
    owner = make_colleague("Owners")
    for subject in (person.pk, owner.pk):
        log_reading(reader=owner, what=StaffReading.What.ACCOUNT, subject=subject)
    assert (list_readings(person).count(), list_readings(owner).count()) == (1, 0)
    client.force_login(make_person("ander@voorbeeld.example"))
    assert "Wie keek in je gegevens" not in client.get("/account/").content.decode()


def test_after_two_years_it_is_gone(person):
    log_reading(reader=make_colleague("Owners"), what=StaffReading.What.ACCOUNT, subject=person.pk)
    with time_machine.travel(timezone.now() + timedelta(days=729)):
        call_command("run_due")
        assert list_readings(person).count() == 1
    with time_machine.travel(timezone.now() + timedelta(days=731)):
        call_command("run_due")
    assert not StaffReading.objects.exists()
