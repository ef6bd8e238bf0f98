"""One reminder of a gift that nobody opened, a month before it is worth nothing any more."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from ..models import Gift, Order
from ..telling import tell
from .making import is_paid

BEFORE = timedelta(days=30)


def remind_of_unopened_gifts() -> Iterator[str]:
    """Work of `run_due`."""
    today = timezone.localdate()
    lapsing = Gift.objects.filter(code_hash__isnull=False, redeemed_at=None, order__ended_at=None)
    lapsing = lapsing.filter(lapses_on__gt=today, lapses_on__lte=today + BEFORE)
    for number in lapsing.exclude(order__notices__kind="gift_lapses").values_list("order_id", flat=True):
        remind(number)
    yield from ()


@transaction.atomic
def remind(number: int) -> None:
    """Under the lock of the order, where whoever opens it waits as well."""
    order = Order.objects.select_for_update().get(pk=number)
    if is_paid(order) and Gift.objects.filter(order=order, redeemed_at=None).exists():
        tell(order, "gift_lapses")
