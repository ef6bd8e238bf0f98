"""An account that a child uses without a parent: support mails the parent or closes it, on record, as §9 says."""

from datetime import date, timedelta
from functools import partial

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django.db import IntegrityError
from django.utils import timezone
from wagtail.models import ModelLogEntry

from legal.statements.models import Act, ActSubject, StaffReading
from members.accounts.children.acting import NothingToDo, close_account_of_child, contact_parent
from members.accounts.models import ChildAct, User
from tests.factories.accounts import PASSWORD, log_in, make_member
from tests.factories.people import make_colleague, make_person, make_support
from tests.factories.statements import answer, publish_version
from tests.same_moment import run_at_once
from tests.visiting import Client

pytestmark = pytest.mark.django_db

FIND = "/admin/kind/"
REASON = "Op school gemeld door een leraar."


@pytest.fixture
def child() -> User:
    return make_member("sem@voorbeeld.example", first_name="Sem")


@pytest.fixture
def support(client: Client) -> User:
    person = make_support()
    client.force_login(person)
    return person


def act(client: Client, child: User, choice: str, **answers: str):
    form = {"kind": choice, "reason": REASON, "confirmed": "on"} | answers
    return client.post(f"{FIND}{child.pk}/", form, follow=True)


def test_support_finds_the_account_without_its_address_in_a_url(client, support, child):
    response = client.post(FIND, {"email": "Sem@voorbeeld.example"})
    assert response["Location"] == f"{FIND}{child.pk}/"
    page = client.get(response["Location"]).content.decode()
    assert "Is dit het account van een kind: Sem Voorbeeld?" in page
    assert list(StaffReading.objects.values_list("what", "subject")) == [("account", child.pk)]


@pytest.mark.parametrize(
    ("address", "fault"),
    [
        ("", "Vul het e-mailadres in waarmee het kind inlogt."),
        ("geen adres", "Vul een e-mailadres in, zoals naam@voorbeeld.nl."),
        ("niemand@voorbeeld.example", "Met dit adres is er geen account."),
        ("support@voorbeeld.example", "Dit is het account van een medewerker."),
        ("x" * 300 + "@voorbeeld.example", "254"),
    ],
)
def test_an_address_that_will_not_do_is_named(client, support, address, fault):
    response = client.post(FIND, {"email": address})
    assert response.status_code == 422
    assert fault in response.content.decode()


def test_the_parent_gets_a_mail_and_it_is_on_record(client, support, child, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        page = act(client, child, "contact").content.decode()
    assert "De mail aan de ouder is verstuurd." in page
    assert REASON in page
    (letter,) = mail.outbox
    assert letter.to == [child.email]
    assert "Deze mail is voor de ouder of wettelijk vertegenwoordiger" in letter.body
    entry = ModelLogEntry.objects.get(action="accounts.child_contact")
    assert (entry.user, entry.label, entry.data) == (support, f"account {child.pk}", {})
    assert ChildAct.objects.get().actor == support.pk


def test_a_second_mail_waits_a_week(client, support, child, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        act(client, child, "contact")
        assert "de ouder kreeg deze week al een mail" in act(client, child, "contact").content.decode()
        with time_machine.travel(timezone.now() + timedelta(days=8)):
            contact_parent(actor=support, user=child, reason=REASON)
    assert (len(mail.outbox), ChildAct.objects.count()) == (2, 2)


def test_a_closed_account_lets_nobody_in_and_is_gone_after_thirty_days(
    client, support, child, django_capture_on_commit_callbacks
):
    answer(child, publish_version())
    at_home = Client()
    at_home.force_login(child)
    with django_capture_on_commit_callbacks(execute=True):
        act(client, child, "close")
    assert at_home.get("/account/").status_code == 302
    assert log_in(Client(), child.email, PASSWORD)["Location"] == "/account/inactive/"
    assert "Op 23 december 2026 wissen we alles" in mail.outbox[-1].body
    with time_machine.travel("2026-12-22 12:00:00+00:00"):
        call_command("run_due")
        assert User.objects.filter(pk=child.pk).exists()
    with time_machine.travel("2026-12-23 12:00:00+00:00"):
        call_command("run_due")
    assert not User.objects.filter(pk=child.pk).exists()
    assert (Act.objects.count(), ActSubject.objects.count(), ChildAct.objects.count()) == (1, 0, 0)
    assert ModelLogEntry.objects.get(action="accounts.child_close").label == f"account {child.pk}"


def test_closing_it_twice_changes_nothing(client, support, child):
    act(client, child, "close")
    with time_machine.travel(timezone.now() + timedelta(days=5)):
        client.force_login(support)
        assert "Dit account was al gesloten." in act(client, child, "close").content.decode()
    child.refresh_from_db()
    assert (child.erase_on, ChildAct.objects.count()) == (date(2026, 12, 23), 1)


def test_an_owner_who_opens_the_account_again_stops_the_erasure(support, child):
    close_account_of_child(actor=support, user=child, reason=REASON)
    child.refresh_from_db()
    child.is_active = True
    child.save()
    with time_machine.travel("2027-01-30 12:00:00+00:00"):
        call_command("run_due")
    assert User.objects.get(pk=child.pk).erase_on is None


def test_the_database_erases_no_open_account(child):
    with pytest.raises(IntegrityError):
        User.objects.filter(pk=child.pk).update(erase_on=date(2026, 12, 1))


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({"kind": ""}, "kind"),
        ({"kind": "delete"}, "kind"),
        ({"reason": "  "}, "reason"),
        ({"reason": "x" * 501}, "reason"),
        ({"reason": "een\ntwee"}, "reason"),
        ({"confirmed": ""}, "confirmed"),
    ],
)
def test_what_is_missing_is_named_and_nothing_happens(client, support, child, answers, field):
    response = act(client, child, "close", **answers)
    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    child.refresh_from_db()
    assert (child.is_active, ChildAct.objects.count()) == (True, 0)


@pytest.mark.parametrize("role", ["Editors", "Legal", "Finance", "Moderators", None])
def test_for_others_there_is_no_such_page(client, child, role):
    client.force_login(make_colleague(role) if role else make_person())
    for path in (FIND, f"{FIND}{child.pk}/"):
        assert client.get(path).status_code == 404
    assert act(client, child, "close").status_code == 404
    assert User.objects.get(pk=child.pk).is_active


@pytest.mark.parametrize("whose", ["own", "owner", "superuser", "nobody"])
def test_colleagues_are_no_children(client, support, whose):
    person = {
        "own": lambda: support,
        "owner": lambda: make_colleague("Owners"),
        "superuser": lambda: make_person(is_superuser=True),
        "nobody": lambda: User(pk=999),
    }[whose]()
    assert act(client, person, "close").status_code == 404
    assert not ChildAct.objects.exists()


def test_an_owner_may_act_too(client, child):
    client.force_login(make_colleague("Owners"))
    act(client, child, "close")
    assert not User.objects.get(pk=child.pk).is_active


@pytest.mark.django_db(transaction=True)
def test_two_colleagues_at_the_same_moment_close_it_once():
    child, people = make_person("sem@voorbeeld.example"), [make_support(f"s{n}@voorbeeld.example") for n in (1, 2)]
    refusals = []

    def close(person: User) -> None:
        try:
            close_account_of_child(actor=person, user=child, reason=REASON)
        except NothingToDo:
            refusals.append(person)

    run_at_once([partial(close, person) for person in people])
    assert (len(refusals), ChildAct.objects.count()) == (1, 1)
