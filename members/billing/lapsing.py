"""Orders that come to nothing because nobody paid."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from .balance import is_settled
from .models import Charge, Order, Payment
from .settling import settle

UNPAID = timedelta(days=14)


def lapse_unpaid_orders() -> Iterator[str]:
    """Work of `run_due`. Not while a payment is on its way; one that arrives all the same goes back by itself."""
    old = Charge.objects.filter(number=1, dropped_at=None, cents__gt=0, starts_on=None)
    for order_id in old.filter(order__placed_at__lte=timezone.now() - UNPAID).values_list("order_id", flat=True):
        lapse_order(order_id)
    yield from ()


@transaction.atomic
def lapse_order(number: int) -> None:
    order = Order.objects.select_for_update().get(pk=number)
    charge = order.charges.get(number=1)
    sent = charge.payments.under_way().exclude(status=Payment.Status.OPEN)
    if charge.dropped_at or is_settled(charge) or sent.exists():
        return
    charge.dropped_at = timezone.now()
    charge.save(update_fields=["dropped_at"])
    settle(order)
