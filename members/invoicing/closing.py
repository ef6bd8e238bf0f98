"""Issuing an invoice for what was paid, and a credit note for what was paid back.

Both are called in the transaction of whoever books the money, and both do nothing the second time: the same `origin`
gives the same invoice. They refuse with an exception of `refusals.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.utils import translation

from members.accounts.models import User

from .calculating import Calculation, calculate
from .issuer import Issuer, read_issuer
from .lines import Line, WrongLine
from .mailing import ask_for_mail
from .models import BookEntry, Invoice, InvoiceOwner
from .numbering import fill_place, name_series, take_place
from .parties import Buyer
from .refusals import (
    AmountMismatch,
    InvoicingRefused,
    IssuerIncomplete,
    MixedTreatments,
    MoreThanIsLeft,
    NotAnInvoice,
    NothingLeftToCredit,
    NothingToInvoice,
)
from .snapshots import Facts, describe_sale, freeze
from .taking_back import describe_credit, find_left
from .vat import Category

__all__ = [
    "AmountMismatch",
    "Buyer",
    "InvoicingRefused",
    "IssuerIncomplete",
    "Line",
    "MixedTreatments",
    "MoreThanIsLeft",
    "NotAnInvoice",
    "NothingLeftToCredit",
    "NothingToInvoice",
    "WrongLine",
    "issue_credit_note",
    "issue_invoice",
    "may_invoice",
]


def may_invoice() -> bool:
    """Whether the owners have filled in who sells."""
    return read_issuer().is_complete


def issue_invoice(
    *,
    origin: UUID,
    buyer: Buyer,
    lines: Sequence[Line],
    paid_cents: int,
    paid_on: date,
    account: User | None,
    order_reference: str = "",
) -> Invoice:
    """The invoice of this sale. `run_due` mails it once the transaction is committed; whoever does not want to wait for
    that calls `mailing.mail_after_commit`.

    Raises `IssuerIncomplete`, `NothingToInvoice`, `AmountMismatch` or `MixedTreatments`, and outside a transaction
    `TransactionManagementError`.
    """
    if found := find_by_origin(origin):
        return found
    issuer = read_issuer()
    calculation = calculate(lines)
    refuse_wrong_sale(issuer, calculation, paid_cents)
    series = name_series(issuer.series, is_oss=any(one.treatment.is_oss for one in calculation.sums))
    with translation.override(buyer.language):
        facts = describe_sale(
            issuer=issuer,
            buyer=buyer,
            lines=lines,
            calculation=calculation,
            paid_on=paid_on,
            order_reference=order_reference,
        )
    return enter(facts, series=series, origin=origin, account=account.pk if account else None, credited=None)


def refuse_wrong_sale(issuer: Issuer, calculation: Calculation, paid_cents: int) -> None:
    if missing := issuer.list_missing():
        raise IssuerIncomplete(missing)
    if not calculation.lines or paid_cents == calculation.total == 0:
        raise NothingToInvoice
    if paid_cents != calculation.total:
        raise AmountMismatch(owed_cents=calculation.total, paid_cents=paid_cents)
    categories = {one.treatment.category for one in calculation.sums}
    if Category.OUTSIDE in categories and len(categories) > 1:
        raise MixedTreatments


def issue_credit_note(*, origin: UUID, invoice: Invoice, paid_back_cents: int, reason: str, on: date) -> Invoice:
    """The credit note for what was paid back on this day: all that is left of the invoice, or a part of it.

    It has the issuer, the buyer and the series of its invoice. Raises `NotAnInvoice`, `NothingLeftToCredit` or
    `MoreThanIsLeft`, and outside a transaction `TransactionManagementError`.
    """
    if found := find_by_origin(origin):
        return found
    if invoice.is_credit_note:
        raise NotAnInvoice
    take_place(invoice.entry.series)  # whoever credits the same invoice waits here, and sees what was credited before
    if found := find_by_origin(origin):
        return found
    left = find_left(invoice)
    if left == 0:
        raise NothingLeftToCredit
    if not 0 < paid_back_cents <= left:
        raise MoreThanIsLeft(left_cents=left, asked_cents=paid_back_cents)
    with translation.override(invoice.language):
        facts = describe_credit(invoice, paid_back_cents, reason=reason, on=on)
    owner = InvoiceOwner.objects.filter(invoice=invoice.pk).values_list("user_id", flat=True).first()
    return enter(facts, series=invoice.entry.series, origin=origin, account=owner, credited=invoice.entry)


def find_by_origin(origin: UUID) -> Invoice | None:
    return Invoice.objects.select_related("entry").filter(origin=origin).first()


def enter(facts: Facts, *, series: str, origin: UUID, account: int | None, credited: BookEntry | None) -> Invoice:
    """Gives it a number, freezes it, and writes it down with all that belongs to it."""
    place = take_place(series)
    if found := find_by_origin(origin):  # somebody else was first while this waited
        return found
    snapshot, sha256 = freeze(facts, place, str(origin))
    invoice = Invoice.objects.create(
        entry=fill_place(place, sha256),
        origin=origin,
        kind=facts["kind"],
        credits=credited,
        issued_on=place.issued_on,
        language=facts["language"],
        treatments=name_treatments(facts),
        net_cents=facts["net"],
        vat_cents=facts["vat"],
        total_cents=facts["total"],
        calculation_version=facts["calculation_version"],
        snapshot=snapshot,
    )
    if account is not None:
        InvoiceOwner.objects.create(invoice=invoice, user_id=account)
    ask_for_mail(invoice)
    return invoice


def name_treatments(facts: Facts) -> str:
    """Between bars, so that one can be looked for: |S|E|."""
    return f"|{'|'.join(dict.fromkeys(one['code'] for one in facts['vat_sums']))}|"
