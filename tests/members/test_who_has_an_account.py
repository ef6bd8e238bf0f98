"""Nobody learns from any form who has an account: the same words, the same way on, the same work before the answer."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.http import HttpResponse
from django.utils import timezone

from members.accounts.afterwards import do_after_the_answer
from tests.factories.accounts import NEWCOMER, PASSWORD, log_in, make_member, sign_up
from tests.factories.people import make_person
from tests.hashers import FastBCryptSHA256PasswordHasher
from tests.visiting import Client

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

KNOWN, UNKNOWN = "sanne@voorbeeld.example", "niemand@voorbeeld.example"
MAKE: dict[str, Callable[[], Any]] = {
    "confirmed": make_member,
    "never confirmed": lambda: make_person(password=PASSWORD),
    "closed": lambda: make_member(is_active=False),
    "without a password": lambda: make_member(password=None),
}


def ask_code(client: Client, email: str) -> HttpResponse:
    return client.post("/account/login/code/", {"email": email})


def give_wrong_code(client: Client, email: str) -> HttpResponse:
    ask_code(client, email)
    return client.post("/account/login/code/confirm/", {"code": "bcdf-ghjk"})


FORMS: dict[str, Callable[[Client, str], HttpResponse]] = {
    "log in": lambda client, email: log_in(client, email, "niet het wachtwoord"),
    "sign up": lambda client, email: sign_up(client, email=email),
    "new password": lambda client, email: client.post("/account/password/reset/", {"email": email}),
    "ask for a code": ask_code,
    "give a code": give_wrong_code,
}


def look(form: Callable[[Client, str], HttpResponse], email: str) -> tuple[Any, ...]:
    """Everything that whoever sends the form can see, and how often a password was hashed before."""
    client = Client()
    before = FastBCryptSHA256PasswordHasher.made
    response = form(client, email)
    hashes = FastBCryptSHA256PasswordHasher.made - before
    headers = {name: value for name, value in response.headers.items() if name not in ("Content-Length",)}
    page = response if response.status_code != 302 else client.get(response["Location"])
    words = re.sub(r'(?<=name="csrfmiddlewaretoken" value=")\w+', "", page.content.decode()).replace(email, "…")
    return response.status_code, headers, words, sorted(response.cookies), hashes


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS.keys())
@pytest.mark.parametrize("make", MAKE.values(), ids=MAKE.keys())
def test_no_form_tells_who_has_an_account(form, make, time_machine) -> None:
    make()
    time_machine.move_to(timezone.now(), tick=False)  # the header `Expires` tells the second
    assert look(form, KNOWN) == look(form, UNKNOWN)


@pytest.mark.usefixtures("with_mails")
def test_another_address_for_ones_account_is_answered_alike_whoever_has_it(client: Client) -> None:
    make_member("noor@voorbeeld.example")
    log_in(client, make_member().email)
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    answers = []
    for email in ("noor@voorbeeld.example", UNKNOWN):
        mail.outbox.clear()
        response = client.post("/account/email/", {"email": email}, follow=True)
        page = response.content.decode().replace(email, "…")
        answers.append((response.redirect_chain, response.status_code, page.count("…"), len(mail.outbox)))
        client.post("/account/email/", {"withdraw": "1"})
    assert answers[0] == answers[1]
    assert answers[0][0]


@pytest.mark.parametrize(("form", "sent"), [(ask_code, 1), (FORMS["new password"], 1)], ids=["code", "new password"])
def test_a_mail_leaves_after_the_answer_so_that_its_time_tells_nothing(monkeypatch, form, sent: int) -> None:
    make_member()
    monkeypatch.setattr(HttpResponse, "close", lambda response: None)  # a server that never finished sending
    assert form(Client(), KNOWN).status_code == 302
    assert mail.outbox == []


def test_a_mail_server_that_fails_tells_nothing_and_logs_no_address(settings, caplog) -> None:
    make_member()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9  # nobody listens there
    assert look(ask_code, KNOWN) == look(ask_code, UNKNOWN)
    assert "After the answer: ConnectionRefusedError" in caplog.messages
    assert KNOWN not in caplog.text


def test_without_a_request_it_is_done_at_once() -> None:
    done: list[int] = []
    do_after_the_answer(None, lambda: done.append(1))
    assert done == [1]


def test_the_names_of_a_newcomer_are_in_no_address(client: Client) -> None:
    assert NEWCOMER["email"] not in sign_up(client)["Location"]
