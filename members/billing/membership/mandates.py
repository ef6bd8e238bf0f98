"""From which accounts and cards is collected, as their bank names them."""

from __future__ import annotations

from dataclasses import dataclass

from members.accounts.models import User

from ..environment import fingerprint_key
from ..models import Customer
from ..payment_provider import MandateFacts, ProviderRefused, ProviderUnavailable, list_mandates

BANKS = {
    "ABNA": "ABN AMRO",
    "ASNB": "ASN Bank",
    "BUNQ": "bunq",
    "INGB": "ING",
    "KNAB": "Knab",
    "NNBA": "Nationale-Nederlanden",
    "NTSB": "N26",
    "RABO": "Rabobank",
    "RBRB": "RegioBank",
    "REVO": "Revolut",
    "SNSB": "SNS",
    "TRIO": "Triodos",
    "FVLB": "Van Lanschot",
}


@dataclass(frozen=True)
class Account:
    """`issuer`: a bank, or the brand of a card. `ending`: its last four signs."""

    issuer: str
    ending: str
    is_card: bool
    is_valid: bool


def read_accounts(person: User) -> dict[str, Account] | None:
    """By mandate; None when the provider does not answer now."""
    customer = Customer.objects.filter(user=person, environment=fingerprint_key()).first()
    if customer is None:
        return {}
    try:
        return {mandate.id: describe_account(mandate) for mandate in list_mandates(customer.provider_id)}
    except (ProviderUnavailable, ProviderRefused):
        return None


def describe_account(mandate: MandateFacts) -> Account:
    issuer = (
        BANKS.get(mandate.issuer[:4].upper(), mandate.issuer) if mandate.method == "directdebit" else mandate.issuer
    )
    return Account(issuer, mandate.account, mandate.method == "creditcard", mandate.status != "invalid")
