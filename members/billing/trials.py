"""Trying a membership: once, for nothing, without bank details, until it stops by itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from members.membership.models import Offer

from .models import Charge, Order, Subscription
from .telling import tell

LONGEST_NOTICE = 3  # days before the end that somebody is asked whether they want to stay


def may_try(person: Any, offer: Offer) -> bool:
    """Not who tried this before, and not who has ever been a member: they know it."""
    if not person.is_authenticated:
        return False
    tried = Order.objects.of(person).placed().filter(offer=offer, way=Order.Way.TRIAL)
    return not tried.exists() and not Subscription.objects.of(person).filter(order__way=Order.Way.OWN).exists()


def may_order_trial(order: Order) -> bool:
    """Who has not logged in is known by the address, and only by what was ordered with it in the same way: what its
    owner tried is nobody's business, and the same for an address with and without an account.
    """
    if order.user:
        return may_try(order.user, order.offer)
    same = Order.objects.placed().unconfirmed().filter(email=order.email, offer=order.offer, way=Order.Way.TRIAL)
    return order.is_unclaimed and not same.exclude(pk=order.pk).exists()


def find_end_of_trial(start: date, days: int) -> date:
    """The first day after it. The day on which it was ordered comes on top: a term counts from the next day on (art. 3
    of Regulation 1182/71).
    """
    return start + timedelta(days=days + 1)


def tell_of_ending_trials() -> Iterator[str]:
    """Work of `run_due`: an invitation to stay, unless they joined already or have just begun."""
    today = timezone.localdate()
    ending = Charge.objects.filter(order__way=Order.Way.TRIAL, order__ended_at=None, order__user__is_active=True)
    ending = ending.filter(ends_on__gt=today, ends_on__lte=today + timedelta(days=LONGEST_NOTICE), starts_on__lt=today)
    for charge in ending.select_related("order__user"):
        joined = Subscription.objects.running(today).filter(user=charge.order.user_id, order__way=Order.Way.OWN)
        if not joined.exists():
            invite_to_stay(charge)
    yield from ()


@transaction.atomic
def invite_to_stay(charge: Charge) -> None:
    last_day = charge.ends_on - timedelta(days=1) if charge.ends_on else None
    tell(charge.order, "trial_ends", day=last_day.isoformat() if last_day else "")
