"""Who gets where: every address of the site × everybody × GET and POST, as `matrix.toml` says.

Whoever adds an address adds it there. Pages are asked for and not drawn: this is about doors, and drawing takes time.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.urls import URLResolver, path
from django.urls.resolvers import RegexPattern

from tests.visiting import Client

from .addresses import list_addresses, list_patterns, name_each
from .place import PEOPLE, VISITOR, Place

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

Door = tuple[str, str]  # the name of an address and a method
LOG_IN = ("/account/login/", "/en/account/login/")
OWN_PAGE = {"Origin": "http://testserver", "Sec-Fetch-Site": "same-origin"}
TABLE: dict[str, Any] = tomllib.loads(Path(__file__).with_name("matrix.toml").read_text(encoding="utf-8"))


def list_doors() -> dict[Door, set[str]]:
    """Who gets in, for every door that opens for somebody."""
    doors: dict[Door, set[str]] = {}
    for entry in TABLE["open"]:
        for method in ("GET", "POST"):
            for name in entry.get("both", []) + entry.get(method, []):
                assert (name, method) not in doors, f"{name} stands twice in matrix.toml"
                doors[name, method] = set(PEOPLE if entry["to"] == "everybody" else entry["to"])
    return doors


def list_listed() -> set[str]:
    return {name for name, _method in list_doors()} | set(TABLE["shut"]["both"])


def is_refused(response: HttpResponse) -> bool:
    """Also where a method is not allowed, and where Wagtail leads back to its first page, saying why."""
    leads_back = response.status_code == 302 and response["Location"] == "/admin/"
    return leads_back or is_sent_to_log_in(response) or response.status_code in (403, 404, 405)


def is_sent_to_log_in(response: HttpResponse) -> bool:
    return response.status_code == 302 and response["Location"].startswith(LOG_IN)


class Visit:
    """Somebody who goes everywhere, and after each step nothing has happened."""

    def __init__(self, place: Place, who: str) -> None:
        self.client, person = Client(raise_request_exception=False, headers=OWN_PAGE), place.make_visitor(who)
        if person:
            self.client.force_login(person)
        self.cookies = deepcopy(self.client.cookies)

    def ask(self, method: str, address: str) -> HttpResponse:
        self.client.cookies = deepcopy(self.cookies)
        before = transaction.savepoint()  # no `atomic`: some of what the site does refuses to be part of more
        response = self.client.generic(method, address)
        if response.streaming:
            response.getvalue()  # what is sent in pieces is closed at its end
        transaction.savepoint_rollback(before)
        return response


@pytest.fixture
def place(monkeypatch: pytest.MonkeyPatch) -> Place:
    made = Place()
    monkeypatch.setattr("django.template.backends.django.Template.render", lambda *args, **context: "")
    return made


def list_deviations(place: Place, who: str) -> Iterator[str]:
    visit, doors = Visit(place, who), list_doors()
    for name, address in list_addresses(place).items():
        for method in ("GET", "POST"):
            response = visit.ask(method, address)
            may_enter = who in doors.get((name, method), ())
            if is_refused(response) == may_enter:
                yield f"{method} {name} ({address}): {response.status_code}, expected {'' if may_enter else 'no '}entry"
            if response.status_code == 500 and name not in TABLE["breaks"]["wagtail"]:
                yield f"{method} {name} ({address}) broke"
            is_led = is_sent_to_log_in(response) or name in TABLE["shut"]["without_log_in"]
            if who == VISITOR and address.startswith("/admin/") and not may_enter and not is_led:
                yield f"{method} {name} ({address}): {response.status_code}, expected the log-in"


@pytest.mark.parametrize("who", PEOPLE)
def test_everybody_gets_where_the_matrix_says_and_nowhere_else(place: Place, who: str) -> None:
    assert list(list_deviations(place, who)) == []


@pytest.mark.parametrize("who", ["member", "Support"])
def test_no_other_method_opens_what_is_shut(place: Place, who: str) -> None:
    visit, doors = Visit(place, who), list_doors()
    for name, address in list_addresses(place).items():
        if not any(who in doors.get((name, method), ()) for method in ("GET", "POST")):
            for method in ("HEAD", "PUT", "DELETE"):
                assert is_refused(visit.ask(method, address)), (method, name)


def test_every_address_stands_in_the_matrix(place: Place) -> None:
    assert set(list_addresses(place)) ^ list_listed() == set()


def test_an_address_that_nobody_put_in_the_matrix_is_noticed() -> None:
    def show(request: Any) -> None: ...

    planted = [path("a/", show, name="healthz"), path("b/<int:pk>/", show, name="planted")]
    named = name_each(list_patterns(URLResolver(RegexPattern(""), planted)))
    assert set(named) - list_listed() == {"planted"}
