"""What happens to a payment after it was made, whoever brings it about: a person, a bank, time, or a test."""

from __future__ import annotations

from datetime import date, datetime

from .clock import add_business_days
from .mandates import sign_mandate
from .payers import describe_payer
from .reasons import word_reason
from .records import Mandate, MandateStatus, Payment, Sequence, Status
from .refusals import Refused
from .webhooks import announce
from .world import World

UNFINISHED = (Status.OPEN, Status.PENDING)
# A bank may refuse a debit for some days; until then Mollie waits.
BUSINESS_DAYS_TO_SETTLE = 5


def pay(world: World, payment: Payment, method: str | None = None) -> None:
    """By the method, or the first that was offered. Raises `Refused` for a method that was not, and when it is over."""
    need_unfinished(payment)
    chosen = method or payment.method or payment.offered[0]
    if chosen not in payment.offered:
        raise Refused(422, f"This payment cannot be made with {chosen}", "method")
    payment.method = chosen
    payment.details |= describe_payer(world, payment)
    if payment.sequence_type == Sequence.FIRST:
        payment.mandate_id = sign_mandate(world, payment).id
    finish(world, payment, Status.PAID)


def fail(world: World, payment: Payment, reason: str = "") -> None:
    """`reason` is a code of `reasons`, for a direct debit."""
    need_unfinished(payment)
    if reason:
        payment.details |= {"bankReasonCode": reason, "bankReason": word_reason(reason)}
    finish(world, payment, Status.FAILED)


def cancel(world: World, payment: Payment) -> None:
    need_unfinished(payment)
    finish(world, payment, Status.CANCELED)


def expire(world: World, payment: Payment) -> None:
    need_unfinished(payment)
    finish(world, payment, Status.EXPIRED)


def finish(world: World, payment: Payment, status: Status) -> None:
    payment.status = status
    payment.due_at = payment.expires_at = None
    setattr(payment, f"{status}_at", world.clock.now())
    world.store.save(payment)
    announce(world, payment)


def need_unfinished(payment: Payment) -> None:
    if payment.status not in UNFINISHED:
        raise Refused(422, f"The payment is {payment.status} already")


def fall_due(world: World, payment: Payment) -> None:
    """Nobody paid in time, or a bank has had the time that it needs for a recurring payment."""
    if payment.status == Status.OPEN:
        expire(world, payment)
        return
    mandate = world.get(Mandate, payment.mandate_id)
    if mandate.status == MandateStatus.PENDING:
        payment.due_at = mandate.due_at
        world.store.save(payment)
    elif mandate.status == MandateStatus.INVALID:
        fail(world, payment, "MD01" if payment.method == "directdebit" else "")
    else:
        pay(world, payment)


def find_settling_moment(method: str, now: datetime) -> datetime:
    """Cards and PayPal know at once."""
    return add_business_days(now, BUSINESS_DAYS_TO_SETTLE) if method == "directdebit" else now


def find_debit_day(created_at: datetime) -> date:
    return add_business_days(created_at, 1).date()


def may_be_canceled(world: World, payment: Payment) -> bool:
    """A transfer that is waited for, and a debit that has not gone to the bank yet."""
    if payment.status == Status.OPEN:
        return payment.method == "banktransfer"
    is_debit = payment.status == Status.PENDING and payment.method == "directdebit"
    return is_debit and world.clock.now().date() < find_debit_day(payment.created_at)
