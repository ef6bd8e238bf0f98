from __future__ import annotations

import datetime

from django.db.models import F

from home.limits.counting import Limit

from .models import HeldBack

A_DAY = 24 * 60 * 60
# Whoever makes reports up fills the table no further than this. What is already on record is still counted.
NEW_ROWS = Limit("put something on record that a browser held back", 300, A_DAY)


def record(*, day: datetime.date, directive: str, origin: str, page: str) -> None:
    """Adds one. Two at the same moment both count: the database adds, and the row is made at most once."""
    row = HeldBack.objects.filter(day=day, directive=directive, origin=origin, page=page)
    if row.update(times=F("times") + 1) or not NEW_ROWS.take(day.isoformat()):
        return
    HeldBack.objects.bulk_create(
        [HeldBack(day=day, directive=directive, origin=origin, page=page)], ignore_conflicts=True
    )
    row.update(times=F("times") + 1)
