"""The purposes that visitors are asked about: as the cookie page in force shows them, and not as the admin has them.

Each table that the register gives a legal text carries the Dutch rows that it was made of, and in another language what
became of them there. They are frozen and hashed with the version, so banner and page say the same, and both change on
the day that a new version takes effect.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.utils import timezone

from home.freshness.keeping import recall_for
from legal.statements.languages import PREVAILING_LANGUAGE
from legal.statements.models import Version, VersionText

from .purposes import DeclaredCookie, Purpose

DOCUMENT = "cookies"  # the kind of the cookie page
REGISTER = "cookies"


def thaw(facts: dict[str, Any]) -> Purpose:
    return Purpose(**facts | {"cookies": tuple(DeclaredCookie(**cookie) for cookie in facts["cookies"])})


def read_published_purposes() -> tuple[Purpose, ...]:
    """In Dutch, each with the words of its published translations, in one query. None while no cookie page is in force
    that shows the register: then nothing is asked, and nothing happens that waits for a yes.
    """
    in_force = Version.objects.in_force().filter(document__kind=DOCUMENT)
    texts = VersionText.objects.filter(version__in=in_force).order_by("edition").values_list("language", "snapshot")
    tables = {language: list_tables(snapshot) for language, snapshot in texts}  # of the newest edition
    dutch = tables.pop(PREVAILING_LANGUAGE, [])
    return tuple(find_translations(thaw(table["facts"]), tables) for table in dutch)


def list_tables(snapshot: dict[str, Any]) -> list[dict[str, Any]]:
    return [table for table in snapshot.get(REGISTER, []) if "facts" in table]


def find_translations(purpose: Purpose, tables: dict[str, list[dict[str, Any]]]) -> Purpose:
    """A translation of other Dutch words than those in force is none."""
    found = (
        (language, thaw(table["words"]))
        for language, rows in tables.items()
        for table in rows
        if "words" in table and thaw(table["facts"]) == purpose
    )
    return replace(purpose, translations=tuple(found))


def recall_published_purposes(request: Any) -> tuple[Purpose, ...]:
    """Kept for the pages of today: a version that was announced takes effect at midnight, without anything changing."""
    return recall_for(request, f"cookie-purposes:{timezone.localdate()}", read_published_purposes)
