"""What was ordered and paid, as it stands in the tables: without the checkout and without the provider."""

from typing import Any

from django.utils import timezone

from members.billing.models import Charge, MoneyEntry, Order, Payment
from members.membership.models import Offer
from tests.factories.people import make_person


def make_order(offer: Offer, **fields: Any) -> Order:
    """Placed now."""
    facts = {"user": make_person("koper@voorbeeld.example"), "email": "koper@voorbeeld.example"} | fields
    return Order.objects.create(offer=offer, placed_at=timezone.now(), **facts)


def make_money_entry(order: Order, cents: int = 1900) -> MoneyEntry:
    """That this much was paid for its first period."""
    now = timezone.now()
    charge = Charge.objects.create(order=order, cents=cents, due_on=timezone.localdate(now))
    paid = {"status": Payment.Status.PAID, "intended_at": now, "concluded_at": now}
    payment = Payment.objects.create(charge=charge, sequence=Payment.Sequence.FIRST, cents=cents, **paid)
    moved = {"kind": MoneyEntry.Kind.PAID, "provider_id": f"tr_{payment.key.hex[:10]}", "happened_at": now}
    return MoneyEntry.objects.create(payment=payment, cents=cents, **moved)
