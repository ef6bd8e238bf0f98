"""Who an invoice is for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Buyer:
    """As they stand at the moment of the sale; a consumer needs a name, a country and an address to mail to."""

    name: str
    company: str = ""
    street: str = ""  # with the house number
    postal_code: str = ""
    city: str = ""
    country: str  # ISO 3166-1 alpha-2
    vat_number: str = ""  # with its country in front, as VIES writes it: EL for Greece
    purchase_order: str = ""  # what the buyer's own administration wants to read on the invoice
    email: str
    language: str  # "nl" or "en"
