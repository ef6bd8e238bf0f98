"""Collecting from another account or card: somebody pays a cent from it, which makes a mandate, and gets it back."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from ..models import Charge, Subscription
from .locking import lock
from .permissions import may_change_account

CENT = 1  # less is not possible with iDEAL: https://docs.mollie.com/docs/recurring-payments


class MayNotChangeAccount(Exception):
    """Nothing is collected any more, or something is to be paid first."""


@transaction.atomic
def charge_cent(*, subscription: Subscription) -> Charge:
    """In a second window the same. Raises MayNotChangeAccount."""
    subscription = lock(subscription)
    if not may_change_account(subscription):
        raise MayNotChangeAccount(subscription)
    cents = subscription.order.charges.filter(purpose=Charge.Purpose.MANDATE)
    waiting: Charge | None = cents.unsettled().first()
    return waiting or Charge.objects.create(
        order=subscription.order,
        purpose=Charge.Purpose.MANDATE,
        number=0,
        cents=CENT,
        due_on=timezone.localdate(),
    )
