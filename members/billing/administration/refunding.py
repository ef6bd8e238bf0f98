"""Giving money back because a colleague decided so: all of a payment, or a part."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from ..balance import add_up
from ..models import Order, Payment, Refund, StaffAct
from ..settling import list_standing, settle
from .acting import Decided, Outdated, lock_order, record_act


def find_left(payment: Payment) -> int:
    """Cents that came in with it, that no bank took back, and that are not going back already."""
    return max(0, add_up(payment.entries.all()).received - sum(refund.cents for refund in list_standing(payment)))


def list_refundable(order: Order) -> list[tuple[Payment, int]]:
    """Payments of which something can be given back, the newest first, with how much."""
    payments = Payment.objects.filter(charge__order=order, status=Payment.Status.PAID)
    found = [(payment, find_left(payment)) for payment in payments.select_related("charge")]
    return [(payment, left) for payment, left in found if left]


@transaction.atomic
def refund_payment(*, payment: Payment, cents: int, by: Decided) -> Refund:
    """`run_due` sends it, within the minute; its credit note follows once the bank has it, and a mail once it is on its
    way. Raises Outdated when less is left than `cents`, and what `lock_order` raises.
    """
    order = lock_order(payment.charge.order, by)
    if not 0 < cents <= find_left(payment):
        raise Outdated(payment)
    record_act(order, by, StaffAct.Kind.REFUNDED, cents=cents, payment=str(payment))
    facts = {"reason": Refund.Reason.STAFF, "intended_at": timezone.now()}
    refund = Refund.objects.create(payment=payment, cents=cents, **facts)
    settle(order)
    return refund
