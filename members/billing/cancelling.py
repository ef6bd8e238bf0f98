"""Stopping a membership: on the day that the law gives, and with what was paid too much.

A term that was agreed is served to its end. One that was renewed tacitly may be stopped at any moment, with a month's
notice at most (art. 6:236(j) and 6:237(k) BW, known as the Wet Van Dam): of a month that is its end, which is hardly
ever further away; of a year it is a month from now, and the rest is paid back by the day.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from .balance import find_held, is_settled
from .calendar import add_months
from .models import Charge, Order, Payment, Refund, StaffAct, Subscription
from .settling import settle
from .telling import tell


class NotRunning(Exception):
    """It was cancelled already, or is over."""


class EndingChanged(Exception):
    """Midnight passed, or money came in: what somebody saw is not what would happen now."""


class TooLate(Exception):
    """What was paid back cannot be taken again: who wants to go on orders anew."""


@dataclass(frozen=True)
class Ending:
    """`ends_on`: the first day without. `cents`: what is paid back for the days from then on."""

    ends_on: date
    cents: int = 0
    charge: Charge | None = None


def compute_ending(subscription: Subscription, today: date) -> Ending:
    charge = find_running_charge(subscription, today)
    if charge is None or charge.starts_on is None or charge.ends_on is None or not is_settled(charge):
        return Ending(today)  # nothing is paid for that could be served
    if charge.number <= subscription.agreed_number:
        return Ending(charge.ends_on)
    ends_on = min(charge.ends_on, add_months(today, 1))
    worth = share_days(charge.cents, charge.starts_on, ends_on, charge.ends_on)
    held = sum(max(0, find_held(payment)) for payment in charge.payments.filter(status=Payment.Status.PAID))
    return Ending(ends_on, min(worth, held), charge)


def find_running_charge(subscription: Subscription, today: date) -> Charge | None:
    """The one whose period holds today."""
    charges = subscription.order.charges.periods().filter(dropped_at=None, replaced_at=None)
    running: Charge | None = charges.filter(starts_on__lte=today, ends_on__gt=today).order_by("-number").first()
    return running


def share_days(cents: int, start: date, middle: date, end: date) -> int:
    """What the days from `middle` on are worth of a price for all days; half a cent in favour of the member."""
    left, whole = (end - middle).days, (end - start).days
    return (2 * cents * left + whole) // (2 * whole)


@transaction.atomic
def cancel_subscription(
    *, subscription: Subscription, shown: tuple[date, int] | None = None, mail: str = "cancelled"
) -> Ending:
    """`shown`: the day and the money that somebody saw before they said so. Raises NotRunning and EndingChanged."""
    order = Order.objects.select_for_update().get(pk=subscription.order_id)
    subscription = Subscription.objects.select_related("order").get(order=order)
    if subscription.cancelled_at:
        raise NotRunning(subscription)
    ending = compute_ending(subscription, timezone.localdate())
    if shown and shown != (ending.ends_on, ending.cents):
        raise EndingChanged(subscription)
    now = timezone.now()
    end(subscription, ending, now)
    tell(order, mail, about=now.isoformat(), day=ending.ends_on.isoformat(), cents=ending.cents)
    return ending


def end(subscription: Subscription, ending: Ending, now: datetime) -> None:
    """Under the lock of the order."""
    subscription.cancelled_at, subscription.ends_on = now, ending.ends_on
    subscription.next_terms = subscription.paused_on = subscription.resumes_on = None
    subscription.save()
    drop_unpaid(subscription.order)
    if ending.charge and ending.cents:
        intend_refund(ending.charge, ending.cents, Refund.Reason.REST)
    settle(subscription.order)


def drop_unpaid(order: Order, purposes: Iterable[str] = Charge.Purpose.values) -> None:
    """Nobody is asked any more for what is not paid. What arrives all the same goes back by itself."""
    unpaid = order.charges.filter(purpose__in=purposes).unsettled().values_list("pk", flat=True)
    Charge.objects.filter(pk__in=list(unpaid)).update(dropped_at=timezone.now())


def intend_refund(charge: Charge, cents: int, reason: str) -> None:
    """From the newest payments of the charge, as far as each goes."""
    for payment in charge.payments.filter(status=Payment.Status.PAID).order_by("-concluded_at", "-pk"):
        share = min(cents, find_held(payment))
        if share > 0:
            Refund.objects.create(payment=payment, cents=share, reason=reason, intended_at=timezone.now())
            cents -= share


@transaction.atomic
def resume_subscription(*, subscription: Subscription) -> None:
    """As if it had not been cancelled, while it has not ended. Raises NotRunning and TooLate."""
    order = Order.objects.select_for_update().get(pk=subscription.order_id)
    subscription = Subscription.objects.get(order=order)
    if (
        subscription.cancelled_at is None
        or subscription.ends_on is None
        or subscription.ends_on <= timezone.localdate()
        or was_ended_by_us(order)
    ):
        raise NotRunning(subscription)
    if Refund.objects.standing().filter(payment__charge__order=order, reason=Refund.Reason.REST).exists():
        raise TooLate(subscription)
    ask_again(order, subscription.cancelled_at)
    subscription.cancelled_at = subscription.ends_on = None
    subscription.save()
    settle(order)
    tell(order, "resumed", about=timezone.now().isoformat())


def was_ended_by_us(order: Order) -> bool:
    """A colleague decided it: the member does not take that back."""
    return bool(order.staff_acts.filter(kind=StaffAct.Kind.ENDED).exists())


def ask_again(order: Order, cancelled_at: datetime) -> None:
    """For periods that were still to be paid when it was cancelled."""
    for charge in order.charges.periods().filter(dropped_at__gte=cancelled_at):
        if not is_settled(charge):
            charge.dropped_at = None
            charge.save(update_fields=["dropped_at"])
