"""What belongs to a member's account: pages with a place in its navigation, and sections of its first page.

Each app registers what it has of somebody; whoever comes later finds their place by `order`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise


class Ordered(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def order(self) -> int: ...


Entry = TypeVar("Entry", bound=Ordered)


class Register(Generic[Entry]):
    """What apps brought, the lowest `order` first. The same name again replaces what was there."""

    def __init__(self) -> None:
        self._entries: dict[str, Entry] = {}

    def add(self, entry: Entry) -> None:
        self._entries[entry.name] = entry

    def __iter__(self) -> Iterator[Entry]:
        return iter(sorted(self._entries.values(), key=lambda entry: entry.order))


class Group(models.TextChoices):
    """The headings of the navigation, in their order."""

    COURSES = "courses", _("Leren")
    PAYMENTS = "payments", _("Lidmaatschap en betalen")
    PERSON = "person", _("Over jou")
    SECURITY = "security", _("Veilig inloggen")


@dataclass(frozen=True)
class AccountPage:
    """`name`: of its address. `describe`: one line about it, for the card on the first page; it asks no database."""

    name: str
    order: int
    group: Group
    title: Text
    describe: Callable[[HttpRequest], Text] | None = None

    @property
    def url(self) -> str:
        return reverse(self.name)


@dataclass(frozen=True)
class AccountSection:
    """`name`: of its template, which gets the context as `section`."""

    name: str
    order: int
    get_context: Callable[[HttpRequest], dict[str, Any]]


account_pages: Register[AccountPage] = Register()
account_sections: Register[AccountSection] = Register()


@dataclass(frozen=True)
class Card:
    title: Text
    url: str
    text: Text


def list_sections(request: HttpRequest) -> list[tuple[str, dict[str, Any]]]:
    """(template, context) of every section for this person, in the order of the page."""
    return [(section.name, section.get_context(request)) for section in account_sections]


def list_cards(request: HttpRequest) -> list[Card]:
    described = ((page, page.describe) for page in account_pages)
    return [Card(page.title, page.url, describe(request)) for page, describe in described if describe]
