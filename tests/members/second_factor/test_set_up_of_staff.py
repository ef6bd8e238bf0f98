"""Who works here and has no second factor sets one up between the password and the log-in."""

import base64

import pytest

from members.accounts.models import AuthenticatorApp, RecoveryCodes, User
from tests.factories.accounts import PASSWORD, enter_code, log_in, make_member, make_staff
from tests.factories.second_factor import give_app, show_code
from tests.visiting import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("with_mails")]

SET_UP = "/account/login/tweede-stap/instellen/"
FINISH = "/account/login/tweede-stap/klaar/"


def is_logged_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def begin(client: Client, **more: str) -> bytes:
    """From the password to the page with the key, which this returns."""
    response = log_in(client, "lotte@voorbeeld.example", **more)
    assert response["Location"] == "/account/login/tweede-stap/"
    page = client.get(response["Location"], follow=True)
    assert page.redirect_chain == [(SET_UP, 302)]
    return read_key(page)


def read_key(page) -> bytes:
    return base64.b32decode(page.context["key"].replace(" ", ""))


def set_up(client: Client, key: bytes, **more: str):
    return client.post(SET_UP, {"name": "Telefoon", "code": show_code(key)} | more)


@pytest.fixture(autouse=True)
def person():
    return make_staff()


def test_they_are_logged_in_after_they_have_an_app_and_saw_their_codes(client: Client, person, mailoutbox) -> None:
    key = begin(client, next="/admin/")
    page = set_up(client, key)
    assert page.status_code == 200
    assert "no-store" in page["Cache-Control"]
    assert len(page.context["codes"]) == 10
    assert not is_logged_in(client)
    assert client.post(FINISH)["Location"] == "/admin/"
    assert client.get("/admin/").status_code == 200
    app = AuthenticatorApp.objects.get(user=person)
    assert (app.get_key(), app.name) == (key, "Telefoon")
    assert [mail.subject for mail in mailoutbox] == ["Er is een app voor codes toegevoegd"]
    assert "new_authenticator" not in client.session


def test_the_codes_they_saw_work_at_the_next_log_in(client: Client) -> None:
    codes = set_up(client, begin(client)).context["codes"]
    client.post(FINISH)
    client.post("/account/logout/")
    log_in(client, "lotte@voorbeeld.example")
    assert enter_code(client, codes[3]).status_code == 302
    assert is_logged_in(client)


def test_the_code_that_set_the_app_up_is_used(client: Client) -> None:
    key = begin(client)
    code = show_code(key)
    set_up(client, key, code=code)
    client.post("/account/login/tweede-stap/stoppen/")
    log_in(client, "lotte@voorbeeld.example")
    assert enter_code(client, code).status_code == 422


def test_who_leaves_before_the_end_logs_in_with_a_code_next_time(client: Client) -> None:
    set_up(client, begin(client))
    other = Client()
    assert log_in(other, "lotte@voorbeeld.example")["Location"] == "/account/login/tweede-stap/"
    assert other.get("/account/login/tweede-stap/").status_code == 200
    assert other.get(SET_UP)["Location"] == "/account/login/tweede-stap/"


def test_who_comes_back_to_the_codes_goes_on_without_seeing_them_again(client: Client) -> None:
    set_up(client, begin(client))
    assert client.get(SET_UP)["Location"] == FINISH
    page = client.get(FINISH)
    assert page.context["codes"] == []
    assert "Maak dan nieuwe" in page.content.decode()


@pytest.mark.parametrize("code", ["", "000000", "abcdefghjkmn", "\u0661\u0662\u0663\u0664\u0665\u0666", "1" * 9999])
def test_with_a_wrong_code_nothing_is_set_up_and_the_key_stays_the_same(client: Client, code: str) -> None:
    key = begin(client)
    page = set_up(client, key, code=code)
    assert page.status_code == 422
    assert list(page.context["form"].errors) == ["code"]
    assert read_key(page) == key
    assert not AuthenticatorApp.objects.exists()
    assert not RecoveryCodes.objects.exists()


@pytest.mark.parametrize("name", ["", "x" * 65, "een\nnaam", "\x00"])
def test_a_name_that_is_none_is_refused(client: Client, name: str) -> None:
    page = set_up(client, begin(client), name=name)
    assert list(page.context["form"].errors) == ["name"]
    assert not AuthenticatorApp.objects.exists()


def test_nobody_else_who_knows_the_password_sees_or_changes_the_key(client: Client) -> None:
    key, other = begin(client), Client()
    assert begin(other) != key
    assert set_up(client, key).status_code == 200


def test_after_half_an_hour_there_is_another_key(client: Client, time_machine) -> None:
    key = begin(client)
    time_machine.shift(30 * 60 + 1)
    assert begin(client) != key


def test_who_was_a_moment_too_late_gets_no_second_app(client: Client, person) -> None:
    """Somebody else set one up meanwhile: then that one is asked for."""
    key = begin(client)
    give_app(person)
    assert set_up(client, key)["Location"] == "/account/login/tweede-stap/"
    assert AuthenticatorApp.objects.count() == 1
    assert not is_logged_in(client)


def test_who_has_an_app_never_adds_one_with_their_password_alone(client: Client) -> None:
    member = make_member()
    give_app(member)
    log_in(client, member.email, PASSWORD)
    assert client.get(SET_UP)["Location"] == "/account/login/tweede-stap/"
    assert client.post(SET_UP, {"name": "x", "code": "123456"})["Location"] == "/account/login/tweede-stap/"
    assert client.post(FINISH)["Location"] == "/account/login/tweede-stap/"
    assert not is_logged_in(client)


def test_an_owner_made_on_the_command_line_confirms_their_address_and_then_sets_up(client: Client, mailoutbox) -> None:
    User.objects.create_superuser("ol@voorbeeld.example", PASSWORD, first_name="Ol", last_name="Oever")
    assert log_in(client, "ol@voorbeeld.example")["Location"] == "/account/confirm-email/"
    [link] = [word for word in mailoutbox[0].body.split() if "/confirm-email/" in word]
    client.post(link.removeprefix("http://testserver"))
    assert not is_logged_in(client)
    assert log_in(client, "ol@voorbeeld.example")["Location"] == "/account/login/tweede-stap/"
    assert client.get("/account/login/tweede-stap/")["Location"] == SET_UP
