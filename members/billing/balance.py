"""How much of a charge has come in, read from the money ledger alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from .models import Charge, MoneyEntry

Kind = MoneyEntry.Kind
GOING_BACK = {Kind.REFUNDED, Kind.REFUND_FAILED}


@dataclass(frozen=True)
class Balance:
    """`received`: what customers paid and did not have taken back by their bank. What we gave back ourselves does not
    make a charge unpaid again.
    """

    received: int = 0
    refunded: int = 0

    def add(self, entry: MoneyEntry) -> Balance:
        if entry.kind in GOING_BACK:
            return Balance(self.received, self.refunded - entry.cents)
        return Balance(self.received + entry.cents, self.refunded)

    def covers(self, cents: int) -> bool:
        """Whether somebody paid this, and was not given all of it back."""
        return self.received >= cents and (cents == 0 or self.refunded < self.received)


@dataclass(frozen=True)
class Span:
    """From when until when a charge was paid; without an end, as long as nothing changes."""

    start: datetime
    end: datetime | None = None


def list_entries(charge: Charge) -> list[MoneyEntry]:
    """In the order in which the money moved."""
    return list(MoneyEntry.objects.filter(payment__charge=charge).order_by("happened_at", "pk"))


def add_up(entries: Iterable[MoneyEntry]) -> Balance:
    balance = Balance()
    for entry in entries:
        balance = balance.add(entry)
    return balance


def is_settled(charge: Charge) -> bool:
    return add_up(list_entries(charge)).received >= charge.cents


def list_spans(charge: Charge, entries: Iterable[MoneyEntry]) -> Iterator[Span]:
    balance, start = Balance(), None
    for entry in entries:
        balance = balance.add(entry)
        if start is None and balance.covers(charge.cents):
            start = entry.happened_at
        elif start is not None and not balance.covers(charge.cents):
            yield Span(start, max(entry.happened_at, start))
            start = None
    if start is not None:
        yield Span(start)
