"""Periods that are paid for: from their first day up to, and not including, the first day of the next."""

from __future__ import annotations

from calendar import monthrange
from datetime import date


def add_months(day: date, months: int) -> date:
    """The same day of a later month; its last day where it has no such day. Always counted from the first day of a
    membership, or 31 January would become the 28th for good.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
