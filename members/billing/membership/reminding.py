"""One reminder of what is still to be paid, some days before access stops."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from members.membership.models.offer import MOST_GRACE_DAYS

from ..granting import ON_ITS_WAY, find_respite
from ..models import Charge, Order, Payment
from ..querysets import ChargeQuerySet
from ..telling import tell

BEFORE = timedelta(days=3)


LONGEST_RESPITE = ON_ITS_WAY + timedelta(days=MOST_GRACE_DAYS + 1)  # after whatever last happened to a charge


def list_open_amounts() -> ChargeQuerySet:
    """Of which access may not have stopped yet."""
    moved = Charge.objects.moved_since(timezone.now() - LONGEST_RESPITE)
    begun = moved.filter(number__gt=0, starts_on__isnull=False, order__subscription__ends_on=None)
    return begun.unsettled()


def remind_of_open_amounts() -> Iterator[str]:
    """Work of `run_due`."""
    for charge in list_open_amounts().select_related("order"):
        over = find_respite(charge.order, charge)
        if over - BEFORE <= timezone.now() < over:
            remind(charge, over)
    yield from ()


@transaction.atomic
def remind(charge: Charge, over: datetime) -> None:
    """Nobody is reminded of what the bank is collecting."""
    Order.objects.select_for_update().get(pk=charge.order_id)
    is_collected = charge.payments.under_way().filter(sequence=Payment.Sequence.RECURRING).exists()
    if not is_collected and Charge.objects.filter(pk=charge.pk).unsettled().exists():
        day = timezone.localdate(over - timedelta(microseconds=1)).isoformat()
        tell(charge.order, "reminder", about=f"{charge.number} {day}", day=day, cents=charge.cents)
