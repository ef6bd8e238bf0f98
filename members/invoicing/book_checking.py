"""What `verify_ledger` asks of the book: that every number is there once, in its place, with its own invoice.

The leaves of the ledger hold the entries to their hashes; this holds the entries to one another, to the counters and to
the invoices.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from django.db.models import Max, Sum

from legal.ledger.one_moment import FETCHED

from .models import BookEntry, Counter, Invoice, RemovedYear
from .numbering import encode_entry
from .removing import find_last_day

# Columns that repeat the snapshot, by its names.
REPEATED = {
    "kind": "kind",
    "language": "language",
    "net_cents": "net",
    "vat_cents": "vat",
    "total_cents": "total",
    "calculation_version": "calculation_version",
}


def read_entries() -> Iterator[tuple[int, bytes]]:
    """For the ledger: the leaf of each entry, and what it is the hash of."""
    rows = BookEntry.objects.order_by("leaf_id").values_list("leaf_id", "number", "sha256", "previous_sha256")
    for leaf, *entry in rows.iterator(chunk_size=FETCHED):
        yield leaf, encode_entry(*entry)


def find_broken_chains() -> Iterator[str]:
    """Gaps, numbers that are not those of their place, and hashes that do not follow on the one before."""
    rows = BookEntry.objects.order_by("series", "year", "sequence")
    for _series, entries in groupby(rows.iterator(chunk_size=FETCHED), key=lambda entry: entry.series):
        previous, year, expected = "", 0, 1
        for entry in entries:
            year, expected = (year, expected) if entry.year == year else (entry.year, 1)
            if entry.sequence != expected:
                yield f"invoices of {entry.series}{entry.year}: number {expected} is missing"
            if entry.number != f"{entry.series}{entry.year}-{entry.sequence:05}":
                yield f"invoice {entry.number}: not the number of its place"
            if entry.previous_sha256 != previous:
                yield f"invoice {entry.number}: does not follow on the one before it"
            previous, expected = entry.sha256, entry.sequence + 1


def find_missing_tails() -> Iterator[str]:
    """Numbers that were given out last and are gone, or that the counter knows nothing of."""
    counters = {(one.series, one.year): one for one in Counter.objects.filter(last_number__gt=0)}
    ends = {
        (row["series"], row["year"]): row["last"]
        for row in BookEntry.objects.values("series", "year").annotate(last=Max("sequence")).order_by("series", "year")
    }
    for series, year in sorted(counters.keys() | ends.keys()):
        counter, last = counters.get((series, year)), ends.get((series, year), 0)
        if counter is None or counter.last_number != last:
            given = counter.last_number if counter else 0
            yield f"invoices of {series}{year}: {given} numbers were given out, and {last} are on record"
        elif not BookEntry.objects.filter(series=series, year=year, sequence=last, sha256=counter.last_sha256).exists():
            yield f"invoices of {series}{year}: the last one is not the one that was given its number"


def find_changed_invoices() -> Iterator[str]:
    """Invoices that are not what their entry holds the hash of, and columns that say something else."""
    rows = Invoice.objects.select_related("entry", "credits").order_by("entry__leaf_id")
    for invoice in rows.iterator(chunk_size=FETCHED):
        if hashlib.sha256(invoice.snapshot.encode()).hexdigest() != invoice.entry.sha256:
            yield f"invoice {invoice.number}: was changed"
        elif wrong := list_wrong_columns(invoice):
            yield f"invoice {invoice.number}: its columns say something else: {', '.join(wrong)}"


def list_wrong_columns(invoice: Invoice) -> list[str]:
    facts = json.loads(invoice.snapshot)
    expected: dict[str, Any] = {column: facts[name] for column, name in REPEATED.items()}
    credited = facts["credits"]["number"] if facts["credits"] else None
    found = {column: getattr(invoice, column) for column in REPEATED}
    expected |= {"issued_on": facts["issued_on"], "origin": facts["origin"], "credits": credited}
    expected |= {"number": facts["number"], "previous": facts["previous"]}
    found |= {"issued_on": invoice.issued_on.isoformat(), "origin": str(invoice.origin)}
    found |= {"credits": invoice.credits.number if invoice.credits else None}
    found |= {"number": invoice.number, "previous": invoice.entry.previous_sha256}
    return [name for name, value in expected.items() if found[name] != value]


def find_missing_invoices() -> Iterator[str]:
    """An invoice goes only with its whole book year, when the term of that is over."""
    removed = {(one.series, one.year): one for one in RemovedYear.objects.all()}
    for entry in BookEntry.objects.filter(invoice=None).order_by("leaf_id").iterator(chunk_size=FETCHED):
        if (entry.series, entry.year) not in removed:
            yield f"invoice {entry.number}: is missing"
    for one in removed.values():
        yield from find_wrong_removals(one)


def find_wrong_removals(one: RemovedYear) -> Iterator[str]:
    name = f"invoices of {one.series}{one.year}"
    entries = BookEntry.objects.filter(series=one.series, year=one.year)
    if one.removed_on <= find_last_day(one.series, one.year):
        yield f"{name}: removed before their term was over"
    if not entries.filter(sequence=one.last_number, sha256=one.last_sha256).exists():
        yield f"{name}: removed, and what is on record of that is not how they ended"
    if Invoice.objects.filter(entry__in=entries).exists():
        yield f"{name}: removed, and still there"


def find_too_much_credit() -> Iterator[str]:
    """Invoices of which more was credited than they were."""
    rows = Invoice.objects.filter(kind=Invoice.Kind.CREDIT_NOTE).values(
        "credits__number", "credits__invoice__total_cents"
    )
    for row in rows.annotate(credited=Sum("total_cents")).order_by("credits__number"):
        total = row["credits__invoice__total_cents"]
        if total is not None and row["credited"] > total:
            yield f"invoice {row['credits__number']}: more was credited than it was"


CHECKS = (
    find_broken_chains,
    find_missing_tails,
    find_changed_invoices,
    find_missing_invoices,
    find_too_much_credit,
)
