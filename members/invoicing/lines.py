"""What is on an invoice, as the caller gives it: prices as they were shown, with Dutch VAT in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .vat import SupplyKind, VatTreatment, price_for


class WrongLine(ValueError):
    """A quantity, price, discount or period that cannot be."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """`discount_cents` is for the whole line. The period is when it was or will be supplied: its first and last day."""

    text: str
    quantity: int = 1
    unit_gross_cents: int
    discount_cents: int = 0
    kind: SupplyKind
    period_start: date
    period_end: date
    treatment: VatTreatment

    def __post_init__(self) -> None:
        if self.quantity < 1 or self.unit_gross_cents < 0 or not self.text.strip():
            raise WrongLine("A line has words, a quantity of one or more and a price of nothing or more.")
        if not 0 <= self.discount_cents <= self.shown_cents:
            raise WrongLine("A discount is nothing, the whole line, or something between.")
        if self.period_end < self.period_start:
            raise WrongLine("The last day lies before the first.")

    @property
    def shown_cents(self) -> int:
        """Before the discount, with Dutch VAT."""
        return self.quantity * self.unit_gross_cents

    @property
    def payable_cents(self) -> int:
        """What the buyer owes for this line. The sum over all lines is what they are asked to pay."""
        return price_for(self.treatment, self.shown_cents - self.discount_cents)
