"""Giving money back at the provider: each refund that was decided once, whatever breaks on the way."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from .balance import find_held
from .converging import converge
from .environment import is_foreign_database
from .models import Order, Refund
from .news import tell_of_refunds
from .payment_provider import ProviderRefused, ProviderUnavailable, create_refund


def refund_all() -> Iterator[str]:
    """Work of `run_due`."""
    if is_foreign_database():
        return
    waiting = Refund.objects.filter(status=Refund.Status.INTENDED, provider_id=None)
    for refund in waiting.select_related("payment__charge__order"):
        if not is_held(refund):
            continue
        try:
            send_refund(refund)
        except ProviderUnavailable:
            yield f"refund {refund.pk} is not sent yet"
        except ProviderRefused:
            yield f"refund {refund.pk} was refused: somebody has to look at it"


def find_left(refund: Refund) -> int:
    """What of its payment can go back by it, in cents."""
    return find_held(refund.payment) + refund.cents


def is_held(refund: Refund) -> bool:
    """The bank may have taken the money back first. Then it waits for that to be undone."""
    return find_left(refund) > 0


def send_refund(refund: Refund) -> None:
    """Looks first whether it is there: the answer to an earlier call may have been lost. Outside any transaction."""
    payment = converge(refund.payment)
    fitting = fit_what_is_left(refund)
    if fitting is None:
        return
    with translation.override(payment.charge.order.language):
        description = _("Terugbetaling, bestelling %(number)s") % {"number": payment.charge.order}
    facts = create_refund(payment.provider_id or "", cents=fitting.cents, description=description, key=fitting.key)
    with transaction.atomic():
        Refund.objects.filter(pk=fitting.pk, provider_id=None).update(provider_id=facts.id, status=facts.status)
        tell_of_refunds(payment.charge.order)


@transaction.atomic
def fit_what_is_left(refund: Refund) -> Refund | None:
    """What is to be sent, if anything. When part of the money was given back in Mollie's dashboard meanwhile, Mollie
    would refuse this for ever. So a smaller one takes its place, under its own key: the old one may have its answer.
    """
    Order.objects.select_for_update().get(charges__payments__refunds=refund)
    refund = Refund.objects.select_related("payment").get(pk=refund.pk)
    left = find_left(refund)
    if refund.provider_id or not refund.is_standing or left <= 0:
        return None
    if refund.cents <= left:
        return refund
    refund.status = Refund.Status.CANCELED
    refund.save(update_fields=["status"])
    facts = {"reason": refund.reason, "intended_at": timezone.now()}
    return Refund.objects.create(payment=refund.payment, cents=left, **facts)
