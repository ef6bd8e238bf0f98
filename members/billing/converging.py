"""What the provider says about a payment becomes what we know, in whatever order, and however often, it is heard.

The provider is asked outside any transaction: on SQLite one would hold up everybody's writing for as long as Mollie
takes. So two askers may come back in the wrong order. That does no harm, because nothing that was learned is ever
unlearned: a stand only moves on (`RANK`), a movement of money is written once and follows from the furthest stand, and
all else is computed from those rows under the lock of the order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from .models import MoneyEntry, Order, Payment, Refund
from .payment_provider import PaymentFacts, RefundFacts, fetch_payment
from .settling import settle

Kind = MoneyEntry.Kind
RANK = {"intended": 0, "open": 1, "pending": 2, "authorized": 3, "lost": 4, "canceled": 5, "expired": 5, "failed": 5}
RANK["paid"] = 6  # a payment that was given up may still be paid; it is not the other way round
REFUND_RANK = {"intended": 0, "queued": 1, "pending": 2, "processing": 3, "refunded": 4, "failed": 5, "canceled": 5}
AT_THE_BANK = {"processing", "refunded", "failed"}  # before that a refund can be called back without a trace


class ForeignPayment(Exception):
    """What Mollie calls by this id is not the payment that it was said to be."""


def converge(payment: Payment) -> Payment:
    """Asks the provider and takes over what it says. Raises ProviderUnavailable, UnknownAtProvider, ForeignPayment."""
    return take_over(payment, fetch_payment(payment.provider_id or ""))


def converge_by_id(key: UUID, provider_id: str) -> Payment | None:
    """For a webhook, which may come before the answer that tells the id of a payment: then the payment's own metadata
    tell that it is ours. None when there is nothing of ours by this key.
    """
    payment = Payment.objects.filter(key=key).first()
    if payment is None or payment.provider_id not in {None, provider_id}:
        return None
    return take_over(payment, fetch_payment(provider_id))


@transaction.atomic
def take_over(payment: Payment, facts: PaymentFacts) -> Payment:
    Order.objects.select_for_update().get(charges__payments=payment)
    payment = Payment.objects.select_related("charge__order").get(pk=payment.pk)
    refuse_foreign(payment, facts)
    note_stand(payment, facts)
    note_refunds(payment, facts.refunds)
    write_entries(payment, facts)
    settle(payment.charge.order)
    return payment


def refuse_foreign(payment: Payment, facts: PaymentFacts) -> None:
    if facts.key != str(payment.key) or payment.provider_id not in {None, facts.id} or facts.cents != payment.cents:
        raise ForeignPayment


def note_stand(payment: Payment, facts: PaymentFacts) -> None:
    payment.provider_id = facts.id
    payment.checkout_url = facts.checkout_url or payment.checkout_url
    payment.method = facts.method or payment.method
    payment.mandate_id = facts.mandate_id or payment.mandate_id
    payment.customer_id = facts.customer_id or payment.customer_id
    payment.asked_at = timezone.now()
    if RANK[facts.status] > RANK[payment.status]:
        payment.status, payment.failure = facts.status, facts.failure
        if not payment.is_under_way:
            payment.concluded_at = facts.paid_at or timezone.now()
    payment.save()


def note_refunds(payment: Payment, found: Iterable[RefundFacts]) -> None:
    """Those that we asked for are known by their key; others were made in Mollie's dashboard."""
    for facts in found:
        refund = payment.refunds.filter(provider_id=facts.id).first()
        if refund is None and facts.key:
            refund = payment.refunds.filter(key=facts.key, provider_id=None).first()
        if refund is None:
            made = {"cents": facts.cents, "reason": Refund.Reason.PROVIDER, "intended_at": facts.created_at}
            refund = Refund(payment=payment, **made)
        refund.provider_id = facts.id
        if REFUND_RANK[facts.status] > REFUND_RANK[refund.status]:
            refund.status = facts.status
        refund.save()


def write_entries(payment: Payment, facts: PaymentFacts) -> None:
    for kind, provider_id, cents, moment in list_movements(payment, facts):
        MoneyEntry.objects.get_or_create(
            kind=kind,
            provider_id=provider_id,
            defaults={"payment": payment, "cents": cents, "happened_at": moment},
        )


def list_movements(payment: Payment, facts: PaymentFacts) -> Iterator[tuple[str, str, int, datetime]]:
    if facts.status == "paid":
        yield Kind.PAID, facts.id, facts.cents, facts.paid_at or timezone.now()
    for refund in facts.refunds:
        stand = payment.refunds.get(provider_id=refund.id).status
        if stand in AT_THE_BANK:
            yield Kind.REFUNDED, refund.id, -refund.cents, refund.created_at
        if stand == "failed":
            yield Kind.REFUND_FAILED, refund.id, refund.cents, timezone.now()
    for chargeback in facts.chargebacks:
        yield Kind.CHARGED_BACK, chargeback.id, -chargeback.cents, chargeback.created_at
        if chargeback.reversed_at:
            yield Kind.CHARGEBACK_REVERSED, chargeback.id, chargeback.cents, chargeback.reversed_at
