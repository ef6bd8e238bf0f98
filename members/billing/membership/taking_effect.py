"""A switch that was paid: from that moment the other plan runs, in a period of its own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone

from ..balance import is_settled, list_entries
from ..granting import list_periods
from ..models import Charge, MoneyEntry, Order, Subscription
from ..pricing import price_next
from ..telling import tell


def take_switches_into_effect(order: Order, charges: Sequence[Charge]) -> None:
    """Not before it is paid, and not when it was dropped meanwhile. Run it under the lock of the order, with all its
    charges.
    """
    for charge in charges:
        is_waiting = charge.purpose == Charge.Purpose.SWITCH and charge.number == 0 and charge.dropped_at is None
        if is_waiting and is_settled(charge):
            begin_switch(order, charge, list_periods(charges)[-1], find_payday(charge))


def find_payday(charge: Charge) -> datetime:
    return min(entry.happened_at for entry in list_entries(charge) if entry.kind == MoneyEntry.Kind.PAID)


def begin_switch(order: Order, charge: Charge, last: Charge, moment: datetime) -> None:
    """A new first day to count from, and a term that was agreed expressly: a first one again."""
    day = timezone.localdate(moment)
    if last.ends_on is None or last.ends_on > day:
        last.replaced_at = moment
        last.save(update_fields=["replaced_at"])
    charge.number, charge.starts_on, charge.ends_on = last.number + 1, day, charge.terms.find_end(day)
    charge.save(update_fields=["number", "starts_on", "ends_on"])
    subscription = Subscription.objects.get(order=order)
    subscription.terms_agreed, subscription.next_terms = charge.terms_agreed, None
    subscription.anchor_on, subscription.anchor_number = day, charge.number
    subscription.agreed_number = charge.number
    subscription.save()
    facts = {"title": charge.terms.title, "cents": charge.cents, "next_cents": price_next(subscription)}
    tell(order, "switched", about=str(charge.pk), day=str(charge.ends_on), **facts)
