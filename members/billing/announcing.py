"""Telling members how much is collected, and when, before it is."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, TextField
from django.db.models.functions import Cast
from django.utils import timezone

from .models import Notice, Subscription
from .pricing import price_next
from .telling import tell
from .upcoming import find_next_start, list_next_starts

# Before a direct debit the payer is told how much and when (SEPA rulebook, §4.3), and before a year is renewed long
# enough to stop it.
ANNOUNCED = {"month": timedelta(days=5), "year": timedelta(days=30)}


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
    day, today = find_next_start(subscription), timezone.localdate()
    cents = price_next(subscription)
    if cents and day and today < day <= today + ANNOUNCED[subscription.terms.period]:
        facts = {"cents": cents, "day": day.isoformat(), "is_paused": subscription.has_paused}
        facts["has_mandate"] = bool(subscription.mandate_id)
        tell(subscription.order, "announced", about=day.isoformat(), **facts)
