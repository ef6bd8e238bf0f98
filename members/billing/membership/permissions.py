"""What a member may do with a membership as it stands: the page shows it, and each act looks again under the lock."""

from __future__ import annotations

from django.utils import timezone

from ..cancelling import find_running_charge
from ..models import Order, Refund, StaffAct, Subscription


def is_running(subscription: Subscription) -> bool:
    return subscription.ends_on is None or subscription.ends_on > timezone.localdate()


def goes_on(subscription: Subscription) -> bool:
    """Nobody cancelled it, or it lapsed."""
    return subscription.cancelled_at is None


def is_owed(subscription: Subscription) -> bool:
    """Something is to be paid for a period that began, or is on its way."""
    return bool(subscription.order.charges.periods().unsettled().exists())


def may_resume(subscription: Subscription) -> bool:
    """What was paid back cannot be taken again, nor what a colleague ended."""
    rest = Refund.objects.standing().filter(payment__charge__order=subscription.order_id, reason=Refund.Reason.REST)
    is_cancelled = not goes_on(subscription) and is_running(subscription)
    return is_cancelled and not rest.exists() and not was_ended_by_us(subscription.order)


def was_ended_by_us(order: Order) -> bool:
    """A colleague decided it: the member does not take that back."""
    return bool(order.staff_acts.filter(kind=StaffAct.Kind.ENDED).exists())


def may_pause(subscription: Subscription) -> bool:
    """From the end of a period that is paid."""
    return (
        goes_on(subscription)
        and not subscription.has_paused
        and find_running_charge(subscription, timezone.localdate()) is not None
        and not is_owed(subscription)
    )


def may_switch(subscription: Subscription) -> bool:
    return goes_on(subscription)


def may_change_account(subscription: Subscription) -> bool:
    """Who owes something pays that from the other account, which comes to the same."""
    return goes_on(subscription) and not is_owed(subscription)
