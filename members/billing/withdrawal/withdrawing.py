"""Withdrawing from an order (art. 6:230o BW): received at once, and done at once where the right exists."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ..cancelling import drop_unpaid
from ..models import Order, Refund, Subscription, Withdrawal
from ..settling import intend_refund, settle
from ..telling import tell
from .deciding import Share, decide


def word_withdrawal(order: Order) -> str:
    """After the model form of annex I(B) of Directive 2011/83/EU, without the names, which the order has."""
    facts = {"number": order.number, "day": date_format(timezone.localtime(order.placed_at)), "what": order.terms.title}
    return _("Ik herroep hierbij bestelling %(number)s van %(day)s: %(what)s.") % facts


@transaction.atomic
def withdraw_order(*, order: Order) -> Withdrawal:
    """What is declared is kept and confirmed, with or without the right. A second time it gives the first."""
    order = Order.objects.select_for_update().get(pk=order.pk)
    known = Withdrawal.objects.filter(order=order).first()
    if known:
        return known
    decision = decide(order)
    withdrawal = Withdrawal.objects.create(
        order=order,
        wording=word_withdrawal(order),
        language=translation.get_language() or order.language,
        declared_at=timezone.now(),
        last_day=decision.last_day,
        outcome=decision.outcome,
        cents=decision.cents,
    )
    if withdrawal.is_valid:
        end_order(order, decision.shares, Refund.Reason.WITHDRAWN)
    tell(order, "withdrawn", outcome=withdrawal.outcome, cents=withdrawal.cents)
    return withdrawal


def end_order(order: Order, shares: Iterable[Share], reason: str) -> None:
    """Access ends now, nothing is collected any more, and what was paid too much goes back with the next `run_due`.
    Under the lock of the order.
    """
    order.ended_at = timezone.now()
    order.save(update_fields=["ended_at"])
    for subscription in Subscription.objects.filter(order=order):
        subscription.cancelled_at, subscription.ends_on = order.ended_at, timezone.localdate()
        subscription.next_terms = subscription.paused_on = subscription.resumes_on = None
        subscription.save()
    drop_unpaid(order)
    for seat in order.seats.filter(ends_at=None).exclude(user=order.user_id):
        tell(order, "seat_taken_back", about=str(seat.pk))
    for share in shares:
        intend_refund(share.charge, share.cents, reason)
    settle(order)
