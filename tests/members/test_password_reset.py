"""A new password by mail: the link works once, and nobody learns who has an account."""

import re

import pytest
from django.core import mail

from tests.factories.accounts import PASSWORD, log_in, make_member
from tests.page_forms import read_form
from tests.visiting import Client

pytestmark = pytest.mark.django_db

ADDRESS = "/account/password/reset/"
NEW = "zeven zwanen in een sloot"


def ask(client: Client, email: str = "sanne@voorbeeld.example"):
    return client.post(ADDRESS, {"email": email})


def read_link() -> str:
    found = re.search(r"http://testserver(/account/password/reset/key/\S+)", mail.outbox[0].body)
    assert found
    return found[1]


def choose(client: Client, link: str, password: str = NEW):
    """Follow the link to the form and send a new password."""
    page = client.get(link, follow=True)
    path = page.redirect_chain[-1][0]
    return client.post(path, read_form(page, path).fields | {"password1": password, "password2": password})


def test_a_member_chooses_a_new_password_with_the_link_from_the_mail(client: Client) -> None:
    person = make_member()
    assert ask(client)["Location"] == "/account/password/reset/done/"
    (message,) = mail.outbox
    assert message.to == ["sanne@voorbeeld.example"]
    done = client.get(choose(client, read_link())["Location"])
    assert "Vanaf nu log je in met je nieuwe wachtwoord." in done.content.decode()
    person.refresh_from_db()
    assert person.password.startswith("bcrypt_sha256$")
    assert log_in(Client(), password=PASSWORD).status_code == 422
    assert log_in(Client(), password=NEW).status_code == 302


def test_the_link_works_once(client: Client) -> None:
    make_member()
    ask(client)
    link = read_link()
    choose(client, link)
    page = Client().get(link, follow=True)
    assert "Deze link werkt niet meer" in page.content.decode()
    assert log_in(Client(), password=NEW).status_code == 302


@pytest.mark.parametrize("key", ["1-abc", "zz-zz-zz", "0-" + "a" * 5000, "1%00-abc", "set-password"])
def test_a_link_that_nobody_sent_does_not_work(client: Client, key: str) -> None:
    make_member()
    response = client.get(f"/account/password/reset/key/{key}/", follow=True)
    assert response.status_code == 404 or "Deze link werkt niet meer" in response.content.decode()


def test_the_link_does_not_work_after_three_days(client: Client, time_machine) -> None:
    time_machine.move_to("2026-11-23 12:00+01:00", tick=False)
    make_member()
    ask(client)
    time_machine.move_to("2026-11-26 12:00:01+01:00", tick=False)
    assert "Deze link werkt niet meer" in client.get(read_link(), follow=True).content.decode()


def test_for_an_unknown_address_the_page_is_the_same_and_no_mail_goes_out() -> None:
    make_member()
    pages = []
    for email in ("sanne@voorbeeld.example", "niemand@voorbeeld.example"):
        visitor = Client()
        response = ask(visitor, email)
        assert (response.status_code, response["Location"]) == (302, "/account/password/reset/done/")
        pages.append(visitor.get(response["Location"]).content.decode().replace(email, "…"))
    assert pages[0] == pages[1]
    assert [message.to for message in mail.outbox] == [["sanne@voorbeeld.example"]]


@pytest.mark.parametrize("email", ["", "sanne", "sa\0nne@voorbeeld.example", "x" * 5000 + "@voorbeeld.example"])
def test_nonsense_gets_a_message_at_the_field_and_no_mail(client: Client, email: str) -> None:
    response = ask(client, email)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["email"]
    assert mail.outbox == []


def test_a_weak_new_password_is_refused_and_the_old_one_still_works(client: Client) -> None:
    make_member()
    ask(client)
    response = choose(client, read_link(), "sanne")
    assert response.status_code == 422
    assert "Dit wachtwoord is te kort. Gebruik minstens 12 tekens." in response.content.decode()
    assert log_in(Client()).status_code == 302


def test_two_different_new_passwords_are_refused(client: Client) -> None:
    make_member()
    ask(client)
    page = client.get(read_link(), follow=True)
    path = page.redirect_chain[-1][0]
    response = client.post(path, {"password1": NEW, "password2": NEW + "!"})
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["password2"]


def test_a_closed_account_gets_no_link(client: Client) -> None:
    make_member(is_active=False)
    assert ask(client)["Location"] == "/account/password/reset/done/"
    assert mail.outbox == []


def test_a_new_password_ends_the_sessions_elsewhere(client: Client) -> None:
    make_member()
    elsewhere = Client()
    log_in(elsewhere)
    ask(client)
    choose(client, read_link())
    assert elsewhere.get("/account/").status_code == 302


@pytest.mark.parametrize("path", ["/account/password/reset/key/1-abc/", "/account/confirm-email/abc:def/"])
def test_a_broken_link_is_a_bad_request_with_a_way_on(client: Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 400
    assert "Deze link werkt niet meer" in response.content.decode()
