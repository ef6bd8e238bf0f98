"""Who bought, and which VAT that means: both as they were when the order was made.

What VIES said of a number is a row of its own, to which the order points for as long as it is kept. That row may learn
more later, when VIES could not tell at first; `vat_outcome` says what was known when it was ordered.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django.utils import timezone

from members.invoicing.issuer import Issuer, read_issuer
from members.invoicing.models import VatCheck
from members.invoicing.parties import Buyer
from members.invoicing.vat import Category, SupplyKind, VatTreatment, decide_vat
from members.invoicing.vat.checking import check_vat_number
from members.invoicing.vat.rates import HOME, is_member_state
from members.membership.models import Offer

from .models import Order


class VatNumberRefused(Exception):
    """The register knows no such number. Nothing is ordered; without the number it can be."""


def read_buyer(order: Order) -> Buyer:
    return make_buyer(order.buyer, order.current_email, order.language)


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


def ask_about_number(buyer: Buyer) -> VatCheck | None:
    """What VIES says of the number of a company in another member state. It holds up no sale while it is down. Outside
    any transaction. Raises VatNumberRefused.
    """
    if not buyer.vat_number or buyer.country == HOME or not is_member_state(buyer.country):
        return None
    check = check_vat_number(buyer.vat_number, requester=read_issuer().vat_number)
    if check.outcome == VatCheck.Outcome.INVALID:
        raise VatNumberRefused(check)
    return check


def put_vat(order: Order, issuer: Issuer) -> None:
    """As it is today, by what is sold, who buys it and what VIES said of them. Asks nobody."""
    facts: dict[str, Any] = {
        "buyer": read_buyer(order),
        "kind": name_supply(order.terms.nature),
        "vies": order.vat_check,
    }
    order.vat = asdict(decide_vat(issuer=issuer, on=timezone.localdate(), **facts))
    order.vat_outcome = order.vat_check.outcome if order.vat_check else ""


def name_supply(nature: str) -> SupplyKind:
    """What the VAT law sees in it: only teaching by somebody who is there is teaching."""
    return SupplyKind.LIVE_TEACHING if nature == Offer.Nature.LIVE else SupplyKind.ELECTRONIC_SERVICE


def read_treatment(order: Order) -> VatTreatment:
    return VatTreatment(**(order.vat | {"category": Category(order.vat["category"])}))
