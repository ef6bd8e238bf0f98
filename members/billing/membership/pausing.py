"""A pause: from the end of what is paid, for some months in which nothing is collected and nothing is open."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from ..calendar import add_months
from ..cancelling import drop_unpaid
from ..charging import make_next_charge
from ..models import Charge, Subscription
from ..pricing import price_next
from ..telling import tell
from ..upcoming import find_last_charge
from .locking import lock
from .permissions import may_pause

LENGTHS = (1, 2, 3)  # months


class MayNotPause(Exception):
    """It pauses already, is cancelled, or is not paid."""


class NotPaused(Exception):
    """There is no pause to end."""


def find_pause(subscription: Subscription, months: int) -> tuple[date, date]:
    """Its first day, and the day on which the membership goes on. Raises MayNotPause."""
    last = find_last_charge(subscription)
    if last is None or last.ends_on is None:
        raise MayNotPause(subscription)
    return last.ends_on, add_months(last.ends_on, months)


@transaction.atomic
def pause(*, subscription: Subscription, months: int) -> date:
    """The day on which it goes on. Raises MayNotPause, the second time too."""
    subscription = lock(subscription)
    if months not in LENGTHS or not may_pause(subscription):
        raise MayNotPause(subscription)
    paused_on, resumes_on = find_pause(subscription, months)
    subscription.paused_on, subscription.resumes_on = paused_on, resumes_on
    subscription.save(update_fields=["paused_on", "resumes_on"])
    drop_unpaid(subscription.order, [Charge.Purpose.SWITCH])
    days = {"day": paused_on.isoformat(), "resumes_on": resumes_on.isoformat()}
    tell(subscription.order, "paused", about=timezone.now().isoformat(), cents=price_next(subscription), **days)
    return resumes_on


@transaction.atomic
def end_pause(*, subscription: Subscription) -> None:
    """Today, with the next period; before it began, as if it had never been chosen. Raises NotPaused."""
    subscription = lock(subscription)
    if subscription.paused_on is None or subscription.cancelled_at:
        raise NotPaused(subscription)
    today, cents = timezone.localdate(), price_next(subscription)
    if subscription.paused_on > today:
        day, subscription.paused_on, subscription.resumes_on = subscription.paused_on, None, None
    else:
        day = subscription.resumes_on = today
    subscription.save(update_fields=["paused_on", "resumes_on"])
    tell(subscription.order, "pause_ended", about=timezone.now().isoformat(), day=day.isoformat(), cents=cents)
    make_next_charge(subscription.pk)  # `run_due` collects it
