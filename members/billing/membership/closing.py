"""What becomes of orders and memberships when an account is closed or erased: nothing is collected any more."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, ProtectedError
from django.utils import timezone

from members.accounts.models import User

from ..cancelling import NotRunning, cancel_subscription
from ..models import Charge, MoneyEntry, Notice, Order, Payment, Subscription


def end_memberships_of_closed_accounts() -> Iterator[str]:
    """Work of `run_due`, before anything is collected. As if they had cancelled: on the day that the law gives."""
    for subscription in Subscription.objects.of_nobody():
        with suppress(NotRunning):
            cancel_subscription(subscription=subscription, mail="account_closed")
    yield from ()


def let_go_of_orders(sender: Any, instance: User, **signal: Any) -> None:
    """Receiver of `pre_delete`: Django sends it inside the transaction that deletes the account, along every road.

    What was paid stays for seven years, without the account and its address (art. 52 AWR); the rest goes.
    """
    memberships = list(Subscription.objects.filter(user=instance))
    forget_unpaid(instance)
    orders = Order.objects.filter(user=instance)
    Notice.objects.filter(order__in=orders, sent_at=None).update(sent_at=timezone.now())
    orders.update(user=None, email="")
    for subscription in memberships:
        with suppress(NotRunning):
            cancel_subscription(subscription=subscription)


def forget_unpaid(person: User) -> None:
    """Drafts, and orders for which no money ever moved nor is about to."""
    paid = MoneyEntry.objects.filter(payment__charge__order=OuterRef("pk"))
    asked = Payment.objects.under_way().filter(charge__order=OuterRef("pk"))
    unpaid = Order.objects.filter(~Exists(paid), ~Exists(asked), user=person, subscription=None)
    for order in unpaid:
        with suppress(ProtectedError), transaction.atomic():  # another part may keep it, as for its invoice
            Payment.objects.filter(charge__order=order).delete()
            Charge.objects.filter(order=order).delete()
            order.delete()
