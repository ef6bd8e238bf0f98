"""What a credit note says: so much of each VAT sum of its invoice, and the same lines when it takes back everything."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Sum
from django.utils.translation import gettext as _

from legal.statements.reports.plain_words import write_plainly

from .calculating import CALCULATION_VERSION
from .crediting import OpenSum, spread_credit
from .models import Invoice
from .snapshots import Facts, write_unit_price

TREATMENT = ("category", "rate", "vat_country")


def find_left(invoice: Invoice) -> int:
    """What was not yet credited of this invoice, in cents with VAT."""
    credited = Invoice.objects.crediting(invoice).aggregate(sum=Sum("total_cents"))["sum"]
    return invoice.total_cents - (credited or 0)


def describe_credit(invoice: Invoice, amount: int, *, reason: str, on: date) -> Facts:
    """In the language that is active now. `amount` is in cents with VAT, and at most what is left."""
    sold = invoice.facts
    sums = [
        sold_sum | {"net": net, "vat": vat}
        for sold_sum, net, vat in share_out(sold, Invoice.objects.crediting(invoice), amount)
        if net or vat
    ]
    return {
        "kind": "credit_note",
        **{name: sold[name] for name in ("language", "issuer", "buyer", "order_reference")},
        "lines": sold["lines"] if amount == sold["total"] else [describe_part(sold, one) for one in sums],
        "vat_sums": sums,
        "net": sum(one["net"] for one in sums),
        "vat": sum(one["vat"] for one in sums),
        "total": amount,
        "calculation_version": CALCULATION_VERSION,
        "paid_on": on.isoformat(),
        "credits": {"number": sold["number"], "issued_on": sold["issued_on"]},
        "reason": write_plainly(reason),
    }


def share_out(sold: Facts, notes: Any, amount: int) -> list[tuple[Facts, int, int]]:
    """Each VAT sum of the invoice with the net and the VAT of it that are credited now."""
    credited = [one for note in notes for one in note.facts["vat_sums"]]
    open_sums = [
        OpenSum(one["rate"], one["net"], one["vat"], sum(c["net"] + c["vat"] for c in credited if is_same(c, one)))
        for one in sold["vat_sums"]
    ]
    shares = spread_credit(open_sums, amount)
    parts = [one.credit(share) for one, share in zip(open_sums, shares, strict=True)]
    return [(one, net, vat) for one, (net, vat) in zip(sold["vat_sums"], parts, strict=True)]


def is_same(one: Facts, other: Facts) -> bool:
    return all(one[name] == other[name] for name in TREATMENT)


def describe_part(sold: Facts, one: Facts) -> Facts:
    """A line for a part of the invoice: what share of which line it was, nobody said."""
    lines = [line for line in sold["lines"] if is_same(line, one)]
    return {
        "text": _("Deel van factuur %(number)s") % {"number": sold["number"]},
        "quantity": 1,
        "unit_price": write_unit_price(one["net"], 1),
        "discount": 0,
        "net": one["net"],
        "payable": one["net"] + one["vat"],
        "kind": lines[0]["kind"],
        "period": [min(line["period"][0] for line in lines), max(line["period"][1] for line in lines)],
        **{name: one[name] for name in (*TREATMENT, "wording")},
    }
