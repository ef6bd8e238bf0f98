"""The register of cookies, as a legal text shows it: each purpose with its cookies, who places them and how long.

Beside the cookies stands what our scripts keep in the browser itself. The law has one rule for both (art. 11.7a Tw),
and this needs no consent: nothing of it is there before the reader asked for it.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from home.identity.naming import name_company
from legal.statements.writing.registers import Table

from .purposes import Purpose
from .translating import read_translated_purposes


@dataclass(frozen=True)
class BrowserStorage:
    """One key of localStorage, of a script of ours."""

    name: str
    description: str | Promise
    kept_for: str | Promise


_storages: dict[str, BrowserStorage] = {}


def declare_storage(storage: BrowserStorage) -> None:
    """For the `ready` of the app whose script keeps it. Only for what readers ask for and no request carries."""
    _storages[storage.name] = storage


def read_cookies(language: str) -> list[Table]:
    tables = [describe(purpose, text) for purpose, text in read_translated_purposes(language)]
    return [*tables, describe_storages(list(_storages.values()))] if _storages else tables


def describe(purpose: Purpose, text: Purpose) -> Table:
    """`text` is the same purpose in the language of the page."""
    table: Table = {
        "title": text.name,
        "text": text.description,
        "columns": [_("Cookie"), _("Waarvoor"), _("Van wie"), _("Hoe lang")],
        "rows": [[cookie.name, cookie.description, cookie.provider, cookie.kept_for] for cookie in text.cookies],
        "facts": purpose.freeze(),
    }
    if text is not purpose:
        table["words"] = text.freeze()
    return table


def describe_storages(storages: list[BrowserStorage]) -> Table:
    company = name_company()
    return {
        "title": _("Opslag in je eigen browser"),
        "text": _("Dit zijn geen cookies: niets ervan gaat naar ons toe. Het komt er pas als je er zelf om vraagt."),
        "columns": [_("Naam"), _("Waarvoor"), _("Van wie"), _("Hoe lang")],
        "rows": [[storage.name, str(storage.description), company, str(storage.kept_for)] for storage in storages],
    }
