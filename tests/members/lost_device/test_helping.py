"""What colleagues see and do in the admin about lost devices, and for whom they cannot."""

import pytest
from django.core.exceptions import PermissionDenied
from django_otp import devices_for_user
from wagtail.models import ModelLogEntry

from members.accounts.lost_device.carrying_out import carry_out
from members.accounts.models import AccountRecovery, AuthenticatorApp, User
from tests.factories.accounts import make_member
from tests.factories.lost_devices import ask, make_helper, wait
from tests.factories.people import make_colleague, make_person
from tests.factories.second_factor import give_app
from tests.visiting import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("with_mails")]

LIST = "/admin/apparaat-kwijt/"
ASK = "/admin/apparaat-kwijt/new/"
CHECKED = "Teruggebeld op het nummer van de factuur."
REASON = "Belde op 23 november."


@pytest.fixture
def helper(client: Client) -> User:
    person = make_helper()
    client.force_login(person)
    return person


@pytest.fixture
def member() -> User:
    person = make_member()
    give_app(person)
    return person


def make_owner() -> User:
    return make_person("eigenaar@voorbeeld.example", is_superuser=True)


def name_page(recovery: AccountRecovery) -> str:
    return f"{LIST}{recovery.pk}/"


def test_support_asks_for_who_cannot_even_log_in(client: Client, helper, member, mailoutbox) -> None:
    response = client.post(ASK, {"email": member.email.upper(), "reason": REASON})
    assert response["Location"] == LIST
    recovery = AccountRecovery.objects.get()
    assert (recovery.person, recovery.asked_by, recovery.reason) == (member, helper, REASON)
    assert mailoutbox[0].to == [member.email]
    entry = ModelLogEntry.objects.get(action="accounts.recovery_asked")
    assert (entry.user, entry.label) == (helper, f"account {member.pk}")
    page = client.get(LIST).content.decode()
    assert member.email in page
    assert "Wacht" in page
    assert REASON in client.get(name_page(recovery)).content.decode()


@pytest.mark.parametrize(
    ("email", "reason", "words"),
    [
        ("sanne@voorbeeld.example", "", "Vul in hoe en wanneer dit je is gevraagd."),
        ("niemand@voorbeeld.example", REASON, "We vinden geen account met dit e-mailadres."),
        ("support@voorbeeld.example", REASON, "We vinden geen account met dit e-mailadres."),  # themself
        ("lotte@voorbeeld.example", REASON, "We vinden geen account met dit e-mailadres."),  # a colleague
        ("noor@voorbeeld.example", REASON, "Dit account heeft geen tweede stap."),
        ("", REASON, "Vul het e-mailadres in"),
    ],
)
def test_what_support_cannot_ask_for_is_refused_with_a_reason(
    client: Client, helper, member, email: str, reason: str, words: str
) -> None:
    make_member("noor@voorbeeld.example")
    give_app(make_colleague("Support"))
    page = client.post(ASK, {"email": email, "reason": reason}).content.decode()
    assert words in page
    assert not AccountRecovery.objects.exists()


def test_before_the_week_is_over_there_is_nothing_to_confirm(client: Client, helper, member) -> None:
    recovery = ask(member)
    page = client.get(name_page(recovery)).content.decode()
    assert "Niemand kan dat korter maken." in page
    assert "Bevestig wie het is" not in page
    refused = client.post(name_page(recovery), {"checked": CHECKED}, follow=True)
    assert "de eigenaar heeft nog tijd om het te stoppen" in refused.content.decode()
    assert AuthenticatorApp.objects.exists()


def test_after_the_week_support_confirms_what_was_checked(client: Client, helper, member, time_machine) -> None:
    recovery = ask(member)
    wait(time_machine, recovery)
    client.force_login(helper)
    assert "Bevestig wie het is" in client.get(name_page(recovery)).content.decode()
    for nothing in ("", "ja"):
        assert client.post(name_page(recovery), {"checked": nothing}).status_code == 200
        assert AuthenticatorApp.objects.filter(user=member).exists()
    page = client.post(name_page(recovery), {"checked": CHECKED}, follow=True).content.decode()
    assert "De tweede stap is weggehaald." in page
    assert CHECKED in page
    assert list(devices_for_user(member)) == []
    assert ModelLogEntry.objects.get(action="accounts.recovery_confirmed").user == helper
    again = client.post(name_page(recovery), {"checked": CHECKED}, follow=True).content.decode()
    assert "Deze aanvraag loopt niet meer." in again


def test_support_stops_it(client: Client, helper, member) -> None:
    recovery = ask(member)
    stop = f"{name_page(recovery)}stoppen/"
    assert client.get(stop).status_code == 405
    assert "De aanvraag is gestopt." in client.post(stop, follow=True).content.decode()
    assert AccountRecovery.objects.get().stopped_by == "colleague"
    assert "Deze aanvraag loopt niet meer." in client.post(stop, follow=True).content.decode()


def test_a_colleague_and_oneself_are_not_there_for_support(client: Client, helper, time_machine) -> None:
    colleague = make_colleague("Support")
    give_app(colleague)
    recoveries = [ask(colleague), ask(helper)]
    page = client.get(LIST).content.decode()
    for recovery in recoveries:
        assert recovery.person.email not in page.split("<main", 1)[1]
        for path in (name_page(recovery), f"{name_page(recovery)}stoppen/"):
            assert client.post(path, {"checked": CHECKED}).status_code == 404
    wait(time_machine, recoveries[0])
    for recovery in recoveries:
        with pytest.raises(PermissionDenied):
            carry_out(recovery, colleague=helper, checked=CHECKED)
    carry_out(recoveries[0], colleague=make_owner(), checked=CHECKED)


def test_an_owner_does_not_help_themself(client: Client, time_machine) -> None:
    owner = make_owner()
    give_app(owner)
    recovery = ask(owner)
    wait(time_machine, recovery)
    client.force_login(owner)
    assert client.get(name_page(recovery)).status_code == 404
    with pytest.raises(PermissionDenied):
        carry_out(recovery, colleague=owner, checked=CHECKED)


@pytest.mark.parametrize("group", ["Editors", "Moderators", "Legal"])
def test_who_does_not_help_people_sees_nothing_of_it(client: Client, member, group: str) -> None:
    recovery = ask(member)
    client.force_login(make_colleague(group))
    for path in (LIST, ASK, name_page(recovery), f"{name_page(recovery)}stoppen/"):
        response = client.post(path, {"checked": CHECKED, "email": member.email, "reason": REASON})
        assert response.status_code in (302, 403, 404), path
        assert response.headers.get("Location", "/admin/") == "/admin/"
    assert AccountRecovery.objects.get().is_open
