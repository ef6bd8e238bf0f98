"""Ending what somebody ordered because a colleague decided so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from ..cancelling import EndingChanged, NotRunning, cancel_subscription, compute_ending
from ..models import Order, Refund, StaffAct, Subscription
from ..telling import tell
from ..withdrawal.deciding import Share, list_shares
from ..withdrawal.withdrawing import end_order
from .acting import Decided, Outdated, lock_order, record_act


@dataclass(frozen=True)
class Way:
    """One way in which an order can end now. `name` holds all that a colleague sees of it: when that changes, what they
    chose is there no more.
    """

    kind: str  # "term": on the day that the law gives who cancels; "now"; "now_paid": now, with money back
    day: str
    cents: int

    @property
    def name(self) -> str:
        return f"{self.kind} {self.day} {self.cents}"


def list_ways(order: Order) -> Iterator[Way]:
    """None for what has ended, or came to nothing."""
    today = timezone.localdate()
    subscription = Subscription.objects.filter(order=order).first()
    is_over = subscription and subscription.ends_on and subscription.ends_on <= today
    if order.ended_at or is_over or not order.charges.filter(dropped_at=None).exists():
        return
    if subscription and subscription.cancelled_at is None:
        ending = compute_ending(subscription, today)
        if ending.ends_on > today:
            yield Way("term", ending.ends_on.isoformat(), ending.cents)
    yield Way("now", today.isoformat(), 0)
    if cents := sum(share.cents for share in list_rest(order)):
        yield Way("now_paid", today.isoformat(), cents)


def list_rest(order: Order) -> list[Share]:
    """What the days that are left of what was paid are worth; all of it, where it was for ever or has not begun."""
    return list(list_shares(order, timezone.localdate(), is_by_day=True))


@transaction.atomic
def end_by_staff(*, order: Order, way: str, by: Decided) -> Way:
    """`way`: the name of what the colleague chose. Raises Outdated when it is not among the ways any more, and what
    `lock_order` raises.
    """
    order = lock_order(order, by)
    chosen = next((found for found in list_ways(order) if found.name == way), None)
    if chosen is None:
        raise Outdated(order)
    record_act(order, by, StaffAct.Kind.ENDED, way=chosen.kind, day=chosen.day, cents=chosen.cents)
    if chosen.kind == "term":
        try:
            cancel_subscription(subscription=order.subscription, mail="ended_by_us")
        except (NotRunning, EndingChanged) as error:
            raise Outdated(order) from error
    else:
        end_order(order, list_rest(order) if chosen.kind == "now_paid" else [], Refund.Reason.STAFF)
        tell(order, "ended_by_us", day=chosen.day, cents=chosen.cents)
    return chosen
