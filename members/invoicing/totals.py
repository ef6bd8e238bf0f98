"""What was sold and credited per VAT rate: for the VAT return, the accountant, and what is left of a removed year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from .models import Invoice
from .vat import Category, VatTreatment
from .vat.rates import HOME
from .vat.treatments import OSS


@dataclass
class Total:
    """In cents, the rate in basis points. Credit notes count against it."""

    code: str
    rate: int
    country: str
    invoices: int = 0
    credit_notes: int = 0
    net: int = 0
    vat: int = 0

    @property
    def gross(self) -> int:
        return self.net + self.vat

    @property
    def wording(self) -> str:
        category = Category.STANDARD if self.code == OSS else Category(self.code)
        return VatTreatment(category, self.rate, self.country or HOME, self.rate).wording

    def describe(self) -> dict[str, Any]:
        names = ("code", "rate", "country", "invoices", "credit_notes", "net", "vat")
        return {name: getattr(self, name) for name in names}


class Totals:
    """One for each treatment, rate and country, in the order of their codes."""

    def __init__(self, invoices: Iterable[Invoice] = ()) -> None:
        self._totals: dict[tuple[str, str, int], Total] = {}
        for invoice in invoices:
            self.add(invoice)

    def __iter__(self) -> Iterator[Total]:
        return iter([self._totals[key] for key in sorted(self._totals)])

    def add(self, invoice: Invoice) -> None:
        for one in invoice.facts["vat_sums"]:
            self._add_sum(one, is_credit=invoice.is_credit_note)

    def _add_sum(self, one: dict[str, Any], *, is_credit: bool) -> None:
        # Where the buyer is does not matter for what is not taxed by a rate.
        country = one["vat_country"] if one["category"] == Category.STANDARD else ""
        key = (one["code"], country, one["rate"])
        total = self._totals.setdefault(key, Total(one["code"], one["rate"], country))
        sign = -1 if is_credit else 1
        total.invoices += not is_credit
        total.credit_notes += is_credit
        total.net += sign * one["net"]
        total.vat += sign * one["vat"]
