"""Codes that are refused in the step after the password: malformed, wrong, used, too soon, of somebody else."""

import pytest
from time_machine import TimeMachineFixture

from members.accounts.models import AuthenticatorApp
from tests.factories.accounts import enter_code, log_in, make_member
from tests.factories.second_factor import give_app, give_recovery_codes, show_code
from tests.visiting import Client

pytestmark = pytest.mark.django_db

STEP = "/account/login/tweede-stap/"
MALFORMED = "Vul de code in: 6 cijfers uit je app, of een herstelcode van 12 letters en cijfers."
WRONG = "Deze code klopt niet. Vul de code in die je app nu toont."
WRONG_RECOVERY = "Deze herstelcode klopt niet, of je hebt hem al gebruikt. Probeer een andere."
USED = "Deze code is al gebruikt. Wacht tot je app een nieuwe toont en vul die in."
WAIT = "Na een verkeerde code moet je even wachten. Probeer het over {} opnieuw."
WRONG_CODE = "000000"


def is_logged_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def read_refusal(response) -> str:
    assert response.status_code == 422
    [message] = response.context["form"].errors["code"]
    return message


@pytest.fixture
def app() -> AuthenticatorApp:
    """Of Sanne, a member."""
    return give_app(make_member())


@pytest.mark.parametrize("steps", [-2, 2])
@pytest.mark.usefixtures("app")
def test_a_code_of_a_minute_ago_or_ahead_is_wrong(client: Client, steps: int) -> None:
    log_in(client)
    assert read_refusal(enter_code(client, show_code(steps=steps))) == WRONG


@pytest.mark.parametrize(
    "written",
    [
        "",
        " ",
        "12345",
        "1234567",
        "1" * 10_000,
        "12\x003456",
        "123456\u200b",
        "\u0661\u0662\u0663\u0664\u0665\u0666",  # Arabic-Indic digits
        "\uff11\uff12\uff13\uff14\uff15\uff16",  # full-width digits
        "abcdefghijkl",  # i and l are in no recovery code
        "<script>alert(1)</script>",
    ],
)
def test_what_can_be_no_code_is_refused_and_costs_no_try(client: Client, app: AuthenticatorApp, written: str) -> None:
    log_in(client)
    assert read_refusal(enter_code(client, written)) == MALFORMED
    app.refresh_from_db()
    assert app.throttling_failure_count == 0
    assert not is_logged_in(client)
    assert enter_code(client, show_code()).status_code == 302


def test_without_any_field_the_form_comes_back(client: Client, app: AuthenticatorApp) -> None:
    log_in(client)
    assert read_refusal(client.post(STEP)) == MALFORMED


@pytest.mark.usefixtures("app")
def test_a_code_works_once(client: Client) -> None:
    log_in(client)
    code = show_code()
    enter_code(client, code)
    client.post("/account/logout/")
    log_in(client)
    assert read_refusal(enter_code(client, code)) == USED
    assert not is_logged_in(client)


@pytest.mark.usefixtures("app")
def test_an_older_code_does_not_work_after_a_newer(client: Client) -> None:
    log_in(client)
    enter_code(client, show_code(steps=1))
    client.post("/account/logout/")
    log_in(client)
    assert read_refusal(enter_code(client, show_code())) == USED


def test_after_each_wrong_code_the_wait_is_twice_as_long_also_for_the_right_one(
    client: Client, app: AuthenticatorApp, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to("2026-11-23 11:00:00+00:00", tick=False)
    log_in(client)
    assert read_refusal(enter_code(client, WRONG_CODE)) == WRONG
    assert read_refusal(enter_code(client, show_code())) == WAIT.format("1 seconde")
    time_machine.shift(1)
    assert read_refusal(enter_code(client, WRONG_CODE)) == WRONG
    time_machine.shift(1)
    assert read_refusal(enter_code(client, show_code())) == WAIT.format("1 seconde")
    time_machine.shift(1)
    assert enter_code(client, show_code()).status_code == 302
    app.refresh_from_db()
    assert app.throttling_failure_count == 0


def test_the_wait_never_grows_beyond_what_an_owner_can_sit_out(
    client: Client, app: AuthenticatorApp, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to("2026-11-23 11:00:00+00:00", tick=False)
    AuthenticatorApp.objects.update(throttling_failure_count=12)
    log_in(client)
    enter_code(client, WRONG_CODE)
    assert read_refusal(enter_code(client, show_code())) == (
        "Na een verkeerde code moet je wachten. Probeer het over 35 minuten opnieuw."
    )


def test_recovery_codes_work_while_somebody_guesses_codes_of_the_app(client: Client, app: AuthenticatorApp) -> None:
    code = give_recovery_codes(app.user)[0]
    log_in(client)
    enter_code(client, WRONG_CODE)
    assert enter_code(client, code).status_code == 302


def test_a_code_of_one_app_makes_nobody_wait_for_the_other(client: Client, app: AuthenticatorApp) -> None:
    give_app(app.user, "Tablet", b"another-key-entirely")
    log_in(client)
    enter_code(client, show_code(b"another-key-entirely"))
    client.post("/account/logout/")
    log_in(client)
    assert enter_code(client, show_code()).status_code == 302


@pytest.mark.usefixtures("app")
def test_a_code_of_somebody_else_is_wrong(client: Client) -> None:
    other = make_member("noor@voorbeeld.example")
    give_app(other, key=b"another-key-entirely")
    codes = give_recovery_codes(other)
    log_in(client)
    assert read_refusal(enter_code(client, show_code(b"another-key-entirely"))) == WRONG
    assert read_refusal(enter_code(client, codes[0])) == WRONG_RECOVERY


def test_a_key_copied_from_another_account_gives_no_codes(client: Client, app: AuthenticatorApp) -> None:
    """Of somebody who can write in the database, and has no key of SECRETS_KEY."""
    other = give_app(make_member("noor@voorbeeld.example"), key=b"another-key-entirely")
    AuthenticatorApp.objects.filter(pk=app.pk).update(sealed_key=other.sealed_key)
    log_in(client)
    assert read_refusal(enter_code(client, show_code(b"another-key-entirely"))) == WRONG


def test_an_app_that_was_removed_meanwhile_gives_no_codes(client: Client, app: AuthenticatorApp) -> None:
    log_in(client)
    app.delete()
    assert read_refusal(enter_code(client, show_code())) == WRONG
    assert not is_logged_in(client)
