"""What else somebody ordered, or was given: how it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from members.accounts.models import User
from members.membership.models import Grant

from ..models import Order
from ..standing import Standing, describe_standing

GIVEN = (Grant.Source.GIFT, Grant.Source.TRIAL, Grant.Source.SEAT, Grant.Source.STAFF)
OVER = "over"


@dataclass(frozen=True)
class DescribedOrder:
    """`state`: a `Standing`, or OVER once the access that was paid for is. `last_day`: of that access; None for ever
    (`is_lasting`), or while it has not begun.
    """

    order: Order
    state: str
    last_day: date | None
    may_pay: bool
    is_lasting: bool = False


def describe_orders(person: User) -> list[DescribedOrder]:
    """All but those whose membership goes on by itself."""
    orders = Order.objects.of(person).placed().filter(subscription=None)
    return [describe_order(order) for order in orders]


def describe_order(order: Order) -> DescribedOrder:
    grants = list(Grant.objects.filter(origin=order.key))
    is_lasting = any(grant.ends_at is None for grant in grants)
    last_day = None if is_lasting else max((grant.last_day for grant in grants if grant.last_day), default=None)
    described = describe_standing(order, is_unsure=False)
    if order.ended_at:
        return DescribedOrder(order, Standing.ENDED, timezone.localdate(order.ended_at), may_pay=False)
    is_over = described.standing == Standing.PAID and last_day is not None and last_day < timezone.localdate()
    return DescribedOrder(order, OVER if is_over else described.standing, last_day, described.may_pay, is_lasting)


def list_given(person: User) -> list[Grant]:
    """Access that did not come from an order of their own: a gift, a trial, a seat in a team, or from a colleague."""
    own = Order.objects.of(person).values("key")
    given = Grant.objects.of(person).filter(source__in=GIVEN).exclude(origin__in=own)
    return list(given.order_by("-starts_at"))
