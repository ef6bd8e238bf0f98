"""A code by mail instead of the password: once, for ten minutes, three tries, and through the same stages."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail

from tests.factories.accounts import PASSWORD, log_in, make_member
from tests.factories.people import make_person
from tests.visiting import Client

pytestmark = pytest.mark.django_db

ASK, GIVE = "/account/login/code/", "/account/login/code/confirm/"
SANNE = "sanne@voorbeeld.example"
WRONG = "Deze code klopt niet. Kijk nog eens in de nieuwste mail."


def ask(client: Client, email: str = SANNE, **more: str) -> str:
    """The code from the mail."""
    response = client.post(ASK, {"email": email, **more})
    assert (response.status_code, response["Location"].split("?")[0]) == (302, GIVE)
    return re.findall(r"^[a-z0-9]{4}-[a-z0-9]{4}$", mail.outbox[-1].body, re.MULTILINE | re.IGNORECASE)[0]


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_a_member_logs_in_with_the_code_from_the_mail(client: Client) -> None:
    make_member()
    assert "Log in met een code uit je mail" in client.get("/account/login/").content.decode()
    code = ask(client, next="/account/afspraken/")
    (message,) = mail.outbox
    assert (message.to, message.subject) == ([SANNE], "Je code om in te loggen")
    assert code not in message.subject
    page = client.get(GIVE).content.decode()
    assert 'autocomplete="one-time-code"' in page
    assert code not in page
    response = client.post(GIVE, {"code": code.upper().replace("-", " "), "next": "/account/afspraken/"})
    assert (response.status_code, response["Location"]) == (302, "/account/afspraken/")
    assert is_in(client)


def test_a_code_works_once_and_in_the_browser_that_asked(client: Client) -> None:
    make_member()
    code = ask(client)
    elsewhere = Client()
    assert elsewhere.post(GIVE, {"code": code})["Location"] == "/account/login/code/"
    client.post(GIVE, {"code": code})
    client.post("/account/logout/")
    assert client.post(GIVE, {"code": code})["Location"] == "/account/login/code/"
    assert not is_in(client)


def test_who_begins_anew_gets_another_code_and_the_former_is_worth_nothing(client: Client) -> None:
    make_member()
    former = ask(client)
    assert ask(client) == former  # asked twice: the code that is on its way counts, and no second mail is sent
    assert len(mail.outbox) == 1
    assert client.post("/account/logout/", {"next": "/account/login/"})["Location"] == "/account/login/"
    newer = ask(client)
    assert client.post(GIVE, {"code": former}).status_code == 422
    assert client.post(GIVE, {"code": newer}).status_code == 302
    assert is_in(client)


def test_a_code_does_not_work_after_ten_minutes(client: Client, time_machine) -> None:
    time_machine.move_to("2026-11-23 12:00+01:00", tick=False)
    make_member()
    code = ask(client)
    time_machine.move_to("2026-11-23 12:10:01+01:00", tick=False)
    assert client.post(GIVE, {"code": code})["Location"] == "/account/login/code/"
    assert not is_in(client)


def test_after_three_wrong_codes_even_the_right_one_is_worth_nothing(client: Client) -> None:
    make_member()
    code = ask(client)
    for _ in range(2):
        response = client.post(GIVE, {"code": "bcdf-ghjk"})
        assert response.status_code == 422
        assert response.context["form"].errors == {"code": [WRONG]}
    assert client.post(GIVE, {"code": "bcdf-ghjk"})["Location"] == "/account/login/code/"
    assert "Drie keer een verkeerde code. Vraag een nieuwe aan." in client.get(ASK).content.decode()
    client.post(GIVE, {"code": code})
    assert not is_in(client)


@pytest.mark.parametrize("code", ["", " ", "\0", "é" * 8, "x" * 5000, "----", "' OR 1=1 --"])
def test_nonsense_instead_of_a_code_gets_a_message(client: Client, code: str) -> None:
    make_member()
    ask(client)
    response = client.post(GIVE, {"code": code})
    assert response.status_code == 422
    assert response.context["form"].errors["code"]


@pytest.mark.parametrize("email", ["", "sanne", "sa\0nne@voorbeeld.example", "x" * 5000 + "@voorbeeld.example"])
def test_nonsense_instead_of_an_address_gets_a_message_and_no_mail(client: Client, email: str) -> None:
    response = client.post(ASK, {"email": email})
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["email"]
    assert mail.outbox == []


def test_a_closed_account_gets_no_code_and_an_unknown_address_no_mail(client: Client) -> None:
    make_member(is_active=False)
    for email in (SANNE, "niemand@voorbeeld.example"):
        assert client.post(ASK, {"email": email})["Location"] == GIVE
    assert mail.outbox == []


def test_an_account_closed_meanwhile_is_not_entered(client: Client) -> None:
    person = make_member()
    code = ask(client)
    person.is_active = False
    person.save()
    client.post(GIVE, {"code": code})
    assert not is_in(client)


def test_a_code_also_confirms_the_address_it_was_sent_to_and_a_new_password_opens_the_account(client: Client) -> None:
    person = make_person(password=PASSWORD)
    EmailAddress.objects.create(user=person, email=person.email, primary=True)
    client.post(GIVE, {"code": ask(client)})
    assert EmailAddress.objects.get().verified
    client.post("/account/password/reset/", {"email": SANNE})
    link = next(word for word in mail.outbox[-1].body.split() if "/reset/key/" in word)
    path = client.get(link, follow=True).redirect_chain[-1][0]
    client.post(path, {"password1": "zeven zwanen in een sloot", "password2": "zeven zwanen in een sloot"})
    log_in(client, password="zeven zwanen in een sloot")
    assert is_in(client)


def test_in_english_the_pages_and_the_mail_are_english(client: Client) -> None:
    make_member()
    assert "Log in with a code" in client.get("/en" + ASK).content.decode()
    client.post("/en" + ASK, {"email": SANNE})
    assert mail.outbox[0].subject == "Your code to log in"
    assert client.get("/en" + GIVE).status_code == 200
