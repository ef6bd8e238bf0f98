"""Why nothing was invoiced or credited. Each leaves everything as it was."""

from __future__ import annotations


class InvoicingRefused(Exception):
    """One of the below."""


class IssuerIncomplete(InvoicingRefused):
    """The owners have not filled in who sells. `missing` names what."""

    def __init__(self, missing: list[str]) -> None:
        super().__init__(", ".join(missing))
        self.missing = missing


class NothingToInvoice(InvoicingRefused):
    """Nothing was paid, or there is no line. What is given away is no supply for consideration (art. 2(1)(c) VAT
    Directive), so the law asks for no invoice and there is none: an order that a coupon pays in full has only its
    confirmation.
    """


class AmountMismatch(InvoicingRefused):
    """What was paid is not what the lines add up to."""

    def __init__(self, *, owed_cents: int, paid_cents: int) -> None:
        super().__init__(f"owed {owed_cents}, paid {paid_cents}")
        self.owed_cents, self.paid_cents = owed_cents, paid_cents


class MixedTreatments(InvoicingRefused):
    """A supply outside the EU's VAT stands on an invoice of its own (EN 16931 BR-O-11)."""


class NotAnInvoice(InvoicingRefused):
    """A credit note is not credited itself."""


class NothingLeftToCredit(InvoicingRefused):
    """All of this invoice was credited before."""


class MoreThanIsLeft(InvoicingRefused):
    """More would be paid back than is left of the invoice, or nothing or less."""

    def __init__(self, *, left_cents: int, asked_cents: int) -> None:
        super().__init__(f"left {left_cents}, asked {asked_cents}")
        self.left_cents, self.asked_cents = left_cents, asked_cents
