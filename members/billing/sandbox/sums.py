"""How much of a payment went back, and how much still can."""

from __future__ import annotations

from .records import Chargeback, Payment, Refund, RefundStatus, Status
from .world import World

NOTHING_CAME_BACK = {RefundStatus.FAILED, RefundStatus.CANCELED}


def sum_refunds(world: World, payment: Payment) -> int:
    refunds = world.store.list(Refund, payment.id)
    return sum(refund.cents for refund in refunds if refund.status not in NOTHING_CAME_BACK)


def sum_chargebacks(world: World, payment: Payment) -> int:
    chargebacks = world.store.list(Chargeback, payment.id)
    return sum(chargeback.cents for chargeback in chargebacks if not chargeback.reversed_at)


def find_remaining(world: World, payment: Payment) -> int:
    """What can still be refunded: nothing of what was not paid. Never below 0, though banks may take back twice."""
    gone = sum_refunds(world, payment) + sum_chargebacks(world, payment)
    return max(0, payment.cents - gone) if payment.status == Status.PAID else 0
