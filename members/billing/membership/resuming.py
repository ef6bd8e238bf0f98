"""Coming back on a cancellation: as if it had not been, while the membership has not ended."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from ..balance import is_settled
from ..models import Subscription
from ..settling import settle
from ..telling import tell
from .locking import lock
from .permissions import goes_on, is_running, may_resume, was_ended_by_us


class NotCancelled(Exception):
    """There is no cancellation of their own to come back on, or the membership is over."""


class TooLate(Exception):
    """What was paid back cannot be taken again: who wants to go on orders anew."""


@transaction.atomic
def resume_subscription(*, subscription: Subscription) -> None:
    """Raises NotCancelled and TooLate."""
    subscription = lock(subscription)
    if goes_on(subscription) or not is_running(subscription) or was_ended_by_us(subscription.order):
        raise NotCancelled(subscription)
    if not may_resume(subscription):
        raise TooLate(subscription)
    ask_again(subscription)
    subscription.cancelled_at = subscription.ends_on = None
    subscription.save()
    settle(subscription.order)
    tell(subscription.order, "resumed", about=timezone.now().isoformat())


def ask_again(subscription: Subscription) -> None:
    """For periods that were still to be paid when it was cancelled."""
    dropped = subscription.order.charges.periods().filter(dropped_at__gte=subscription.cancelled_at)
    for charge in dropped:
        if not is_settled(charge):
            charge.dropped_at = None
            charge.save(update_fields=["dropped_at"])
