from __future__ import annotations

import datetime

from django.db.models import F

from home.limits.counting import Limit
from home.statistics.counting import OTHER

from .models import HeldBack

A_DAY = 24 * 60 * 60
# Whoever makes reports up fills the table no further than this. What is already on record is still counted, and all
# else together, so that nobody takes such a day for a quiet one.
NEW_ROWS = Limit("put something on record that a browser held back", 300, A_DAY)
REST = {"directive": OTHER, "origin": OTHER, "page": ""}


def record(*, day: datetime.date, directive: str, origin: str, page: str) -> None:
    """Adds one. Two at the same moment both count: the database adds, and the row is made at most once."""
    facts = {"directive": directive, "origin": origin, "page": page}
    if add_to_row(day, facts):
        return
    if not NEW_ROWS.take(day.isoformat()):
        facts = REST
    HeldBack.objects.bulk_create([HeldBack(day=day, **facts)], ignore_conflicts=True)
    add_to_row(day, facts)


def add_to_row(day: datetime.date, facts: dict[str, str]) -> bool:
    return HeldBack.objects.filter(day=day, **facts).update(times=F("times") + 1) > 0
