"""How much of a charge has come in, read from the money ledger alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch

from .models import Charge, MoneyEntry, Order, Payment

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


def load_charges(order: Order) -> list[Charge]:
    """With their payments, and what came in and went back of each: in as many queries for a month as for ten years."""
    payments = Payment.objects.order_by("pk").prefetch_related("entries", "refunds")
    charges = list(order.charges.order_by("number").prefetch_related(Prefetch("payments", payments)))
    for charge in charges:
        charge.loaded_payments = list(charge.payments.all())
    return charges


def list_payments(charge: Charge) -> list[Payment]:
    """As they were when `load_charges` gave the charge; of any other, as they are now."""
    if charge.loaded_payments is None:
        return list(charge.payments.order_by("pk").prefetch_related("entries", "refunds"))
    return charge.loaded_payments


def list_entries(charge: Charge) -> list[MoneyEntry]:
    """In the order in which the money moved."""
    if charge.loaded_payments is None:
        return list(MoneyEntry.objects.filter(payment__charge=charge).order_by("happened_at", "pk"))
    entries = [entry for payment in charge.loaded_payments for entry in payment.entries.all()]
    return sorted(entries, key=lambda entry: (entry.happened_at, entry.pk))


def find_held(payment: Payment) -> int:
    """What we still have of it: neither given back, nor promised to be, nor taken by the bank."""
    came = sum(entry.cents for entry in payment.entries.all() if entry.kind not in GOING_BACK)
    return came - sum(refund.cents for refund in payment.refunds.all() if refund.is_standing)


def sum_held(charge: Charge) -> int:
    """The same of all payments of a charge."""
    return sum(find_held(payment) for payment in list_payments(charge))


def add_up(entries: Iterable[MoneyEntry]) -> Balance:
    balance = Balance()
    for entry in entries:
        balance = balance.add(entry)
    return balance


def is_settled(charge: Charge) -> bool:
    return add_up(list_entries(charge)).received >= charge.cents


def is_too_late(charge: Charge, entry: MoneyEntry) -> bool:
    """We learned of this money when nobody was asked for it any more: it is not ours to keep."""
    return charge.dropped_at is not None and entry.recorded_at >= charge.dropped_at


def is_owed(charge: Charge) -> bool:
    """Not what a colleague waived: the membership goes on after it."""
    return charge.dropped_at is None and not is_settled(charge)


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
