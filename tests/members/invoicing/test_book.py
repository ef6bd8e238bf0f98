"""`verify_ledger` finds whatever somebody with the database in their hands does to the book."""

from collections.abc import Callable
from datetime import date

import pytest

from legal.ledger.models import Position
from legal.ledger.sealing import seal_ledger
from members.invoicing.issuer import Issuer
from members.invoicing.models import BookEntry, Counter, Invoice, InvoiceMail, RemovedYear
from tests.factories.invoices import credit, issue, make_line
from tests.legal.tampering import list_faults, plant, remove

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _three_invoices_and_a_credit_note(issuer: Issuer) -> None:
    first, _second, _third = issue(), issue(make_line(4900)), issue()
    credit(first, 1000)


def find(sequence: int) -> Invoice:
    return Invoice.objects.get(entry__sequence=sequence)


def take_out(sequence: int) -> None:
    """The invoice, its entry, and its leaf: all that there is of it."""
    invoice = find(sequence)
    InvoiceMail.objects.filter(invoice=invoice).delete()
    for row in (invoice, invoice.entry, invoice.entry.leaf):
        remove(row)


def change(sequence: int, **columns: object) -> None:
    Invoice.objects.filter(entry__sequence=sequence).update(**columns)


def change_entry(sequence: int, **columns: object) -> None:
    BookEntry.objects.filter(sequence=sequence).update(**columns)


def rewrite(sequence: int) -> None:
    """Somebody who knows how it works: another amount, and a hash that fits."""
    invoice = find(sequence)
    words = invoice.snapshot.replace("Kim Kanarie", "Kim Koolmees")
    change(sequence, snapshot=words)


def wind_back() -> None:
    """The last number, and the counter with it."""
    Position.objects.filter(leaf=find(4).entry.leaf)._raw_delete("default")
    take_out(4)
    Counter.objects.update(last_number=3, last_sha256=find(3).entry.sha256)


def test_a_book_that_nobody_touched_has_no_faults() -> None:
    assert list_faults() == []


@pytest.mark.parametrize(
    ("breach", "fault"),
    [
        (lambda: rewrite(2), "invoice WF2026-00002: was changed"),
        (lambda: change(2, vat_cents=0, net_cents=4900), "its columns say something else: net_cents, vat_cents"),
        (lambda: change(2, issued_on=date(2020, 1, 1)), "its columns say something else: issued_on"),
        (lambda: take_out(2), "invoices of WF2026: number 2 is missing"),
        (lambda: take_out(2), "invoice WF2026-00003: does not follow on the one before it"),
        (lambda: take_out(4), "invoices of WF2026: 4 numbers were given out, and 3 are on record"),
        (lambda: remove(InvoiceMail.objects.get(pk=find(3).pk)) or remove(find(3)), "invoice WF2026-00003: is missing"),
        (lambda: change_entry(2, previous_sha256="0" * 64), "invoice WF2026-00002: does not follow on the one before"),
        (lambda: change_entry(2, sha256="0" * 64), "leaf "),
        (lambda: change_entry(3, number="WF2026-00009"), "not the number of its place"),
        (lambda: Counter.objects.all().delete(), "0 numbers were given out, and 4 are on record"),
        (lambda: Counter.objects.update(last_sha256="0" * 64), "the last one is not the one that was given its number"),
    ],
)
def test_what_somebody_did_to_it_is_found(breach: Callable[[], object], fault: str) -> None:
    assert [line for line in plant(breach) if fault in line] != []


def test_a_last_number_that_is_taken_back_with_all_that_knows_of_it_is_missed_by_the_seals() -> None:
    """The entry, the leaf, its place and the counter: what is left is what was sealed and mailed before."""
    seal_ledger()
    assert plant(wind_back) != []


def test_more_credit_than_there_was_is_found() -> None:
    faults = plant(lambda: change(4, total_cents=9999, net_cents=9999 - find(4).vat_cents))
    assert [line for line in faults if "invoice WF2026-00001: more was credited than it was" in line] != []


def test_a_year_that_was_removed_too_early_is_found() -> None:
    def breach() -> None:
        InvoiceMail.objects.all().delete()
        last = find(4).entry
        for invoice in Invoice.objects.all():
            remove(invoice)
        facts = {"last_number": 4, "last_sha256": last.sha256, "totals": [], "removed_on": date(2026, 11, 23)}
        RemovedYear.objects.create(series="WF", year=2026, **facts)

    assert plant(breach) == ["invoices of WF2026: removed before their term was over"]
