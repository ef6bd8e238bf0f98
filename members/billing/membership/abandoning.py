"""Switches and cents that nobody paid: after a day they are dropped, so that none is paid when it makes no sense."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from ..models import Charge, Order, Payment
from ..reconciling import has_news_of

PATIENCE = timedelta(days=1)
ON_ITS_WAY = (Payment.Status.PENDING, Payment.Status.AUTHORIZED)


def drop_abandoned() -> Iterator[str]:
    """Work of `run_due`."""
    waiting = Charge.objects.filter(number=0, created_at__lte=timezone.now() - PATIENCE).unsettled()
    for charge in waiting:
        if has_news_of(charge):
            drop_charge(charge.pk)
        else:
            yield f"charge {charge.pk} may be paid: the provider does not answer"


@transaction.atomic
def drop_charge(number: int) -> None:
    """Unless it was paid meanwhile, or the money is on its way."""
    Order.objects.select_for_update().get(charges=number)
    waiting = Charge.objects.filter(pk=number).unsettled()
    if waiting.exists() and not Payment.objects.filter(charge=number, status__in=ON_ITS_WAY).exists():
        Charge.objects.filter(pk=number).update(dropped_at=timezone.now())
