"""A bank takes money back from a paid payment, and may give it again. And the API, which only tells of it."""

from __future__ import annotations

from functools import partial

from .calls import Call
from .listing import list_page
from .reasons import REASONS, word_reason
from .records import Chargeback, Json, Payment, Status
from .refusals import Refused
from .sums import sum_chargebacks
from .webhooks import announce
from .wording import link_documentation, write_amount, write_link, write_moment
from .world import World

USUAL_REASON = "MD06"


def charge_back(world: World, payment: Payment, cents: int | None = None, reason: str = USUAL_REASON) -> Chargeback:
    """All that no chargeback took yet, or so many cents of it. A reason is kept for a direct debit only."""
    left = payment.cents - sum_chargebacks(world, payment)
    taken = left if cents is None else cents
    if payment.status != Status.PAID or not 0 < taken <= left:
        raise Refused(422, "So much cannot be charged back", "amount.value")
    if reason not in REASONS:
        raise Refused(422, f"No bank gives the reason {reason}", "reason")
    chargeback = Chargeback(
        id=world.make_id("chb_"),
        mode=payment.mode,
        created_at=world.clock.now(),
        payment_id=payment.id,
        cents=taken,
        reason=reason if payment.method == "directdebit" else None,
    )
    world.store.save(chargeback)
    announce(world, payment)
    return chargeback


def reverse_chargeback(world: World, chargeback: Chargeback) -> None:
    if chargeback.reversed_at:
        raise Refused(422, "This chargeback is reversed already")
    chargeback.reversed_at = world.clock.now()
    world.store.save(chargeback)
    announce(world, world.get(Payment, chargeback.payment_id))


def list_chargebacks(call: Call, payment_id: str) -> Json:
    payment = call.find(Payment, payment_id)
    chargebacks = call.list(Chargeback, payment.id)
    describe = partial(describe_chargeback, call.world)
    return list_page(call, f"payments/{payment.id}/chargebacks", "chargebacks", chargebacks, describe)


def get_chargeback(call: Call, payment_id: str, chargeback_id: str) -> Json:
    call.allow_query()
    payment = call.find(Payment, payment_id)
    chargeback = call.find(Chargeback, chargeback_id)
    if chargeback.payment_id != payment.id:
        raise Refused(404, f"No chargeback exists with token {chargeback_id}.")
    return describe_chargeback(call.world, chargeback)


def describe_chargeback(world: World, chargeback: Chargeback) -> Json:
    payment = f"{world.address}/v2/payments/{chargeback.payment_id}"
    code = chargeback.reason
    return {
        "resource": "chargeback",
        "id": chargeback.id,
        "amount": write_amount(chargeback.cents),
        "reason": {"code": code, "description": word_reason(code)} if code else None,
        "paymentId": chargeback.payment_id,
        "createdAt": write_moment(chargeback.created_at),
        "reversedAt": write_moment(chargeback.reversed_at),
        "_links": {
            "self": write_link(f"{payment}/chargebacks/{chargeback.id}"),
            "payment": write_link(payment),
            "documentation": link_documentation("get-chargeback"),
        },
    }
