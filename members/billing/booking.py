"""Every movement of money has its invoice or credit note: together they always say what we have kept for a charge.

What came twice, or for a charge that nobody owes any more, is not ours to keep: it is on no invoice, and goes back. The
numbers of invoices are given in the transaction that books the money, so none is ever given for nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from members.accounts.models import User
from members.invoicing.closing import IssuerIncomplete, issue_credit_note, issue_invoice, may_invoice
from members.invoicing.lines import Line
from members.invoicing.mailing import mail_after_commit
from members.invoicing.models import Invoice, InvoiceOwner
from members.invoicing.taking_back import find_left

from .balance import is_too_late, list_entries, load_charges
from .buyers import name_supply, read_buyer, read_treatment
from .models import Charge, MoneyEntry, Order

MOVEMENTS = UUID("5f1f9a5e-63a0-4d0c-8a0b-0d6f7a1f3c55")  # the namespace of what invoices name as their origin


def book(order: Order, charges: Sequence[Charge]) -> None:
    """While the owners have not filled in who sells, the order waits: `book_waiting` tries again."""
    entries = {charge.pk: sorted(list_entries(charge), key=lambda entry: entry.pk) for charge in charges}
    booked = find_booked(entries.values())
    try:
        for charge in charges:
            book_charge(charge, entries[charge.pk], booked)
        is_booked = True
    except IssuerIncomplete:
        is_booked = False
    if order.is_booked != is_booked:
        order.is_booked = is_booked
        order.save(update_fields=["is_booked"])


def find_booked(entries: Iterable[list[MoneyEntry]]) -> set[int]:
    """The movements that have their invoice or credit notes: all of those are written in one transaction."""
    origins = {
        name_origin(entry, place): entry.pk for one in entries for entry in one for place in range(max(1, len(one)))
    }
    known = Invoice.objects.filter(origin__in=origins).values_list("origin", flat=True)
    return {origins[origin] for origin in known}


def book_charge(charge: Charge, entries: Iterable[MoneyEntry], booked: set[int]) -> None:
    """In the order in which we learned of the movements, which never changes; what was booked before stays."""
    kept = balance = 0
    for entry in entries:
        balance += entry.cents
        wanted = max(0, min(balance, find_owed(charge, entry)))
        if entry.pk not in booked and wanted > kept:
            write_invoice(charge, entry, wanted - kept)
        elif entry.pk not in booked and wanted < kept:
            write_credit_notes(charge, entry, kept - wanted)
        kept = wanted


def find_owed(charge: Charge, entry: MoneyEntry) -> int:
    """What we keep: nothing of the cent that shows another account, nor of what came after the charge was dropped."""
    return 0 if is_too_late(charge, entry) or charge.purpose == Charge.Purpose.MANDATE else charge.cents


def name_origin(entry: MoneyEntry, place: int = 0) -> UUID:
    return uuid5(MOVEMENTS, f"{entry.kind} {entry.provider_id} {place}")


def write_invoice(charge: Charge, entry: MoneyEntry, cents: int) -> None:
    order = charge.order
    lines = list_lines(charge) if cents == charge.cents else [word_rest(charge, cents)]
    invoice = issue_invoice(
        origin=name_origin(entry),
        buyer=read_buyer(order),
        lines=lines,
        paid_cents=cents,
        paid_on=timezone.localdate(entry.happened_at),
        account=order.user,
        order_reference=order.number,
    )
    mail_after_commit(invoice)


def list_lines(charge: Charge) -> list[Line]:
    return [
        make_line(charge, line["text"], line["unit_cents"], line["quantity"], line["discount_cents"])
        for line in charge.lines
    ]


def make_line(charge: Charge, text: str, unit_cents: int, quantity: int = 1, discount_cents: int = 0) -> Line:
    start = charge.starts_on or timezone.localdate()
    return Line(
        text=text,
        quantity=quantity,
        unit_gross_cents=unit_cents,
        discount_cents=discount_cents,
        kind=name_supply(charge.order.terms.nature),
        period_start=start,
        period_end=charge.ends_on - timedelta(days=1) if charge.ends_on else start,
        treatment=read_treatment(charge.order),
    )


def word_rest(charge: Charge, cents: int) -> Line:
    """A part that came back to us after it was credited: a refund that failed, a chargeback that was undone."""
    with translation.override(charge.order.language):
        text = _("%(title)s: bedrag dat weer bij ons is") % {"title": charge.order.terms.title}
    line = make_line(charge, text, cents)
    while line.payable_cents < cents:  # where the buyer pays without VAT, prices are shown with it
        missing = max(1, cents - line.payable_cents)
        line = make_line(charge, text, line.unit_gross_cents + missing)
    return line


def write_credit_notes(charge: Charge, entry: MoneyEntry, cents: int) -> None:
    """Of the newest invoices of this charge, as far as each goes."""
    for place, invoice in enumerate(list_invoices(charge, entry)):
        part = min(cents, find_left(invoice))
        if part <= 0:
            continue
        on = timezone.localdate(entry.happened_at)
        note = issue_credit_note(
            origin=name_origin(entry, place),
            invoice=invoice,
            paid_back_cents=part,
            reason=word_reason(charge.order, entry),
            on=on,
        )
        mail_after_commit(note)
        cents -= note.total_cents
        if cents <= 0:
            return


def list_invoices(charge: Charge, entry: MoneyEntry) -> Iterator[Invoice]:
    """Those from before this movement, newest first, without credit notes: the same list for ever."""
    before = MoneyEntry.objects.filter(payment__charge=charge, kind__in=MoneyEntry.COMING_IN, pk__lt=entry.pk)
    origins = [name_origin(one) for one in before]
    yield from Invoice.objects.filter(origin__in=origins).select_related("entry").order_by("-pk")


def word_reason(order: Order, entry: MoneyEntry) -> str:
    with translation.override(order.language):
        return str(MoneyEntry.Kind(entry.kind).label)


def hand_over_invoices(order: Order, user: User) -> None:
    """Those of before anybody knew whose order it is."""
    entries = list(MoneyEntry.objects.filter(payment__charge__order=order))
    origins = [name_origin(entry, place) for entry in entries for place in range(len(entries))]
    found = Invoice.objects.filter(origin__in=origins)
    InvoiceOwner.objects.bulk_create([InvoiceOwner(invoice=one, user=user) for one in found], ignore_conflicts=True)


def book_waiting() -> Iterator[str]:
    """Work of `run_due`: orders whose money came in while the issuer was incomplete."""
    waiting = list(Order.objects.filter(is_booked=False).values_list("pk", flat=True))
    if waiting and not may_invoice():
        yield f"{len(waiting)} orders are paid and not invoiced: fill in who sells, under Instellingen"
        return
    for number in waiting:
        with transaction.atomic():
            order = Order.objects.select_for_update().get(pk=number)
            book(order, load_charges(order))
