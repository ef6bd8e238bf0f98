"""Choices whose term is over: they go, by whole days, and the root of each day stays in the ledger.

The texts that were shown stay as well: everybody has read them, and they say nothing of who did.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.db import connection, transaction
from django.utils import timezone

from legal.ledger.append_only import lifted

from .days import find_start
from .models import ChoiceDay, ChoicePerson, CookieChoice

KEPT = timedelta(days=5 * 365 + 1)  # as long as other proof of what people agreed to (art. 3:307 and 3:310 BW: 5 years)


def find_first_kept_day() -> date:
    return timezone.localdate() - KEPT


def remove_old_choices() -> Iterator[str]:
    """Work of `run_due`. Days without a root stay: their choices would go without a trace."""
    closed = ChoiceDay.objects.filter(day__lt=find_first_kept_day()).order_by("-day").first()
    if closed and CookieChoice.objects.filter(chosen_at__lt=find_start(closed.day + timedelta(days=1))).exists():
        remove_choices(until=closed.day)
    yield from ()


def remove_choices(*, until: date) -> None:
    """All or nothing. The database refuses to remove what is append-only; for this one act it is told otherwise."""
    with transaction.atomic():
        choices = CookieChoice.objects.filter(chosen_at__lt=find_start(until + timedelta(days=1)))
        ChoicePerson.objects.filter(choice__in=choices).delete()
        with lifted(connection, CookieChoice._meta.db_table):
            choices._raw_delete("default")
