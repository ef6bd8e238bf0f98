"""Which period of a membership comes next, and when."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from .models import Charge, Subscription


def find_last_charge(subscription: Subscription) -> Charge | None:
    last: Charge | None = subscription.order.charges.periods().order_by("-number").first()
    return last


def find_next_start(subscription: Subscription) -> date | None:
    last = find_last_charge(subscription)
    return subscription.resumes_on or (last.ends_on if last else None)


def list_next_starts(today: date) -> QuerySet[Any]:
    """Of all that go on, with `next_on`: what `find_next_start` finds for one."""
    last = Charge.objects.periods().filter(order=OuterRef("order")).order_by("-number").values("ends_on")[:1]
    going_on: QuerySet[Any] = Subscription.objects.to_be_renewed(today)
    return going_on.annotate(next_on=Coalesce("resumes_on", Subquery(last)))
