"""Giving money back because a colleague decided so: all of a payment, or a part."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from ..balance import find_held
from ..cancelling import drop_unpaid
from ..models import Charge, Order, Payment, Refund, StaffAct
from ..settling import settle
from .acting import Decided, Outdated, lock_order, record_act


def list_refundable(order: Order) -> list[tuple[Payment, int]]:
    """Payments of which something can be given back, the newest first, with how much."""
    payments = Payment.objects.filter(charge__order=order, status=Payment.Status.PAID).select_related("charge")
    found = [(payment, find_held(payment)) for payment in payments.prefetch_related("entries", "refunds")]
    return [(payment, left) for payment, left in found if left > 0]


@transaction.atomic
def refund_payment(*, payment: Payment, cents: int, by: Decided) -> Refund:
    """`run_due` sends it, within the minute; its credit note follows once the bank has it, and a mail once it is on its
    way. Raises Outdated when less is left than `cents`, and what `lock_order` raises.
    """
    order = lock_order(payment.charge.order, by)
    if not 0 < cents <= find_held(payment):
        raise Outdated(payment)
    record_act(order, by, StaffAct.Kind.REFUNDED, cents=cents, payment=str(payment))
    facts = {"reason": Refund.Reason.STAFF, "intended_at": timezone.now()}
    refund = Refund.objects.create(payment=payment, cents=cents, **facts)
    drop_unpaid(order, [Charge.Purpose.SWITCH])  # it counted on this money
    settle(order)
    return refund
