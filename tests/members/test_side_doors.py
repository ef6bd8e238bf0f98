"""What somebody may try who reads the mailbox, knew the password, or signed up with the address of another."""

import base64
import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.management import call_command

from members.accounts.models import AuthenticatorApp, User
from members.accounts.second_factor.new_app import keep_key
from tests.factories.accounts import (
    NEWCOMER,
    enter_code,
    log_in,
    make_member,
    make_staff,
    show_who_you_are,
    sign_up,
)
from tests.factories.second_factor import give_app, show_code
from tests.visiting import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("with_mails"), pytest.mark.one_database]

ASK, GIVE = "/account/login/code/", "/account/login/code/confirm/"
OLD, NEW = "sanne@voorbeeld.example", "sanne@anders.example"


def ask_code(client: Client, email: str) -> str:
    client.post(ASK, {"email": email})
    return re.findall(r"^[A-Z0-9]{4}-[A-Z0-9]{4}$", mail.outbox[-1].body, re.MULTILINE)[0]


def is_in(client: Client) -> bool:
    return client.get("/account/").status_code == 200


def move(client: Client) -> None:
    """Sanne goes to another address, and confirms it."""
    log_in(client)
    show_who_you_are(client)
    client.post("/account/email/", {"email": NEW})
    body = next(message.body for message in reversed(mail.outbox) if message.to == [NEW])
    client.post(re.search(r"http://testserver(\S+/bevestigen/\S+)", body)[1])


def test_a_code_that_was_mailed_to_the_former_address_opens_nothing_and_brings_it_not_back(client: Client) -> None:
    make_member()
    thief = Client()
    code = ask_code(thief, OLD)
    move(client)
    sent = len(mail.outbox)
    response = thief.post(GIVE, {"code": code})
    assert (response.status_code, response["Location"]) == (302, "/account/login/")
    assert not is_in(thief)
    assert len(mail.outbox) == sent
    assert list(EmailAddress.objects.values_list("email", "verified")) == [(NEW, True)]


def test_who_never_chose_a_password_chooses_one_before_they_are_logged_in(client: Client) -> None:
    person = make_staff()
    person.set_unusable_password()
    person.save()
    give_app(person)
    response = client.post(GIVE, {"code": ask_code(client, person.email)})
    assert response["Location"] == "/account/password/reset/"
    assert "Kies eerst een wachtwoord" in client.get(response["Location"]).content.decode()
    assert not is_in(client)


def test_the_password_of_a_stranger_who_signed_up_with_ones_address_never_works(client: Client) -> None:
    stranger = Client()
    sign_up(stranger)
    response = client.post(GIVE, {"code": ask_code(client, NEWCOMER["email"])})
    assert response["Location"] == "/account/password/reset/"
    log_in(stranger, NEWCOMER["email"])
    assert not is_in(stranger)
    assert not User.objects.get().has_usable_password()


def test_a_log_in_that_waits_for_its_second_step_ends_with_a_new_password() -> None:
    person = make_staff()
    thief = Client()
    log_in(thief, person.email)
    page = thief.get("/account/login/tweede-stap/instellen/")
    person = User.objects.get()
    person.set_password("zeven zwanen in een sloot")
    person.save()
    code = show_code(base64.b32decode(page.context["key"].replace(" ", "")))
    response = thief.post("/account/login/tweede-stap/instellen/", {"name": "x", "code": code})
    assert response["Location"] == "/account/login/"
    assert not AuthenticatorApp.objects.exists()


def test_a_form_that_somebody_left_when_asked_who_they_are_is_not_sent_later(client: Client) -> None:
    app = give_app(make_member())
    log_in(client)
    enter_code(client, show_code())
    path = f"/account/beveiliging/app/{app.pk}/weg/"
    client.post(path)
    client.get(path)
    response = show_who_you_are(client, code=show_code(steps=1), next=path)
    assert response["Location"] == path
    assert AuthenticatorApp.objects.count() == 1


def test_one_key_is_not_kept_for_two_apps(client: Client, rf) -> None:
    person = make_member()
    log_in(client)
    show_who_you_are(client)
    add = "/account/beveiliging/app/"
    request = rf.get("/")
    client.get(add)
    request.session = client.session
    key, kept = keep_key(request, person), client.session["new_authenticator"]
    assert client.post(add, {"name": "Eén", "code": show_code(key)}).status_code == 200
    session = client.session
    session["new_authenticator"] = kept  # as of a second click at the same moment
    session.save()
    assert client.post(add, {"name": "Twee", "code": show_code(key, steps=1)}).status_code == 422
    assert [app.name for app in AuthenticatorApp.objects.all()] == ["Eén"]


