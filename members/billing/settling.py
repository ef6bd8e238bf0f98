"""What follows from the money ledger of one order: when it begins, its membership, its access, and what goes back."""

from __future__ import annotations

from datetime import date

from django.db.models import Sum
from django.utils import timezone

from .balance import add_up, list_entries
from .booking import book
from .coupons.redeeming import give_back_coupon
from .gifts.making import keep_gift
from .granting import keep_grants
from .membership.taking_effect import take_switches_into_effect
from .models import Charge, MoneyEntry, Order, Payment, Refund, Subscription
from .querysets import RefundQuerySet
from .telling import tell
from .trials import find_end_of_trial

Way, Kind = Order.Way, MoneyEntry.Kind


def settle(order: Order) -> None:
    """Makes everything that is computed from the money what it ought to be: at once, again, and after a failure. Run it
    in a transaction, under the lock of the order.
    """
    for charge in order.charges.order_by("number"):
        begin(charge)
        give_back_what_is_too_much(charge)
    keep_subscription(order)
    keep_gift(order)
    give_back_coupon(order)
    take_switches_into_effect(order)
    keep_grants(order)
    book(order)
    tell_of_payments(order)


def begin(charge: Charge) -> None:
    """The first period begins on the day that it was first paid; what is free, on the day that it was ordered."""
    if charge.starts_on or charge.dropped_at or charge.number != 1:
        return
    order = charge.order
    paid = MoneyEntry.objects.filter(payment__charge=charge, kind=Kind.PAID).order_by("happened_at").first()
    moment = paid.happened_at if paid else order.placed_at if charge.cents == 0 else None
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
    account. The newest payments go back first.
    """
    owed, reason = find_owed(charge)
    surplus = add_up(list_entries(charge)).received - owed - sum_refunds(charge, reason)
    for payment in charge.payments.filter(status=Payment.Status.PAID).order_by("-concluded_at", "-pk"):
        cents = min(surplus, payment.cents - sum_refunds_of(payment))
        if cents > 0:
            Refund.objects.create(payment=payment, cents=cents, reason=reason, intended_at=timezone.now())
            surplus -= cents


def find_owed(charge: Charge) -> tuple[int, str]:
    """What we keep of what comes in, and why the rest goes back."""
    if charge.dropped_at:
        return 0, Refund.Reason.UNWANTED
    if charge.purpose == Charge.Purpose.MANDATE:
        return 0, Refund.Reason.MANDATE
    return charge.cents, Refund.Reason.TWICE


def sum_refunds(charge: Charge, reason: str) -> int:
    return add_cents(Refund.objects.standing().filter(payment__charge=charge, reason=reason))


def sum_refunds_of(payment: Payment) -> int:
    return add_cents(payment.refunds.standing())


def add_cents(refunds: RefundQuerySet) -> int:
    return int(refunds.aggregate(sum=Sum("cents"))["sum"] or 0)


def keep_subscription(order: Order) -> None:
    """A membership goes on by itself from the moment that its first period is paid."""
    first = order.charges.filter(number=1).first()
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


def tell_of_refunds(order: Order) -> None:
    """Once they are on their way. What was done in Mollie's dashboard whoever did it there explains."""
    sent = Refund.objects.standing().filter(payment__charge__order=order, provider_id__isnull=False)
    for refund in sent.exclude(reason__in=[Refund.Reason.PROVIDER, Refund.Reason.MANDATE]):
        tell(order, "refunded", about=str(refund.key), cents=refund.cents)


def tell_of_payments(order: Order) -> None:
    concluded = Payment.objects.filter(charge__order=order).exclude(concluded_at=None)
    for payment in concluded.select_related("charge"):
        if payment.status == Payment.Status.PAID:
            tell_what_was_paid(order, payment)
        elif payment.status == Payment.Status.FAILED and payment.sequence == Payment.Sequence.RECURRING:
            tell(order, "failed", about=str(payment.key))
    for entry in MoneyEntry.objects.filter(payment__charge__order=order, kind=Kind.CHARGED_BACK):
        tell(order, "charged_back", about=entry.provider_id)
    tell_of_refunds(order)


def tell_what_was_paid(order: Order, payment: Payment) -> None:
    charge = payment.charge
    if charge.purpose == Charge.Purpose.MANDATE:
        tell(order, "account_changed", about=str(payment.key))
    elif charge.purpose == Charge.Purpose.PERIOD:
        tell(order, "paid", about=str(payment.key))
    elif charge.dropped_at:
        tell(order, "too_late", about=str(payment.key), cents=payment.cents)
