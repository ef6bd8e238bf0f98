"""The screen on which a payment is changed after somebody paid, or while a bank has it: what only a test can do."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from . import life
from .chargebacks import charge_back, reverse_chargeback
from .exchange import Answer, Page, go_to
from .paying import name_status
from .reasons import REASONS
from .records import Chargeback, Payment, Refund, RefundStatus, Status
from .refunds import refund_payment
from .refusals import Refused
from .sums import find_remaining, sum_chargebacks
from .wording import write_euros
from .world import World

REFUND_STATUSES: dict[str, str | Promise] = {
    RefundStatus.QUEUED: _("Wacht op saldo"),
    RefundStatus.PENDING: _("Wacht twee uur"),
    RefundStatus.PROCESSING: _("Onderweg"),
    RefundStatus.REFUNDED: _("Terugbetaald"),
    RefundStatus.FAILED: _("Mislukt"),
    RefundStatus.CANCELED: _("Geannuleerd"),
}


def show_change(world: World, payment: Payment, form: dict[str, str]) -> Page | Answer:
    if payment.status == Status.OPEN:
        return go_to(f"{world.address}/pay/{payment.id}")
    if form:
        try:
            change(world, payment, form)
        except (Refused, LookupError):
            return Page("change.html", describe_change(world, payment) | {"is_refused": True}, 400)
        return go_to(f"{world.address}/change/{payment.id}")
    return Page("change.html", describe_change(world, payment))


def change(world: World, payment: Payment, form: dict[str, str]) -> None:
    """Raises `Refused` or `LookupError`, and then nothing has changed."""
    reason = form.get("reason", "")
    acts: dict[str, Callable[[], object]] = {
        "settle": lambda: life.pay(world, payment),
        "fail": lambda: life.fail(world, payment, reason),
        "refund": lambda: refund_payment(world, payment, read_cents(form.get("amount", ""))),
        "charge_back": lambda: charge_back(world, payment, reason=reason or "MD06"),
        "reverse": lambda: reverse_chargeback(world, find_chargeback(world, payment, form.get("chargeback", ""))),
    }
    acts[form.get("act", "")]()


def read_cents(text: str) -> int:
    """Of `12`, `12,50` or `12.50`. Raises `Refused`."""
    found = re.fullmatch(r"([0-9]{1,9})(?:[.,]([0-9]{2}))?", text.strip())
    if not found:
        raise Refused(422, "This is no amount", "amount")
    return int(found[1]) * 100 + int(found[2] or 0)


def find_chargeback(world: World, payment: Payment, chargeback_id: str) -> Chargeback:
    chargeback = world.get(Chargeback, chargeback_id)
    if chargeback.payment_id != payment.id:
        raise LookupError(f"{chargeback_id} is not of {payment.id}")
    return chargeback


def describe_change(world: World, payment: Payment) -> dict[str, Any]:
    remaining = find_remaining(world, payment)
    is_paid = payment.status == Status.PAID
    return {
        "status": name_status(payment),
        "is_pending": payment.status == Status.PENDING,
        "may_be_charged_back": is_paid and sum_chargebacks(world, payment) < payment.cents,
        "remaining": write_euros(remaining) if remaining else "",
        "reasons": REASONS if payment.method == "directdebit" else {},
        "refunds": [
            {"amount": write_euros(refund.cents), "status": REFUND_STATUSES[refund.status]}
            for refund in world.store.list(Refund, payment.id)
        ],
        "chargebacks": [
            {"id": chargeback.id, "amount": write_euros(chargeback.cents), "is_reversed": chargeback.reversed_at}
            for chargeback in world.store.list(Chargeback, payment.id)
        ],
    }
