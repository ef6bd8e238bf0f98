"""Asking the provider about every payment of which news may have been missed: webhooks get lost, and so do we.

Work of `run_due`, some at a time; `manage.py reconcile_payments` asks about all of them at once and tells what had
gone unnoticed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from .converging import ForeignPayment, converge
from .models import Charge, Payment
from .payment_provider import ProviderRefused, ProviderUnavailable

MOST = 20  # in one run of each minute
FRESH = timedelta(hours=1)


@dataclass(frozen=True)
class Drift:
    """What a payment turned out to be, and how many movements of money had been missed."""

    payment: Payment
    before: str
    movements: int

    def __str__(self) -> str:
        return f"payment {self.payment.pk}: {self.before} -> {self.payment.status}, {self.movements} movements"


def reconcile_some() -> Iterator[str]:
    """Work of `run_due`; yields only what could not be asked: that something was missed is what this is for."""
    waiting = Payment.objects.to_ask_about(timezone.now()).select_related("charge__order")[:MOST]
    for found in reconcile(waiting):
        if isinstance(found, str):
            yield found


def reconcile(payments: Iterable[Payment]) -> Iterator[Drift | str]:
    """A drift for each that was not what we thought; a sentence for each that could not be asked about."""
    for payment in payments:
        before, count = payment.status, payment.entries.count()
        try:
            payment = converge(payment)
        except ProviderUnavailable:
            yield f"payment {payment.pk} could not be asked about: the provider does not answer"
            return
        except (ProviderRefused, ForeignPayment) as error:
            Payment.objects.filter(pk=payment.pk).update(asked_at=timezone.now())
            yield f"payment {payment.pk} is not what the provider knows: {type(error).__name__}"
            continue
        movements = payment.entries.count() - count
        if payment.status != before or movements:
            yield Drift(payment, before, movements)


def has_news_of(charge: Charge) -> bool:
    """Whether we know how all payments of a charge stand that may still be paid. Asks about each, unless we heard of it
    this hour.
    """
    long_ago = Q(asked_at=None) | Q(asked_at__lte=timezone.now() - FRESH)
    for payment in charge.payments.under_way().exclude(provider_id=None).filter(long_ago):
        try:
            converge(payment)
        except ProviderUnavailable:
            return False
        except (ProviderRefused, ForeignPayment):
            continue
    return True
