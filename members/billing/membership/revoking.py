"""Leave to collect that is not needed any more, given back at the provider: nothing can be taken with it again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from ..environment import fingerprint_key, is_foreign_database
from ..models import Customer, Payment, Subscription
from ..payment_provider import ProviderRefused, ProviderUnavailable, delete_customer, revoke_mandate

FIRST, RECURRING, PAID = Payment.Sequence.FIRST, Payment.Sequence.RECURRING, Payment.Status.PAID


def give_mandates_back() -> Iterator[str]:
    """Work of `run_due`, until it is done: mandates of what has ended and of accounts that were left, and whole
    customers whose account is closed.
    """
    if is_foreign_database():
        return
    yield from delete_customers()
    yield from revoke_idle_mandates()


def revoke_idle_mandates() -> Iterator[str]:
    """Not while a debit with it is on its way, nor while a membership may still be resumed."""
    needed = Subscription.objects.running(timezone.localdate()).filter(mandate_id=OuterRef("mandate_id"))
    debits = Payment.objects.under_way().filter(charge__order=OuterRef("charge__order"), sequence=RECURRING)
    made = Payment.objects.filter(sequence=FIRST, status=PAID, mandate_revoked_at=None).exclude(mandate_id="")
    for payment in made.filter(~Exists(needed), ~Exists(debits)):
        try:
            revoke_mandate(payment.customer_id, payment.mandate_id)
        except (ProviderUnavailable, ProviderRefused):
            yield f"mandate of payment {payment.pk} is not revoked yet"
        else:
            Payment.objects.filter(mandate_id=payment.mandate_id).update(mandate_revoked_at=timezone.now())


def list_claimable(today: date) -> QuerySet[Payment]:
    """Of a customer: what an order asked for that waits for its owner, until what it paid for is over."""
    waiting = Payment.objects.filter(customer_id=OuterRef("provider_id"), charge__order__is_unclaimed=True)
    waiting = waiting.filter(charge__dropped_at=None, charge__order__ended_at=None)
    return waiting.filter(Q(charge__ends_on=None) | Q(charge__ends_on__gt=today))


def delete_customers() -> Iterator[str]:
    """Those of this key; another key does not know them. Not of an order that its owner may still claim."""
    gone = Customer.objects.filter(Q(user=None) | Q(user__is_active=False), environment=fingerprint_key())
    for customer in gone.filter(~Exists(list_claimable(timezone.localdate()))):
        try:
            delete_customer(customer.provider_id)
        except (ProviderUnavailable, ProviderRefused):
            yield f"customer {customer.pk} is not deleted at the provider yet"
        else:
            payments = Payment.objects.filter(customer_id=customer.provider_id, mandate_revoked_at=None)
            payments.exclude(mandate_id="").update(mandate_revoked_at=timezone.now())
            customer.delete()
