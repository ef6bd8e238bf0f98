"""Logging in and out: the one door, what it says when it stays shut, and where it leads."""

import pytest
from django.conf import settings

from tests.factories.accounts import PASSWORD, log_in, make_member
from tests.factories.people import make_person, make_support
from tests.visiting import Client

pytestmark = pytest.mark.django_db

WRONG = "Dit adres en wachtwoord horen niet bij elkaar. Probeer het opnieuw of kies een nieuw wachtwoord."


def is_logged_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def read_errors(response) -> list[str]:
    assert response.status_code == 422
    return [message for messages in response.context["form"].errors.values() for message in messages]


def test_a_member_logs_in_and_comes_to_their_own_page(client: Client) -> None:
    make_member()
    response = log_in(client)
    assert (response.status_code, response["Location"]) == (302, "/account/")
    assert "Dag Sanne" in client.get("/account/").content.decode()


@pytest.mark.parametrize("email", ["SANNE@voorbeeld.EXAMPLE", " sanne@voorbeeld.example "])
def test_a_member_may_write_their_address_with_capitals_or_spaces(client: Client, email: str) -> None:
    make_member()
    assert log_in(client, email).status_code == 302
    assert is_logged_in(client)


@pytest.mark.parametrize("email", ["sanne@voorbeeld.example", "niemand@voorbeeld.example"])
def test_a_wrong_password_and_an_unknown_address_get_the_same_message(client: Client, email: str) -> None:
    make_member()
    response = log_in(client, email, "niet het wachtwoord")
    assert read_errors(response) == [WRONG]
    assert "niet het wachtwoord" not in response.content.decode()
    assert not is_logged_in(client)


@pytest.mark.parametrize(
    ("email", "password"), [("", ""), ("sanne", "x"), ("sa\0nne@voorbeeld.example", "\0"), ("x" * 5000, "x")]
)
def test_nonsense_at_the_log_in_gets_a_message(client: Client, email: str, password: str) -> None:
    assert read_errors(log_in(client, email, password))
    assert not is_logged_in(client)


def test_a_member_whose_account_was_closed_cannot_log_in(client: Client) -> None:
    make_member(is_active=False)
    response = log_in(client)
    assert (response.status_code, response["Location"]) == (302, "/account/inactive/")
    assert not is_logged_in(client)
    assert client.get("/account/inactive/").status_code == 200


def test_a_member_whose_account_is_closed_while_they_are_logged_in_is_out(client: Client) -> None:
    person = make_member()
    log_in(client)
    person.is_active = False
    person.save()
    assert client.get("/account/")["Location"] == "/account/login/?next=/account/"


def test_somebody_who_never_confirmed_their_address_gets_the_mail_again(client: Client, mailoutbox) -> None:
    make_person(password=PASSWORD)
    response = log_in(client)
    assert response["Location"] == "/account/confirm-email/"
    assert not is_logged_in(client)
    assert [message.to for message in mailoutbox] == [["sanne@voorbeeld.example"]]


def test_a_password_counts_beyond_its_72nd_byte(client: Client) -> None:
    password = "zonnebloem " * 7
    make_member(password=password + "één")
    assert read_errors(log_in(client, password=password + "twee")) == [WRONG]
    assert log_in(client, password=password + "één").status_code == 302


def test_asking_to_log_out_asks_first_and_the_button_does_it(client: Client) -> None:
    make_member()
    log_in(client)
    page = client.get("/account/logout/")
    assert "Log uit" in page.content.decode()
    assert is_logged_in(client)
    response = client.post("/account/logout/")
    assert (response.status_code, response["Location"]) == (302, "/")
    assert not is_logged_in(client)
    assert client.get("/account/").status_code == 302


def test_logging_out_twice_is_no_problem(client: Client) -> None:
    make_member()
    log_in(client)
    client.post("/account/logout/")
    assert client.post("/account/logout/").status_code == 302


def test_the_cookie_of_a_session_is_out_of_reach_of_scripts_and_ends_with_the_browser(client: Client) -> None:
    make_member()
    cookie = log_in(client).cookies[settings.SESSION_COOKIE_NAME]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"], cookie["path"]) == (True, "Lax", "", "/")


def test_logging_in_gives_a_new_session(client: Client) -> None:
    make_member()
    before = client.session
    before.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = before.session_key
    log_in(client)
    assert client.session.session_key != before.session_key


DOORS = ["/admin/login/", "/_util/login/", "/en/_util/login/"]


@pytest.mark.parametrize("door", DOORS)
def test_the_doors_of_wagtail_take_no_password_and_lead_to_ours(client: Client, door: str) -> None:
    make_support()
    ours = "/en/account/login/" if door.startswith("/en/") else "/account/login/"
    for response in (
        client.get(door + "?next=/admin/pages/"),
        client.post(door + "?next=/admin/pages/", {"username": "support@voorbeeld.example", "password": PASSWORD}),
    ):
        assert (response.status_code, response["Location"]) == (302, ours + "?next=/admin/pages/")
    assert not is_logged_in(client)


@pytest.mark.parametrize("path", ["/en/admin/login/", "/django-admin/login/", "/accounts/login/"])
def test_there_is_no_further_door(client: Client, path: str) -> None:
    assert (client.get(path).status_code, client.post(path).status_code) == (404, 404)


def test_the_admin_resets_no_password_of_its_own(client: Client) -> None:
    assert client.get("/admin/password_reset/").status_code == 404


@pytest.mark.parametrize("path", ["/admin/", "/admin/pages/", "/admin/account/", "/admin/users/"])
def test_for_a_member_there_is_no_admin_and_a_visitor_may_log_in(client: Client, path: str) -> None:
    visited = client.get(path)
    assert (visited.status_code, visited["Location"]) == (302, f"/account/login/?next={path}")
    client.force_login(make_member())
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    "address", ["//evil.example/", "https://evil.example/", "/\\evil.example", "javascript:alert(1)"]
)
def test_a_member_is_never_led_to_another_site(client: Client, address: str) -> None:
    make_member()
    assert log_in(client, next=address)["Location"] == "/account/"
    assert client.post("/account/logout/", {"next": address})["Location"] == "/"


def test_the_own_page_needs_a_log_in_and_comes_back_to_it(client: Client) -> None:
    make_member()
    response = client.get("/account/")
    assert (response.status_code, response["Location"]) == (302, "/account/login/?next=/account/")
    assert client.get("/en/account/")["Location"] == "/en/account/login/?next=/en/account/"
    page = client.get(log_in(client, next="/account/")["Location"])
    assert "no-store" in page["Cache-Control"]
    assert page.context["sections"][0][0] == "courses/account_section.html"
    assert "Afspraken" in page.content.decode()


def test_an_english_member_who_logs_out_stays_in_english(client: Client) -> None:
    client.force_login(make_member())
    assert client.post("/en/account/logout/")["Location"] == "/en/"
