"""What follows from the money ledger of one order: when it begins, its membership, its access, and what goes back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils import timezone

from .balance import add_up, find_held, list_entries, list_payments, load_charges
from .booking import book
from .coupons.redeeming import give_back_coupon
from .gifts.making import keep_gift
from .granting import keep_grants
from .membership.taking_effect import take_switches_into_effect
from .models import Charge, MoneyEntry, Order, Payment, Refund, Subscription
from .news import tell_of_payments
from .trials import find_end_of_trial

Way, Kind = Order.Way, MoneyEntry.Kind


def settle(order: Order) -> None:
    """Makes everything that is computed from the money what it ought to be: at once, again, and after a failure. Run it
    in a transaction, under the lock of the order.
    """
    charges = load_charges(order)
    for charge in charges:
        begin(charge)
        give_back_what_is_too_much(charge)
    keep_subscription(order, charges)
    keep_gift(order)
    give_back_coupon(order)
    take_switches_into_effect(order, charges)
    keep_grants(order, charges)
    book(order, charges)
    tell_of_payments(order, charges)


def begin(charge: Charge) -> None:
    """The first period begins on the day that it was first paid; what is free, on the day that it was ordered."""
    if charge.starts_on or charge.dropped_at or charge.number != 1:
        return
    order = charge.order
    paid = [entry.happened_at for entry in list_entries(charge) if entry.kind == Kind.PAID]
    moment = paid[0] if paid else order.placed_at if charge.cents == 0 else None
    if moment:
        charge.starts_on = timezone.localdate(moment)
        charge.ends_on = find_end(order, charge.starts_on)
        charge.save(update_fields=["starts_on", "ends_on"])


def find_end(order: Order, start: date) -> date | None:
    """The first day after the first period. A gift begins when it is redeemed, so what was paid for has no last day."""
    if order.way == Way.TRIAL:
        return find_end_of_trial(start, order.terms.trial_days)
    return None if order.way == Way.GIFT else order.terms.find_end(start)


def give_back_what_is_too_much(charge: Charge) -> None:
    """Who paid twice, or after the charge was dropped, gets it back by itself, as does who paid a cent to change their
    account.
    """
    owed, reason = find_owed(charge)
    intend_refund(charge, add_up(list_entries(charge)).received - owed - sum_refunds(charge, reason), reason)


def intend_refund(charge: Charge, cents: int, reason: str) -> None:
    """From the newest payments of the charge, as far as each goes. Under the lock of the order."""
    for payment in list_paid(charge):
        share = min(cents, find_held(payment))
        if share > 0:
            Refund.objects.create(payment=payment, cents=share, reason=reason, intended_at=timezone.now())
            cents -= share


def list_paid(charge: Charge) -> list[Payment]:
    """The newest first."""
    paid = [payment for payment in list_payments(charge) if payment.status == Payment.Status.PAID]
    return sorted(paid, key=lambda payment: (payment.concluded_at, payment.pk), reverse=True)


def find_owed(charge: Charge) -> tuple[int, str]:
    """What we keep of what comes in, and why the rest goes back."""
    if charge.dropped_at:
        return 0, Refund.Reason.UNWANTED
    if charge.purpose == Charge.Purpose.MANDATE:
        return 0, Refund.Reason.MANDATE
    return charge.cents, Refund.Reason.TWICE


def sum_refunds(charge: Charge, reason: str) -> int:
    """What somebody gave back in Mollie's dashboard counts: it has gone, for whatever reason."""
    refunds = (refund for payment in list_payments(charge) for refund in payment.refunds.all() if refund.is_standing)
    return sum(refund.cents for refund in refunds if refund.reason in {reason, Refund.Reason.PROVIDER})


def keep_subscription(order: Order, charges: Iterable[Charge]) -> None:
    """A membership goes on by itself from the moment that its first period is paid."""
    first = next((charge for charge in charges if charge.number == 1), None)
    if not order.renews or first is None or first.starts_on is None:
        return
    facts = {"user_id": order.user_id, "terms_agreed": order.terms_agreed, "anchor_on": first.starts_on}
    subscription, _made = Subscription.objects.get_or_create(order=order, defaults=facts)
    mandate = find_newest_mandate(order)
    if mandate != subscription.mandate_id:
        subscription.mandate_id = mandate
        subscription.save(update_fields=["mandate_id"])


def find_newest_mandate(order: Order) -> str:
    """Of a first payment: a later debit from the account that was left must not bring it back."""
    paid = Payment.objects.filter(
        charge__order=order, status=Payment.Status.PAID, sequence=Payment.Sequence.FIRST, mandate_revoked_at=None
    ).exclude(mandate_id="")
    return paid.order_by("-concluded_at", "-pk").values_list("mandate_id", flat=True).first() or ""
