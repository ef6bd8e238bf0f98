"""Giving money back: it waits two hours, in which it can be canceled, and is then on its way for a business day."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

from .calls import Call
from .clock import add_business_days
from .listing import list_page
from .records import Json, Payment, Refund, RefundStatus
from .refusals import Refused
from .sums import NOTHING_CAME_BACK, find_remaining
from .webhooks import announce
from .wording import link_documentation, write_amount, write_link, write_moment
from .world import World

KNOWN = ("amount", "description", "metadata")
TIME_TO_CANCEL = timedelta(hours=2)
SHORT_SUCCESSION = timedelta(hours=1)
CANCELABLE = {RefundStatus.QUEUED, RefundStatus.PENDING}
ANNOUNCED = {RefundStatus.PROCESSING, RefundStatus.REFUNDED, RefundStatus.FAILED}


def create_refund(call: Call, payment_id: str) -> Json:
    call.fields.allow(KNOWN)
    payment = call.find(Payment, payment_id)
    cents = call.fields.need_amount("amount")
    refuse_duplicate(call.world, payment, cents)
    description = call.fields.read_text("description")
    refund = refund_payment(call.world, payment, cents, description, call.fields.read_metadata())
    return describe_refund(call.world, refund)


def refuse_duplicate(world: World, payment: Payment, cents: int) -> None:
    """Such a second one is taken for a mistake, for an hour: https://docs.mollie.com/docs/refunds"""
    since = world.clock.now() - SHORT_SUCCESSION
    for refund in world.store.list(Refund, payment.id):
        if refund.cents == cents and refund.created_at > since and refund.status not in NOTHING_CAME_BACK:
            raise Refused(409, "A duplicate refund has been detected")


def refund_payment(
    world: World, payment: Payment, cents: int, description: str | None = None, metadata: Any = None
) -> Refund:
    if not 0 < cents <= find_remaining(world, payment):
        raise Refused(422, "The specified amount cannot be refunded", "amount.value")
    now = world.clock.now()
    refund = Refund(
        id=world.make_id("re_"),
        mode=payment.mode,
        created_at=now,
        due_at=now + TIME_TO_CANCEL if world.has_balance else None,
        payment_id=payment.id,
        cents=cents,
        description=description or payment.description,
        metadata=metadata,
        status=RefundStatus.PENDING if world.has_balance else RefundStatus.QUEUED,
    )
    world.store.save(refund)
    return refund


def release_queue(world: World) -> None:
    """There is money to refund from again."""
    for refund in reversed(world.store.list(Refund)):
        if refund.status == RefundStatus.QUEUED:
            move(world, refund, RefundStatus.PENDING)


def fall_due(world: World, refund: Refund) -> None:
    is_waiting = refund.status == RefundStatus.PENDING
    move(world, refund, RefundStatus.PROCESSING if is_waiting else RefundStatus.REFUNDED)


def move(world: World, refund: Refund, status: RefundStatus) -> None:
    now = world.clock.now()
    moments = {RefundStatus.PENDING: now + TIME_TO_CANCEL, RefundStatus.PROCESSING: add_business_days(now, 1)}
    refund.status, refund.due_at = status, moments.get(status)
    world.store.save(refund)
    if status in ANNOUNCED:
        announce(world, world.get(Payment, refund.payment_id))


def fail(world: World, refund: Refund) -> None:
    """The money could not be given back, or came back to us later."""
    if refund.status in NOTHING_CAME_BACK:
        raise Refused(422, f"The refund is {refund.status} already")
    move(world, refund, RefundStatus.FAILED)


def cancel_refund(call: Call, payment_id: str, refund_id: str) -> None:
    refund = find_refund(call, payment_id, refund_id)
    if refund.status not in CANCELABLE:
        raise Refused(422, f"The refund is {refund.status} and cannot be canceled any more")
    move(call.world, refund, RefundStatus.CANCELED)


def find_refund(call: Call, payment_id: str, refund_id: str) -> Refund:
    payment = call.find(Payment, payment_id)
    refund = call.find(Refund, refund_id)
    if refund.payment_id != payment.id:
        raise Refused(404, f"No refund exists with token {refund_id}.")
    return refund


def get_refund(call: Call, payment_id: str, refund_id: str) -> Json:
    call.allow_query()
    return describe_refund(call.world, find_refund(call, payment_id, refund_id))


def list_refunds(call: Call, payment_id: str = "") -> Json:
    """Of one payment, or of all."""
    payment = call.find(Payment, payment_id) if payment_id else None
    refunds = call.list(Refund, payment.id if payment else None)
    path = f"payments/{payment.id}/refunds" if payment else "refunds"
    return list_page(call, path, "refunds", refunds, partial(describe_refund, call.world))


def describe_refund(world: World, refund: Refund) -> Json:
    payment = f"{world.address}/v2/payments/{refund.payment_id}"
    return {
        "resource": "refund",
        "id": refund.id,
        "mode": refund.mode,
        "amount": write_amount(refund.cents),
        "status": refund.status,
        "createdAt": write_moment(refund.created_at),
        "description": refund.description,
        "metadata": refund.metadata,
        "paymentId": refund.payment_id,
        "_links": {
            "self": write_link(f"{payment}/refunds/{refund.id}"),
            "payment": write_link(payment),
            "documentation": link_documentation("get-refund"),
        },
    }
