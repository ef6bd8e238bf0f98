"""Which mails follow from the money of one order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from .balance import is_too_late, list_payments
from .models import Charge, MoneyEntry, Order, Payment, Refund
from .telling import tell

News = tuple[str, str, dict[str, Any]]  # which mail, about what, and what it says


def tell_of_refunds(order: Order) -> None:
    """Once they are on their way."""
    sent = Refund.objects.standing().filter(payment__charge__order=order, provider_id__isnull=False)
    tell_news(order, (found for refund in sent for found in describe_refund(refund)))


def tell_of_payments(order: Order, charges: Iterable[Charge]) -> None:
    payments = [payment for charge in charges for payment in list_payments(charge)]
    tell_news(order, (found for payment in payments for found in list_news(payment)))
    tell_of_refunds(order)


def tell_news(order: Order, news: Iterable[News]) -> None:
    """One look at what was told before, however long a membership lasts."""
    told = set(order.notices.values_list("kind", "about"))
    for kind, about, facts in news:
        if (kind, about) not in told:
            tell(order, kind, about=about, **facts)


def list_news(payment: Payment) -> Iterator[News]:
    if payment.status == Payment.Status.FAILED and payment.sequence == Payment.Sequence.RECURRING:
        yield "failed", str(payment.key), {}
    for entry in payment.entries.all():
        if entry.kind == MoneyEntry.Kind.PAID:
            yield from describe_paid(payment, entry)
        elif entry.kind == MoneyEntry.Kind.CHARGED_BACK:
            yield "charged_back", entry.provider_id, {}


def describe_paid(payment: Payment, entry: MoneyEntry) -> Iterator[News]:
    charge = payment.charge
    if charge.purpose == Charge.Purpose.MANDATE:
        yield "account_changed", str(payment.key), {}
    elif is_too_late(charge, entry):
        yield "too_late", str(payment.key), {"cents": payment.cents, "title": charge.terms.title}
    elif charge.purpose == Charge.Purpose.PERIOD:
        yield "paid", str(payment.key), {}


def describe_refund(refund: Refund) -> Iterator[News]:
    """What was done in Mollie's dashboard whoever did it there explains."""
    if refund.reason not in {Refund.Reason.PROVIDER, Refund.Reason.MANDATE}:
        yield "refunded", str(refund.key), {"cents": refund.cents}