def test_a_profile_that_is_saved_late_opens_no_account_that_was_closed_meanwhile(client: Client, monkeypatch) -> None:
    person = make_member()
    log_in(client)
    save = User.save

    def close_first(user: User, *args, **options) -> None:
        User.objects.filter(pk=person.pk).update(is_active=False)
        save(user, *args, **options)

    monkeypatch.setattr(User, "save", close_first)
    client.post("/account/profiel/", {"first_name": "Sanne", "last_name": "Laat", "language": "nl"})
    assert (User.objects.get().last_name, User.objects.get().is_active) == ("Laat", False)


@pytest.mark.parametrize("taken", [False, True])
def test_nobody_floods_a_mailbox_by_wishing_for_its_address(client: Client, taken: bool) -> None:
    if taken:
        make_member(NEW)
    make_member()
    log_in(client)
    show_who_you_are(client)
    for _ in range(3):
        assert client.post("/account/email/", {"email": NEW})["Location"] == "/account/email/"
    assert len([message for message in mail.outbox if message.to == [NEW]]) == 3
    for number in range(20):
        person = make_member(f"lid{number}@voorbeeld.example")
        other = Client()
        log_in(other, person.email)
        show_who_you_are(other)
        assert other.post("/account/email/", {"email": NEW})["Location"] == "/account/email/"
    assert len([message for message in mail.outbox if message.to == [NEW]]) == 20


def test_an_account_that_an_owner_closes_is_erased_after_its_term_unless_it_is_opened_again(time_machine) -> None:
    owner = Client()
    owner.force_login(make_staff("Owners"))
    person = make_member()
    edit, names = f"/admin/users/edit/{person.pk}/", {"first_name": "Sanne", "last_name": "Voorbeeld"}
    owner.post(edit, names | {"language": "nl"})
    assert User.objects.get(pk=person.pk).erase_on.isoformat() == "2026-12-23"
    owner.post(edit, names | {"language": "nl", "is_active": "on"})
    assert User.objects.get(pk=person.pk).erase_on is None
    owner.post(edit, names | {"language": "nl"})
    time_machine.move_to("2026-12-23 12:00+01:00")
    call_command("run_due")
    assert not User.objects.filter(pk=person.pk).exists()


def test_who_signed_up_and_never_confirmed_the_address_is_forgotten_after_thirty_days(client, time_machine) -> None:
    sign_up(client)
    member = make_member()
    User.objects.create_user("collega@voorbeeld.example").groups.create(name="Test")
    for day, left in (("2026-12-22", 3), ("2026-12-24", 2)):
        time_machine.move_to(f"{day} 12:00+01:00")
        call_command("run_due")
        assert User.objects.count() == left
    assert User.objects.filter(pk=member.pk).exists()


@pytest.mark.parametrize(
    "path",
    ["password/change/", "reauthenticate/", "logout/", "password/reset/", "login/", "signup/", "inactive/", "profiel/"],
)
@pytest.mark.parametrize("start", ["", "/en"])
def test_no_page_of_an_account_is_kept_by_a_browser(client: Client, path: str, start: str) -> None:
    make_member()
    if path not in ("password/reset/", "login/", "signup/"):
        log_in(client)
    assert "no-store" in client.get(f"{start}/account/{path}")["Cache-Control"]


def test_a_colleague_may_ask_for_a_member_whose_requests_somebody_used_up(client: Client) -> None:
    give_app(make_member())
    thief, support = Client(), Client()
    support.force_login(make_staff())
    for _ in range(4):
        log_in(thief)
        thief.post("/account/login/tweede-stap/kwijt/")
        support.post(f"/admin/apparaat-kwijt/{User.objects.get(email=OLD).recoveries.latest('pk').pk}/stoppen/")
    assert User.objects.get(email=OLD).recoveries.count() == 3
    support.post("/admin/apparaat-kwijt/new/", {"email": OLD, "reason": "Belde ons op 23 november."})
    assert User.objects.get(email=OLD).recoveries.count() == 4
