"""Orders and memberships that come to nothing because nobody paid.

The provider is asked first: when the site was away, or a webhook never came, the money may well have come in.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from .balance import is_owed, is_settled
from .cancelling import drop_unpaid
from .charging import find_last_charge, is_still_open
from .environment import is_foreign_database
from .granting import find_respite
from .models import Charge, Order, Payment, Subscription
from .reconciling import has_news_of
from .settling import settle
from .telling import tell

UNPAID = timedelta(days=14)


def lapse_unpaid_orders() -> Iterator[str]:
    """Work of `run_due`. Not while a payment is on its way; one that arrives all the same goes back by itself."""
    old = Charge.objects.filter(number=1, dropped_at=None, cents__gt=0, starts_on=None)
    for charge in old.filter(order__placed_at__lte=timezone.now() - UNPAID):
        if has_news_of(charge):
            lapse_order(charge.order_id)
        else:
            yield f"order {charge.order_id} may be paid: the provider does not answer"


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


def lapse_unpaid_memberships() -> Iterator[str]:
    """Work of `run_due`: once the respite of the last period is over. In a copy of the database nobody can be asked."""
    if is_foreign_database():
        return
    running = Subscription.objects.running(timezone.localdate()).filter(ends_on=None)
    for subscription in running.select_related("order"):
        last = find_last_charge(subscription)
        if last is None or not is_owed(last) or is_still_open(last):
            continue
        if has_news_of(last):
            lapse_membership(subscription.pk)
        else:
            yield f"charge {last.pk} may be paid: the provider does not answer"


@transaction.atomic
def lapse_membership(number: int) -> None:
    order = Order.objects.select_for_update().get(subscription__pk=number)
    subscription = Subscription.objects.get(pk=number)
    last = find_last_charge(subscription)
    if subscription.ends_on or last is None or not is_owed(last) or is_still_open(last):
        return
    over = timezone.localtime(find_respite(order, last) - timedelta(microseconds=1)).date()
    subscription.cancelled_at, subscription.ends_on = timezone.now(), over + timedelta(days=1)
    subscription.save()
    drop_unpaid(order)
    settle(order)
    tell(order, "ended", about=str(last.number))
