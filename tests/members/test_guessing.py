"""Guessing at passwords: the guesser waits, the owner does not, and no header makes one guesser look like many."""

from functools import partial

import pytest
from django.core import mail

from home.limits.models import Count
from members.accounts import limits
from tests.factories.accounts import PASSWORD, log_in, make_member
from tests.factories.people import make_person
from tests.same_moment import run_at_once
from tests.visiting import Client

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

WRONG = "Dit adres en wachtwoord horen niet bij elkaar. Probeer het opnieuw of kies een nieuw wachtwoord."
WAIT = "Te vaak een verkeerd wachtwoord. Wacht 15 minuten, of kies een nieuw wachtwoord."
SANNE = "sanne@voorbeeld.example"
HERE, THERE = "203.0.113.9", "198.51.100.7"


def guess(email: str = SANNE, times: int = limits.WRONG_PASSWORDS.most, **where: str) -> list[str]:
    """What the page says to each wrong password."""
    form = {"login": email, "password": "niet het wachtwoord"}
    pages = [Client(**where).post("/account/login/", form).content.decode() for _ in range(times)]
    return [next((words for words in (WRONG, WAIT) if words in page), page) for page in pages]


def may_enter(password: str = PASSWORD, **where: str) -> bool:
    return log_in(Client(**where), password=password).status_code == 302


@pytest.mark.parametrize("email", [SANNE, SANNE.upper(), "niemand@voorbeeld.example"])
def test_after_five_wrong_passwords_that_address_waits_known_or_not(time_machine, email: str) -> None:
    time_machine.move_to("2026-11-23 12:00+01:00", tick=False)
    make_member()
    assert guess(email, times=6) == [WRONG] * 5 + [WAIT]
    assert may_enter() == (email == "niemand@voorbeeld.example")
    time_machine.move_to("2026-11-23 12:15+01:00", tick=False)
    assert may_enter()


def test_the_owner_logs_in_from_elsewhere_while_somebody_is_guessing() -> None:
    make_member()
    guess(REMOTE_ADDR=THERE)
    assert not may_enter(REMOTE_ADDR=THERE)
    assert may_enter(REMOTE_ADDR=HERE)


def test_right_passwords_are_not_counted_and_take_no_wrong_ones_away() -> None:
    make_member()
    for _ in range(12):
        assert may_enter()
    assert guess(times=4) == [WRONG] * 4
    assert may_enter()
    assert guess(times=2) == [WRONG, WAIT]


@pytest.mark.django_db(transaction=True)
def test_guessing_twenty_at_the_same_moment_is_no_way_around_it() -> None:
    make_member()
    said = run_at_once([partial(guess, times=1)] * 20)
    assert sorted(words for (words,) in said) == [WRONG] * 5 + [WAIT] * 15


def test_who_chose_a_new_password_need_not_wait_because_of_the_old_one(client: Client) -> None:
    make_member()
    guess()
    client.post("/account/password/reset/", {"email": SANNE})
    link = next(word for word in mail.outbox[0].body.split() if word.startswith("http://testserver"))
    path = client.get(link, follow=True).redirect_chain[-1][0]
    client.post(path, {"password1": "zeven zwanen in een sloot", "password2": "zeven zwanen in een sloot"})
    assert may_enter("zeven zwanen in een sloot")


@pytest.fixture
def guessed_from_everywhere() -> None:
    """By so many addresses that a right password is no longer enough."""
    make_member()
    make_member("noor@voorbeeld.example")
    for number in range(20):
        guess(REMOTE_ADDR=f"198.51.100.{number}")


def test_while_many_addresses_guess_a_right_password_gets_a_code_by_mail_and_is_never_refused(
    client: Client, guessed_from_everywhere: None
) -> None:
    response = log_in(client, next="/account/afspraken/")
    assert (response.status_code, response["Location"]) == (302, "/account/login/code/confirm/")
    assert "_auth_user_id" not in client.session
    (message,) = mail.outbox
    assert message.to == [SANNE]
    code = message.body.split("\n\n")[2]
    entered = client.post(response["Location"], {"code": code})
    assert (entered.status_code, entered["Location"]) == (302, "/account/afspraken/")
    assert log_in(Client(), "noor@voorbeeld.example")["Location"] == "/account/"


