"""The purposes that visitors are asked about: as the cookie page in force shows them, and not as the admin has them.

Each table that the register gives a legal text carries the Dutch rows that it was made of. They are frozen and hashed
with the version, so banner and page say the same, and both change on the day that a new version takes effect.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.utils import timezone

from home.freshness.keeping import recall_for
from legal.statements.languages import PREVAILING_LANGUAGE
from legal.statements.models import Version, VersionText

from .purposes import DeclaredCookie, Purpose

DOCUMENT = "cookies"  # the kind of the cookie page
REGISTER = "cookies"


def freeze(purpose: Purpose) -> dict[str, Any]:
    return asdict(purpose) | {"cookies": [asdict(cookie) for cookie in purpose.cookies]}


def thaw(facts: dict[str, Any]) -> Purpose:
    return Purpose(**facts | {"cookies": tuple(DeclaredCookie(**cookie) for cookie in facts["cookies"])})


def read_published_purposes() -> tuple[Purpose, ...]:
    """In Dutch, in one query. None while no cookie page is in force that shows the register: then nothing is asked, and
    nothing happens that waits for a yes.
    """
    in_force = Version.objects.in_force().filter(document__kind=DOCUMENT)
    texts = VersionText.objects.filter(language=PREVAILING_LANGUAGE, version__in=in_force).order_by("-edition")
    snapshot = texts.values_list("snapshot", flat=True).first() or {}
    return tuple(thaw(table["facts"]) for table in snapshot.get(REGISTER, []) if "facts" in table)


def recall_published_purposes(request: Any) -> tuple[Purpose, ...]:
    """Kept for the pages of today: a version that was announced takes effect at midnight, without anything changing."""
    return recall_for(request, f"cookie-purposes:{timezone.localdate()}", read_published_purposes)
