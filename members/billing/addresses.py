"""The address at which the provider tells that something happened to a payment: nobody else can make it up."""

from __future__ import annotations

from uuid import UUID

from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac


def sign_key(key: UUID) -> str:
    return salted_hmac("members.billing.webhook", str(key), algorithm="sha256").hexdigest()[:32]


def is_signed(key: UUID, signature: str) -> bool:
    return constant_time_compare(sign_key(key), signature)


def name_webhook(key: UUID) -> str:
    return reverse("mollie_webhook", args=[key, sign_key(key)])