def test_asking_for_codes_keeps_nobody_with_the_right_password_from_getting_theirs(
    client: Client, guessed_from_everywhere: None
) -> None:
    for number in range(25):
        Client(REMOTE_ADDR=f"192.0.2.{number}").post("/account/login/code/", {"email": SANNE})
    assert len(mail.outbox) == limits.UNASKED_MAILS.most
    log_in(client)
    assert len(mail.outbox) == limits.UNASKED_MAILS.most + 1


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/account/login/", "account_login"),
        ("/account/signup/", "account_signup"),
        ("/account/password/reset/", "account_reset_password"),
        ("/account/password/reset/key/1-abc/", "account_reset_password_from_key"),
        ("/account/login/code/", "account_request_login_code"),
        ("/account/login/code/confirm/", "account_confirm_login_code"),
        ("/account/confirm-email/abc:def/", "account_confirm_email"),
        ("/en/account/login/", "account_login"),
    ],
)
def test_a_form_sent_too_often_is_answered_by_a_page_that_says_when(path: str, name: str, time_machine) -> None:
    time_machine.move_to("2026-11-23 12:00:00+01:00", tick=False)
    limit = limits.ENTRANCE[name]
    assert 429 not in [Client().post(path).status_code for _ in range(limit.most)]
    time_machine.move_to("2026-11-23 12:00:30+01:00", tick=False)
    response = Client().post(path)
    assert (response.status_code, response["Retry-After"]) == (429, str(limit.seconds - 30))
    minutes = limit.seconds // 60
    page = response.content.decode()
    assert f"Over {minutes} minuten" in page or f"again in {minutes} minutes" in page
    assert Client().get(path).status_code != 429
    assert Client(REMOTE_ADDR=HERE).post(path).status_code != 429


def test_a_member_who_keeps_guessing_their_own_password_waits_wherever_they_are(client: Client) -> None:
    client.force_login(make_member())
    form = {"oldpassword": "fout", "password1": "zeven zwanen in een sloot", "password2": "zeven zwanen in een sloot"}
    for number in range(10):
        assert client.post("/account/password/change/", form, REMOTE_ADDR=f"192.0.2.{number}").status_code == 422
    assert client.post("/account/password/change/", form).status_code == 429


@pytest.mark.parametrize("header", ["HTTP_X_FORWARDED_FOR", "HTTP_X_REAL_IP", "HTTP_FORWARDED", "HTTP_CLIENT_IP"])
def test_without_a_proxy_no_header_changes_who_somebody_is(header: str) -> None:
    guess()
    assert guess(times=1, **{header: HERE}) == [WAIT]


@pytest.mark.parametrize("forged", ["198.51.100.1, ", "198.51.100.2, 127.0.0.1, ", "geen adres, ", ""])
def test_behind_the_proxy_only_the_address_that_the_proxy_saw_counts(settings, forged: str) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1  # as in production
    guess(HTTP_X_FORWARDED_FOR=HERE)
    assert guess(times=1, HTTP_X_FORWARDED_FOR=forged + HERE) == [WAIT]
    assert guess(times=1, HTTP_X_FORWARDED_FOR=f"{HERE}, {THERE}") == [WRONG]


def test_a_household_with_an_ipv6_network_counts_as_one() -> None:
    guess(REMOTE_ADDR="2001:db8:1:2::1")
    assert guess(times=1, REMOTE_ADDR="2001:db8:1:2:ffff::9") == [WAIT]
    assert guess(times=1, REMOTE_ADDR="2001:db8:1:3::1") == [WRONG]
    guess(REMOTE_ADDR=HERE)
    assert guess(times=1, REMOTE_ADDR=f"::ffff:{HERE}") == [WAIT]


def test_who_cannot_be_told_from_others_is_refused() -> None:
    make_member()
    assert log_in(Client(REMOTE_ADDR="")).status_code == 403


def test_nobody_is_named_in_what_is_counted() -> None:
    make_person()
    guess(times=1, REMOTE_ADDR=HERE)
    assert Count.objects.count() == 3
    kept = str(list(Count.objects.values()))
    assert HERE not in kept
    assert SANNE not in kept
