"""One reminder of what is still to be paid, some days before access stops."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from ..granting import find_respite
from ..models import Charge, Order, Payment
from ..telling import tell

BEFORE = timedelta(days=3)


def remind_of_open_amounts() -> Iterator[str]:
    """Work of `run_due`."""
    begun = Charge.objects.filter(number__gt=0, starts_on__isnull=False, order__subscription__ends_on=None)
    for charge in begun.unsettled().select_related("order"):
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
