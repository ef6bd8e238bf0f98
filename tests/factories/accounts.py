"""Members who can log in, and what a newcomer fills in."""

from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.http import HttpResponse

from members.accounts.models import User
from tests.factories.people import make_person
from tests.page_forms import read_form
from tests.visiting import Client

PASSWORD = "vier eenden op een rij"
NEWCOMER = {"first_name": "Noor", "last_name": "Nieuw", "email": "noor@voorbeeld.example", "password1": PASSWORD}
TICKED = {"agree_privacy": "on", "agree_terms": "on"}


def make_member(email: str = "sanne@voorbeeld.example", password: str = PASSWORD, **fields: Any) -> User:
    """Somebody whose address is confirmed."""
    person = make_person(email, password, **fields)
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return person


def make_staff(group: str = "Support", email: str = "lotte@voorbeeld.example", **fields: Any) -> User:
    """Somebody of this group who can log in with a password, and has no second factor yet."""
    person = make_member(email, **{"first_name": "Lotte", "last_name": "Linde"} | fields)
    person.groups.add(Group.objects.get(name=group))
    return person


def log_in(
    client: Client, email: str = "sanne@voorbeeld.example", password: str = PASSWORD, **more: str
) -> HttpResponse:
    return client.post("/account/login/", {"login": email, "password": password, **more})


def enter_code(client: Client, code: str) -> HttpResponse:
    return client.post("/account/login/tweede-stap/", {"code": code})


def show_who_you_are(client: Client, password: str = PASSWORD, **more: str) -> HttpResponse:
    """What is asked once more before what matters."""
    return client.post("/account/reauthenticate/", {"password": password, **more})


def open_sign_up(client: Client, path: str = "/account/signup/") -> dict[str, str]:
    """The hidden fields of the form as it is shown now."""
    return read_form(client.get(path), path).fields


def sign_up(client: Client, path: str = "/account/signup/", **answers: str) -> HttpResponse:
    """Open the form, fill it in with both boxes ticked, and send it; `answers` says what is otherwise."""
    shown = open_sign_up(client, path)
    return client.post(path, shown | NEWCOMER | TICKED | answers)
