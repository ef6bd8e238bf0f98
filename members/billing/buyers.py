"""Who bought, and which VAT that means: both as they were when the order was made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django.utils import timezone

from members.invoicing.models import Issuer
from members.invoicing.parties import Buyer
from members.invoicing.vat import Category, SupplyKind, VatTreatment, decide_vat
from members.invoicing.vat.checking import check_vat_number
from members.invoicing.vat.rates import HOME, is_member_state

from .models import Order


def read_buyer(order: Order) -> Buyer:
    return make_buyer(order.buyer, order.email, order.language)


def make_buyer(facts: Mapping[str, Any], email: str, language: str) -> Buyer:
    """From what was entered at the checkout."""
    return Buyer(
        name=f"{facts.get('first_name', '')} {facts.get('last_name', '')}".strip(),
        company=facts.get("company", ""),
        street=facts.get("street", ""),
        postal_code=facts.get("postal_code", ""),
        city=facts.get("city", ""),
        country=facts.get("country") or HOME,
        vat_number=facts.get("vat_number", ""),
        purchase_order=facts.get("purchase_order", ""),
        email=email,
        language=language,
    )


def decide_treatment(buyer: Buyer) -> VatTreatment:
    """Asks VIES about the number of a company in another member state. Outside any transaction."""
    issuer, check = Issuer.load(), None
    if buyer.vat_number and buyer.country != HOME and is_member_state(buyer.country):
        check = check_vat_number(buyer.vat_number, requester=issuer.vat_number)
    today, kind = timezone.localdate(), SupplyKind.ELECTRONIC_SERVICE
    return decide_vat(issuer=issuer, buyer=buyer, kind=kind, on=today, vies=check)


def write_treatment(treatment: VatTreatment) -> dict[str, Any]:
    return asdict(treatment)


def read_treatment(order: Order) -> VatTreatment:
    return VatTreatment(**(order.vat | {"category": Category(order.vat["category"])}))
