"""A member who objects is not counted: not in this browser, nor in any other in which they are logged in."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import IntegrityError
from django.db.models.signals import pre_save
from django.urls import reverse

from home.statistics.models import DailyCount
from legal.cookies.models import ChoicePerson, CookieChoice
from members.accounts.models import User
from tests.factories.people import make_person
from tests.factories.statements import publish_version
from tests.home.statistics.sending import consent, read_pages, send
from tests.visiting import Client

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

PAGE = "/account/meetellen/"


@pytest.fixture
def member(client: Client) -> Client:
    client.force_login(make_person())
    return client


@pytest.fixture
def no_proof() -> Iterator[None]:
    """The database takes no choices."""

    def refuse(**signal: Any) -> None:
        raise IntegrityError

    pre_save.connect(refuse, CookieChoice)
    yield
    pre_save.disconnect(refuse, CookieChoice)


def test_a_member_objects_and_is_counted_in_no_browser_any_more(member: Client) -> None:
    consent(member)
    assert "data-statistics-label" in member.get("/").content.decode()
    response = member.post(PAGE, {"act": "object"})
    assert response.cookies["cookie_consent"].value.startswith("statistics=no.")
    assert response.cookies["last_visit_day"].value == ""
    assert "We tellen je bezoek niet meer mee" in member.get(PAGE).content.decode()
    elsewhere = consent(Client())
    elsewhere.force_login(member.person)
    for browser in (member, elsewhere, consent(member)):
        assert send(browser).status_code == 204
        assert "data-statistics" not in browser.get("/").content.decode()
    assert not DailyCount.objects.exists()


def test_an_objection_that_turns_a_yes_into_a_no_is_on_record_as_a_withdrawal(member: Client) -> None:
    consent(member)
    response = member.post(PAGE, {"act": "object"})
    choice = CookieChoice.objects.get(act="withdraw")
    assert ChoicePerson.objects.get(choice=choice).user == member.person
    assert choice.answers["statistics"].startswith("no.")
    assert "[Tel mijn bezoek niet mee]" in choice.wording.text
    assert response.cookies["cookie_consent"].value.endswith(f"|#={choice.pk}")


def test_an_objection_of_who_never_said_yes_or_objected_before_is_no_withdrawal(member: Client) -> None:
    member.post(PAGE, {"act": "object"})
    member.post(PAGE, {"act": "object"})
    assert not CookieChoice.objects.exists()


def test_when_the_proof_cannot_be_written_nothing_is_objected(member: Client, no_proof: None) -> None:
    consent(member)
    with pytest.raises(IntegrityError):
        member.post(PAGE, {"act": "object"})
    assert User.objects.get(pk=member.person.pk).objected_to_statistics_at is None


def test_objecting_holds_for_nobody_else(member: Client) -> None:
    member.post(PAGE, {"act": "object"})
    other, visitor = consent(Client()), consent(Client())
    other.force_login(make_person("buur@werkflippen.example"))
    send(other)
    send(visitor)
    assert read_pages()[0][2] == 2


def test_objecting_twice_keeps_the_first_moment_and_an_objection_can_be_taken_back(
    member: Client, time_machine
) -> None:
    member.post(PAGE, {"act": "object"})
    first = User.objects.get(pk=member.person.pk).objected_to_statistics_at
    time_machine.move_to("2026-11-23 12:00+00:00")
    member.post(PAGE, {"act": "object"})
    assert User.objects.get(pk=member.person.pk).objected_to_statistics_at == first
    for _ in range(2):
        member.post(PAGE, {"act": "withdraw"})
    assert User.objects.get(pk=member.person.pk).objected_to_statistics_at is None
    send(consent(member))
    assert len(read_pages()) == 1


@pytest.mark.parametrize("act", ["", "iets anders"])
def test_another_act_changes_nothing(member: Client, act: str) -> None:
    response = member.post(PAGE, {"act": act})
    assert (response.status_code, response.cookies.get("cookie_consent")) == (302, None)
    assert User.objects.get(pk=member.person.pk).objected_to_statistics_at is None


def test_a_visitor_is_asked_to_log_in(client: Client) -> None:
    for response in (client.get(PAGE), client.post(PAGE, {"act": "object"})):
        assert response["Location"].startswith(reverse("account_login"))


def test_who_owes_an_answer_to_a_legal_text_can_object_first(member: Client) -> None:
    publish_version("terms")
    assert member.get("/account/").status_code == 302
    assert member.get(PAGE).status_code == 200
