"""What who ordered still has to do before they can begin: show that the address is theirs, by a link in their mail."""

from __future__ import annotations

from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from django.conf import settings
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from .models import Order


def sign_claim(order: Order) -> str:
    """Only who reads the mails to this address has it."""
    return salted_hmac("members.billing.claim", f"{order.key} {order.email}", algorithm="sha256").hexdigest()[:32]


def is_signed_claim(order: Order, signature: str) -> bool:
    return constant_time_compare(sign_claim(order), signature)


def find_unconfirmed_address(order: Order) -> EmailAddress | None:
    """Of the account that was made with the order; none once it is confirmed, or where there is nothing to confirm."""
    addresses = EmailAddress.objects.filter(user=order.user_id)
    return None if order.user_id is None or addresses.filter(verified=True).exists() else addresses.first()


def name_missing_step(order: Order) -> str:
    """The address of the link for a mail; empty when nothing is missing. It works for some days, and each mail brings
    a new one.
    """
    if order.is_unclaimed:
        return settings.SITE_URL + reverse("billing:claim", args=[order.key, sign_claim(order)])
    if address := find_unconfirmed_address(order):
        return settings.SITE_URL + reverse("account_confirm_email", args=[EmailConfirmationHMAC(address).key])
    return ""
