"""Who has the access that an order opens, and for which part of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from members.membership.days import begin_of
from members.membership.models import Grant

from .balance import Span
from .models import Gift, Order
from .terms import Terms

Way, Source = Order.Way, Grant.Source


@dataclass(frozen=True)
class Holder:
    """`part` tells several holders of one order apart; `span`: None for as long as the order is open."""

    user_id: int
    source: str
    part: str = ""
    span: Span | None = None


def list_holders(order: Order) -> list[Holder]:
    """Of a gift, whoever redeemed it; of a team, whoever has or had a seat. Who paid for others has nothing by that."""
    if order.way == Way.GIFT:
        return list_receivers(order)
    if order.way == Way.TEAM:
        return [
            Holder(seat.user_id, Source.SEAT, f" seat {seat.pk}", Span(seat.starts_at, seat.ends_at))
            for seat in order.seats.order_by("pk")
        ]
    if order.user_id is None:
        return []
    own = Source.MEMBERSHIP if order.terms.renews else Source.PURCHASE
    return [Holder(order.user_id, Source.TRIAL if order.way == Way.TRIAL else own)]


def list_receivers(order: Order) -> list[Holder]:
    gift = Gift.objects.filter(order=order).exclude(redeemed_by=None).first()
    if gift is None or gift.redeemed_by_id is None or gift.starts_at is None:
        return []
    return [Holder(gift.redeemed_by_id, Source.GIFT, span=Span(gift.starts_at, find_end(order.terms, gift.starts_at)))]


def find_end(terms: Terms, start: datetime) -> datetime | None:
    """Of one period of a membership, or of the term of a course, that begins at this moment."""
    day = terms.find_end(timezone.localdate(start))
    return begin_of(day) if day else None
