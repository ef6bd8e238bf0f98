"""Orders with the address of an account, made by somebody who had not logged in to it.

Whoever made it sees what everybody sees who orders with a new address, and may pay. It is the account's once its owner
says so: by the link in their mail, or by logging in after it was paid. Until then it opens nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from django.db import transaction
from django.http import HttpRequest

from members.accounts.models import User

from .booking import hand_over_invoices
from .models import Customer, Order, Payment, Subscription
from .placing import TriedBefore
from .querysets import OrderQuerySet
from .settling import settle
from .trials import may_try
from .visitors import forget_buyer, list_keys


def find_owner(order: Order) -> User | None:
    """The account with the address of an unclaimed order."""
    return User.objects.filter(email=order.email, is_active=True).first()


@transaction.atomic
def claim_order(*, order: Order, user: User) -> None:
    """Gives it to this account, with its membership and its mandate. A second time it changes nothing. Raises
    TriedBefore for a trial by somebody who had theirs.
    """
    order = Order.objects.select_for_update(of=("self",)).select_related("offer").get(pk=order.pk)
    if not order.is_unclaimed:
        return
    if order.way == Order.Way.TRIAL and not may_try(user, order.offer):
        raise TriedBefore(order.offer)
    order.user, order.is_unclaimed = user, False
    order.save(update_fields=["user", "is_unclaimed"])
    Subscription.objects.filter(order=order).update(user=user)
    numbers = Payment.objects.filter(charge__order=order).exclude(customer_id="").values("customer_id")
    Customer.objects.filter(provider_id__in=numbers, user=None).update(user=user)
    hand_over_invoices(order, user)
    settle(order)


def claim_at_log_in(*, request: HttpRequest, user: User, **signal: Any) -> None:
    """Receives `user_logged_in`, which nobody comes to without a confirmed address. What this very session ordered is
    theirs, paid or not; what was paid elsewhere `claim_after_log_in` gives them, so that a log-in asks nothing for it.
    """
    here = list_keys(request.session)
    if here:
        claim_all(Order.objects.unclaimed_at(user.email).placed().filter(key__in=here), user)
        drafts = Order.objects.drafts().filter(key__in=here)
        drafts.update(user=user, email=user.email, is_unclaimed=False)
    forget_buyer(request.session)


def claim_after_log_in() -> Iterator[str]:
    """Work of `run_due`: paid orders with the address of somebody who logged in since. A stranger's order that nobody
    paid for is not put into somebody's account.
    """
    paid = Order.objects.placed().filter(is_unclaimed=True, pk__in=Order.objects.paid().values("pk"))
    for email, placed_at in paid.values_list("email", "placed_at"):
        owner = User.objects.filter(email=email, is_active=True, last_login__gte=placed_at).first()
        if owner:
            claim_all(paid.filter(email=email), owner)
    yield from ()


def claim_all(orders: OrderQuerySet, user: User) -> None:
    for order in list(orders):
        with suppress(TriedBefore):
            claim_order(order=order, user=user)
