"""The frozen copy of an invoice: everything that it says, in one JSON object, and nothing that is looked up later.

Amounts are in cents without VAT unless the name says otherwise; days are ISO 8601. Beside what the contents say there
are `salt`, so that the hash of an invoice that was removed cannot be guessed back to who it was for, and `previous`,
the hash of the one before it in its series.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

from legal.ledger.canonical import encode_canonically
from legal.statements.reports.plain_words import write_plainly

from .calculating import CALCULATION_VERSION, Calculation, LineSums, VatSum
from .issuer import Issuer
from .lines import Line
from .numbering import Place
from .parties import Buyer
from .vat.countries import name_country
from .vat.deciding import compact
from .vat.rates import HOME
from .vat.treatments import VatTreatment

Facts = dict[str, Any]

SNAPSHOT_VERSION = 1
PRICE_DECIMALS = Decimal("0.000001")  # so many that quantity × price gives back the cents, up to 10,000 pieces
CURRENCY = "EUR"


def describe_issuer(issuer: Issuer) -> Facts:
    names = ("legal_name", "trade_name", "street", "postal_code", "city", "email", "kvk", "vat_number", "iban")
    facts = {name: write_plainly(getattr(issuer, name)) for name in names}
    return facts | {"country": HOME, "country_name": name_country(HOME)}


def describe_buyer(buyer: Buyer) -> Facts:
    facts = {name: write_plainly(value) for name, value in asdict(buyer).items()}
    return facts | {"vat_number": compact(buyer.vat_number), "country_name": name_country(buyer.country)}


def describe_line(line: Line, sums: LineSums) -> Facts:
    return {
        "text": write_plainly(line.text),
        "quantity": line.quantity,
        "unit_price": write_unit_price(sums.before_discount, line.quantity),
        "discount": sums.discount,
        "net": sums.net,
        "payable": sums.payable,
        "kind": str(line.kind),
        "period": [line.period_start.isoformat(), line.period_end.isoformat()],
        **describe_treatment(line.treatment),
    }


def describe_treatment(treatment: VatTreatment) -> Facts:
    return {
        "category": str(treatment.category),
        "rate": treatment.rate,
        "vat_country": treatment.country,
        "wording": treatment.wording,
    }


def describe_sum(one: VatSum) -> Facts:
    treatment = one.treatment
    why = {"code": treatment.code, "reason_code": treatment.reason_code, "reason": treatment.reason}
    return describe_treatment(treatment) | why | {"evidence": treatment.evidence, "net": one.net, "vat": one.vat}


def describe_sums(calculation: Calculation) -> Facts:
    return {
        "vat_sums": [describe_sum(one) for one in calculation.sums],
        "net": calculation.net,
        "vat": calculation.vat,
        "total": calculation.total,
        "calculation_version": CALCULATION_VERSION,
    }


def describe_sale(
    *,
    issuer: Issuer,
    buyer: Buyer,
    lines: Sequence[Line],
    calculation: Calculation,
    paid_on: date,
    order_reference: str,
) -> Facts:
    """All but its place in the book, in the language that is active now."""
    return {
        "kind": "invoice",
        "language": buyer.language,
        "issuer": describe_issuer(issuer),
        "buyer": describe_buyer(buyer),
        "lines": [describe_line(line, sums) for line, sums in zip(lines, calculation.lines, strict=True)],
        "paid_on": paid_on.isoformat(),
        "order_reference": write_plainly(order_reference),
        "credits": None,
        "reason": "",
        **describe_sums(calculation),
    }


def write_unit_price(cents: int, quantity: int) -> str:
    """In euros, of one piece: 20.66, or 0.826446 where the cents cannot be divided."""
    price = (Decimal(cents) / 100 / quantity).quantize(PRICE_DECIMALS)
    whole, decimals = f"{price:f}".split(".")
    return f"{whole}.{decimals.rstrip('0'):0<2}"


def freeze(facts: Facts, place: Place, origin: str) -> tuple[str, str]:
    """The snapshot and its SHA-256."""
    place_facts = {
        "number": place.number,
        "series": place.series,
        "sequence": place.sequence,
        "issued_on": place.issued_on.isoformat(),
        "previous": place.previous_sha256,
    }
    frame = {"version": SNAPSHOT_VERSION, "currency": CURRENCY, "origin": origin, "salt": secrets.token_hex(16)}
    snapshot = encode_canonically(facts | frame | place_facts)
    return snapshot.decode(), hashlib.sha256(snapshot).hexdigest()
