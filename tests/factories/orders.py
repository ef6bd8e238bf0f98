"""Orders as they stand in the database, without the checkout and without Mollie: for pages that only read them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from members.accounts.models import User
from members.billing.buyers import put_vat
from members.billing.models import Charge, MoneyEntry, Order, Payment, Subscription
from members.billing.terms import copy_terms
from members.invoicing.issuer import read_issuer
from members.membership.models import Offer


def make_order(
    offer: Offer, user: User | None, *, cents: int = 1900, due_on: date | None = None, **fields: Any
) -> Order:
    """Placed now unless the fields say otherwise, with its first charge, which nobody paid."""
    names = {"first_name": user.first_name, "last_name": user.last_name} if user else {}
    order = Order(offer=offer, user=user, email=user.email if user else "", cents=cents)
    order.terms_agreed = copy_terms(offer, unit_cents=cents).write()
    order.buyer, order.placed_at = names | {"country": "NL"}, timezone.now()
    for name, value in fields.items():
        setattr(order, name, value)
    put_vat(order, read_issuer())
    order.save()
    line = {"text": offer.title, "quantity": 1, "unit_cents": cents, "discount_cents": 0}
    Charge.objects.create(order=order, cents=cents, lines=[line], due_on=due_on or timezone.localdate(order.placed_at))
    return order


def pay_for(order: Order, moment: datetime | None = None) -> Payment:
    """The money of its first charge came in; nothing follows from it until somebody settles."""
    charge, moment = order.charges.get(number=1), moment or timezone.now()
    facts = {"cents": charge.cents, "intended_at": moment, "concluded_at": moment, "sequence": "first"}
    payment = Payment.objects.create(charge=charge, status="paid", provider_id=f"tr_{charge.pk:08}", **facts)
    MoneyEntry.objects.create(
        payment=payment, kind="paid", provider_id=payment.provider_id, cents=charge.cents, happened_at=moment
    )
    return payment


def make_member_since(offer: Offer, user: User, start: date, ends_on: date | None = None) -> Subscription:
    """Paid once, and running from that day on: until `ends_on`, where there is one."""
    order = make_order(offer, user, due_on=start)
    order.charges.update(starts_on=start, ends_on=start + timedelta(days=30))
    ended = {"ends_on": ends_on, "cancelled_at": timezone.now()} if ends_on else {}
    pay_for(order)
    return Subscription.objects.create(
        order=order, user=user, terms_agreed=order.terms_agreed, anchor_on=start, **ended
    )
