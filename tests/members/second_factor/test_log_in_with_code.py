"""The step after the password: who is asked for a code, and where a right one leads."""

import base64
import subprocess
import time
from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from time_machine import TimeMachineFixture

from members.accounts.models import AuthenticatorApp
from tests.factories.accounts import enter_code, log_in, make_member, make_staff
from tests.factories.second_factor import give_app, give_recovery_codes, show_code
from tests.visiting import Client

pytestmark = pytest.mark.django_db

STEP = "/account/login/tweede-stap/"


def is_logged_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def count_questions(act: Callable[[], object]) -> int:
    """Without the beginnings and ends of transactions."""
    with CaptureQueriesContext(connection) as asked:
        act()
    return len([query for query in asked.captured_queries if "SAVEPOINT" not in query["sql"]])


@pytest.fixture
def app() -> AuthenticatorApp:
    """Of Sanne, a member."""
    return give_app(make_member())


def test_a_member_without_a_second_factor_is_asked_for_their_password_only(client: Client) -> None:
    make_member()
    assert log_in(client)["Location"] == "/account/"
    assert is_logged_in(client)


@pytest.mark.usefixtures("app")
def test_after_the_password_nobody_is_logged_in_yet(client: Client) -> None:
    assert log_in(client)["Location"] == STEP
    assert not is_logged_in(client)
    assert client.get("/account/").status_code == 302
    assert client.get("/account/login/")["Location"] == STEP  # whoever goes back comes here again


@pytest.mark.usefixtures("app")
def test_with_a_code_somebody_comes_where_they_were_going(client: Client) -> None:
    log_in(client, next="/account/afspraken/")
    waiting = client.session.session_key
    page = client.get(STEP)
    assert "no-store" in page["Cache-Control"]
    assert 'autocomplete="one-time-code"' in page.content.decode()
    assert enter_code(client, show_code())["Location"] == "/account/afspraken/"
    assert client.get("/account/").wsgi_request.user.is_verified()
    assert client.session.session_key != waiting


@pytest.mark.usefixtures("app")
def test_spaces_and_dashes_in_a_code_do_no_harm(client: Client) -> None:
    log_in(client)
    code = show_code()
    assert enter_code(client, f" {code[:3]} - {code[3:]}\t").status_code == 302


@pytest.mark.parametrize("steps", [-1, 1])
@pytest.mark.usefixtures("app")
def test_a_clock_that_runs_half_a_minute_wrong_does_no_harm(client: Client, steps: int) -> None:
    log_in(client)
    assert enter_code(client, show_code(steps=steps)).status_code == 302


def test_codes_of_oathtool_work(client: Client, app: AuthenticatorApp) -> None:
    """A program that others wrote after the same standard."""
    key = base64.b32encode(app.get_key()).decode()
    moment = time.strftime("%Y-%m-%d %H:%M:%S UTC", time.gmtime())
    command = ["oathtool", "--totp", "--base32", key, "--now", moment]
    code = subprocess.run(command, capture_output=True, text=True, check=True, timeout=30).stdout.strip()
    log_in(client)
    assert enter_code(client, code).status_code == 302
    assert is_logged_in(client)


def test_who_has_to_do_without_their_mail_still_comes_in(client: Client, app: AuthenticatorApp, settings) -> None:
    settings.EMAIL_BACKEND, settings.EMAIL_PORT = "django.core.mail.backends.smtp.EmailBackend", 1
    code = give_recovery_codes(app.user)[0]
    log_in(client)
    assert enter_code(client, code).status_code == 302


@pytest.mark.usefixtures("app")
def test_a_quarter_of_an_hour_after_the_password_the_log_in_begins_again(
    client: Client, time_machine: TimeMachineFixture
) -> None:
    log_in(client)
    time_machine.shift(15 * 60 + 1)
    response = client.post(STEP, {"code": show_code()}, follow=True)
    assert response.redirect_chain == [("/account/login/", 302)]
    assert "Het inloggen duurde te lang. Er is niets veranderd. Begin opnieuw." in response.content.decode()
    assert not is_logged_in(client)


@pytest.mark.parametrize("name", ["ask", "set_up", "finish"])
def test_without_a_password_there_is_no_second_step(client: Client, name: str) -> None:
    path = reverse(f"accounts:second_factor:{name}")
    assert client.get(path)["Location"] == "/account/login/"
    assert client.post(path, {"code": show_code()})["Location"] == "/account/login/"
    assert not is_logged_in(client)


@pytest.mark.parametrize("name", ["ask", "set_up", "finish"])
def test_who_is_logged_in_has_no_second_step_before_them(client: Client, name: str) -> None:
    client.force_login(make_member())
    assert client.get(reverse(f"accounts:second_factor:{name}"))["Location"] == "/account/"


@pytest.mark.usefixtures("app")
def test_who_stops_begins_at_the_password_again(client: Client) -> None:
    log_in(client)
    assert client.post("/account/login/tweede-stap/stoppen/")["Location"] == "/account/login/"
    assert client.get("/account/login/").status_code == 200
    assert enter_code(client, show_code())["Location"] == "/account/login/"
    assert not is_logged_in(client)


@pytest.mark.usefixtures("app")
def test_a_new_password_does_not_bypass_the_code(client: Client, mailoutbox) -> None:
    client.post("/account/password/reset/", {"email": "sanne@voorbeeld.example"})
    [link] = [line for line in mailoutbox[0].body.split() if "/reset/key/" in line]
    form = client.get(link.removeprefix("http://testserver"), follow=True).request["PATH_INFO"]
    client.post(form, {"password1": "zeven ganzen in de wei", "password2": "zeven ganzen in de wei"})
    assert not is_logged_in(client)
    assert log_in(client, password="zeven ganzen in de wei")["Location"] == STEP


def test_an_account_that_is_closed_between_password_and_code_stays_shut(client: Client, app: AuthenticatorApp) -> None:
    log_in(client)
    app.user.is_active = False
    app.user.save()
    assert enter_code(client, show_code()).status_code == 403
    assert not is_logged_in(client)


def test_somebody_of_the_staff_logs_in_with_a_code_and_comes_to_the_admin(client: Client) -> None:
    person = make_staff()
    give_app(person)
    log_in(client, person.email, next="/admin/")
    assert enter_code(client, show_code())["Location"] == "/admin/"
    assert client.get("/admin/").status_code == 200


@pytest.mark.usefixtures("app")
def test_each_step_of_a_log_in_asks_little_of_the_database(client: Client) -> None:
    log_in(Client(), "niemand@voorbeeld.example")  # the first of the day makes the salt of the day
    assert count_questions(lambda: log_in(client)) <= 8
    assert count_questions(lambda: enter_code(client, show_code())) <= 12
    assert is_logged_in(client)
    make_member("noor@voorbeeld.example")
    assert count_questions(lambda: log_in(Client(), "noor@voorbeeld.example")) <= 12


@pytest.mark.usefixtures("app")
def test_english_words_on_the_english_page(client: Client) -> None:
    log_in(client)
    page = client.get("/en/account/login/tweede-stap/").content.decode()
    assert "One more step" in page
