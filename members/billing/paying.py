"""Asking the provider for a payment: never two for one charge, whatever breaks on the way.

First a row says what is about to be asked, under which key; then the provider is asked; then the row says what came of
it. When the answer is lost the same is asked again under the same key, for as long as the provider remembers keys: an
hour. Later the payments at the provider are looked through for the key instead; nothing is ever asked again then.
See https://docs.mollie.com/reference/api-idempotency.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from home.identity.naming import name_company

from .addresses import name_webhook
from .balance import is_settled
from .granting import keep_grants
from .models import Charge, Order, Payment
from .payment_provider import (
    PaymentFacts,
    ProviderRefused,
    create_payment,
    find_payment,
    write_amount,
)

REMEMBERED = timedelta(minutes=50)  # the provider forgets a key after an hour; clocks differ, and calls take time


class NothingToPay(Exception):
    """The charge is paid, or nobody is asked for it any more."""


def begin_payment(*, charge: Charge, sequence: str, customer_id: str = "", mandate_id: str = "") -> Payment:
    """One that is under way goes on: who pays in two windows pays once. Raises NothingToPay, ProviderUnavailable and
    ProviderRefused; after the last, another try may be made.
    """
    payment = intend_payment(charge=charge, sequence=sequence, customer_id=customer_id, mandate_id=mandate_id)
    return payment if payment.provider_id else send_payment(payment)


@transaction.atomic
def intend_payment(*, charge: Charge, sequence: str, customer_id: str, mandate_id: str) -> Payment:
    Order.objects.select_for_update().get(pk=charge.order_id)
    charge = Charge.objects.select_related("order").get(pk=charge.pk)
    if charge.dropped_at or is_settled(charge):
        raise NothingToPay(charge)
    if under_way := charge.payments.under_way().first():
        return under_way
    payment = Payment(
        charge=charge, sequence=sequence, cents=charge.cents, customer_id=customer_id, intended_at=timezone.now()
    )
    payment.request = word_request(payment, mandate_id)
    payment.save(force_insert=True)
    keep_grants(charge.order)
    return payment


def word_request(payment: Payment, mandate_id: str) -> dict[str, Any]:
    """What is posted, in the language of the order. It says nothing about what somebody follows."""
    order = payment.charge.order
    with translation.override(order.language):
        names = {"company": name_company(), "number": payment.charge}
        description = _("%(company)s, bestelling %(number)s") % names
        # Who pays for the first time sees what they ordered; a member comes back to their membership.
        page = "billing:outcome" if payment.charge.number == 1 else "billing:own_membership:returned"
        back = settings.SITE_URL + reverse(page, args=[order.key])
    request: dict[str, Any] = {
        "amount": write_amount(payment.cents),
        "description": description,
        "sequenceType": payment.sequence,
        "webhookUrl": settings.SITE_URL + name_webhook(payment.key),
        "metadata": {"key": str(payment.key)},
    }
    if payment.customer_id:
        request["customerId"] = payment.customer_id
    if payment.sequence == Payment.Sequence.RECURRING:
        return request | {"mandateId": mandate_id}
    return request | {"redirectUrl": back, "locale": "en_GB" if order.language == "en" else "nl_NL"}


def send_payment(payment: Payment) -> Payment:
    """Asks the provider for what was intended, or finds out that it was asked before. Outside any transaction."""
    try:
        facts = ask_for(payment)
    except ProviderRefused:
        facts = find_earlier(payment)
        if facts is None:
            give_up(payment)
            raise
    if facts is None:
        give_up(payment)
        raise ProviderRefused("it never arrived, and the time to ask again is over")
    return note_answer(payment, facts)


def ask_for(payment: Payment) -> PaymentFacts | None:
    """Nothing is asked for any more that was dropped meanwhile: it is only looked for."""
    if not payment.charge.dropped_at and timezone.now() - payment.intended_at < REMEMBERED:
        return create_payment(payment.request, key=payment.key)
    return look_for(payment)


def find_earlier(payment: Payment) -> PaymentFacts | None:
    """What is refused now may have been done before: then the answer to an earlier call was lost."""
    try:
        return look_for(payment)
    except ProviderRefused:
        return None


def look_for(payment: Payment) -> PaymentFacts | None:
    since = payment.intended_at - timedelta(hours=1)
    return find_payment(payment.key, customer_id=payment.customer_id, since=since)


@transaction.atomic
def give_up(payment: Payment) -> None:
    """It does not exist at the provider: another may take its place."""
    order = Order.objects.select_for_update().get(charges__payments=payment)
    intended = Payment.objects.filter(pk=payment.pk, status=Payment.Status.INTENDED)
    intended.update(status=Payment.Status.LOST, concluded_at=timezone.now())
    keep_grants(order)


@transaction.atomic
def note_answer(payment: Payment, facts: PaymentFacts) -> Payment:
    """Its number and where the customer pays. What became of it is read elsewhere: the webhook may have been faster."""
    payment = Payment.objects.select_for_update().get(pk=payment.pk)
    payment.provider_id = facts.id
    payment.checkout_url = facts.checkout_url
    if payment.status == Payment.Status.INTENDED:
        payment.status = Payment.Status.PENDING if facts.status == "pending" else Payment.Status.OPEN
    payment.save(update_fields=["provider_id", "checkout_url", "status"])
    return payment
