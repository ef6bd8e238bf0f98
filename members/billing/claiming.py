"""Orders with the address of an account, made by somebody who had not logged in to it.

Whoever made it sees what everybody sees who orders with a new address, and may pay. It is the account's once its owner
says so: by the link in their mail, or by logging in after it was paid. Until then it opens nothing.
"""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest

from members.accounts.models import User

from .models import Customer, Order, Payment, Subscription
from .placing import TriedBefore
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
    settle(order)


def claim_at_log_in(*, request: HttpRequest, user: User, **signal: Any) -> None:
    """Receives `user_logged_in`, which nobody comes to without a confirmed address. A stranger's order that nobody paid
    for is not put into somebody's account; what this very session ordered is.
    """
    here = list_keys(request.session)
    theirs = Order.objects.unclaimed_at(user.email).placed()
    numbers = theirs.filter(Q(key__in=here) | Q(pk__in=Order.objects.paid().values("pk"))).values_list("pk", flat=True)
    for order in theirs.filter(pk__in=list(numbers)):
        with suppress(TriedBefore):
            claim_order(order=order, user=user)
    if here:
        drafts = Order.objects.drafts().filter(key__in=here)
        drafts.update(user=user, email=user.email, is_unclaimed=False)
    forget_buyer(request.session)
