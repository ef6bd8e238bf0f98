"""Telling members how much is collected, and when, before it is."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, TextField
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone

from .models import Charge, Notice, Subscription
from .pricing import price_next
from .telling import tell

# Before a direct debit the payer is told how much and when (SEPA rulebook, §4.3), and before a year is renewed long
# enough to stop it.
ANNOUNCED = {"month": timedelta(days=5), "year": timedelta(days=30)}


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


def announce_all() -> None:
    """To whom it was not told yet."""
    today = timezone.localdate()
    told = Notice.objects.filter(
        kind="announced", order=OuterRef("order"), about=Cast(OuterRef("next_on"), TextField())
    )
    soon = Q()
    for period, days in ANNOUNCED.items():
        soon |= Q(terms_agreed__period=period, next_on__lte=today + days)
    waiting = list_next_starts(today).filter(soon, ~Exists(told), next_on__gt=today)
    for number in waiting.values_list("pk", flat=True):
        announce(number)


@transaction.atomic
def announce(number: int) -> None:
    subscription = Subscription.objects.select_related("order").get(pk=number)
    day, cents = find_next_start(subscription), price_next(subscription)
    if cents and day:
        facts = {"cents": cents, "day": day.isoformat(), "is_paused": subscription.has_paused}
        facts["has_mandate"] = bool(subscription.mandate_id)
        tell(subscription.order, "announced", about=day.isoformat(), **facts)
