"""Orders and memberships that come to nothing because nobody paid.

The provider is asked first: when the site was away, or a webhook never came, the money may well have come in.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from .balance import is_owed, is_settled
from .cancelling import drop_unpaid, find_running_charge
from .charging import find_owed_charge, is_still_open
from .environment import is_foreign_database
from .granting import find_respite
from .models import Charge, Order, Payment, Subscription
from .reconciling import has_news_of
from .settling import settle
from .telling import tell
from .upcoming import find_last_charge

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
    """Work of `run_due`: once the respite of a period is over. In a copy of the database nobody can be asked."""
    if is_foreign_database():
        return
    owed = Charge.objects.periods().unsettled().filter(order=OuterRef("order"))
    running = Subscription.objects.running(timezone.localdate()).filter(Exists(owed), ends_on=None)
    for subscription in running.select_related("order"):
        oldest = find_owed_charge(subscription)
        if oldest is None or not is_over(subscription, oldest):
            continue
        if all(has_news_of(charge) for charge in subscription.order.charges.periods().unsettled()):
            lapse_membership(subscription.pk)
        else:
            yield f"charge {oldest.pk} may be paid: the provider does not answer"


def is_over(subscription: Subscription, owed: Charge) -> bool:
    """Not while a later period is served that was paid for, or may yet be."""
    if is_still_open(owed):
        return False
    later = find_running_charge(subscription, timezone.localdate())
    if later is None or later.number <= owed.number or stands_on(later, owed):
        return True
    return not is_settled(later) and not is_still_open(later)


def stands_on(later: Charge, owed: Charge) -> bool:
    """Whether switches paid for the later one with what was left of the other."""
    between = later.order.charges.periods().filter(number__gte=owed.number, number__lt=later.number)
    return not between.filter(replaced_at=None).exists()


@transaction.atomic
def lapse_membership(number: int) -> None:
    order = Order.objects.select_for_update().get(subscription__pk=number)
    subscription = Subscription.objects.get(pk=number)
    owed, last = find_owed_charge(subscription), find_last_charge(subscription)
    if subscription.ends_on or last is None or owed is None or not is_over(subscription, owed):
        return
    subscription.cancelled_at, subscription.ends_on = timezone.now(), find_first_day_without(owed, last)
    subscription.save()
    drop_unpaid(order)
    settle(order)
    tell(order, "ended", about=str(owed.number))


def find_first_day_without(owed: Charge, last: Charge) -> date:
    """After every respite, and after what was paid for."""
    unpaid = last.order.charges.periods().unsettled()
    over = max(find_respite(charge.order, charge) for charge in unpaid)
    first = timezone.localtime(over - timedelta(microseconds=1)).date() + timedelta(days=1)
    if is_owed(last) or last.ends_on is None or stands_on(last, owed):
        return first
    return max(first, last.ends_on)
