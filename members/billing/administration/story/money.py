"""What was asked, what came in, what went back, and the invoices of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from members.invoicing.models import Invoice
from members.membership.days import begin_of

from ...booking import name_origin
from ...models import Charge, MoneyEntry, Order, Payment, Refund
from .event import Event

ASKED, TRIED, MOVED, DECIDED, INVOICED = 4, 5, 6, 7, 8


def list_charges(order: Order) -> Iterator[Event]:
    for charge in order.charges.all():
        more = _("Te betalen op %s") % date_format(charge.due_on)
        yield Event(charge.created_at, ASKED, name_charge(charge), more, charge.cents)
        if charge.dropped_at:
            yield Event(charge.dropped_at, ASKED, _("Hoeft niet meer betaald"), name_charge(charge), charge.cents)
        if charge.replaced_at:
            yield Event(charge.replaced_at, ASKED, _("Vervangen door een overstap"), name_charge(charge))


def name_charge(charge: Charge) -> str:
    if not charge.number:
        return str(charge.get_purpose_display())
    return _("Periode %d") % charge.number


def list_payments(order: Order) -> Iterator[Event]:
    """That one was paid, the money itself tells."""
    for payment in Payment.objects.filter(charge__order=order):
        sequence = payment.get_sequence_display()
        yield Event(payment.intended_at, TRIED, _("Betaling begonnen"), sequence, payment.cents)
        if payment.concluded_at and payment.status in Payment.FAILURES:
            words = " ".join(filter(None, (payment.get_status_display(), payment.failure)))
            yield Event(payment.concluded_at, TRIED, _("Betaling niet gelukt"), words, payment.cents)


def list_money(order: Order) -> Iterator[Event]:
    entries = list(MoneyEntry.objects.filter(payment__charge__order=order).select_related("payment"))
    for entry in entries:
        more = " ".join(filter(None, (entry.payment.method, entry.provider_id)))
        # Mollie tells whole seconds: no money moved before it was asked for.
        moment = max(entry.happened_at, entry.payment.intended_at)
        yield Event(moment, MOVED, entry.get_kind_display(), more, entry.cents)
    for refund in Refund.objects.filter(payment__charge__order=order):
        more = f"{refund.get_reason_display()} · {refund.get_status_display()}"
        yield Event(refund.intended_at, DECIDED, _("Terugbetaling besloten"), more, -refund.cents)
    yield from list_invoices(entries)


def list_invoices(entries: list[MoneyEntry]) -> Iterator[Event]:
    """Each is of one movement of money; a credit note may be one of several for the same."""
    origins = {name_origin(entry, place): entry for entry in entries for place in range(len(entries))}
    for invoice in Invoice.objects.filter(origin__in=origins).select_related("entry"):
        page = reverse("invoice_book:invoice", args=[invoice.pk])
        name = capfirst(f"{invoice.get_kind_display()} {invoice.number}")
        moment = find_moment(invoice, origins[invoice.origin])
        yield Event(moment, INVOICED, name, cents=invoice.signed_total_cents, url=page)


def find_moment(invoice: Invoice, entry: MoneyEntry) -> datetime:
    """With the money, unless it waited for who sells to be filled in."""
    return max(entry.recorded_at, begin_of(invoice.issued_on))
