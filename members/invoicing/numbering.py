"""Numbers without gaps: the next one of a series and year is taken from a locked row, in the transaction that writes
the invoice. When that is rolled back, the number was never given out.

Credit notes have the numbers of the series of their invoice. The law allows one of their own, but a credit note is an
invoice too (art. 219 VAT Directive), and in one series each stands in its place between the others: none can be left
out without a gap.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from legal.ledger.canonical import encode_canonically
from legal.ledger.recording import append_leaf

from .models import BookEntry, Counter

OSS_SERIES = "OSS"


def name_series(series: str, *, is_oss: bool) -> str:
    """What is sold under the One-Stop-Shop is declared apart and kept longer, so it has a series of its own."""
    return f"{series}{OSS_SERIES}" if is_oss else series


@dataclass(frozen=True)
class Place:
    """The next place in a series, held until the transaction ends."""

    series: str
    issued_on: date
    sequence: int
    previous_sha256: str  # empty for the first of a series

    @property
    def number(self) -> str:
        return f"{self.series}{self.issued_on.year}-{self.sequence:05}"


def take_place(series: str) -> Place:
    """Waits for whoever has the place before. Dates in a series never go back, also not when a clock does.

    Raises `TransactionManagementError` outside a transaction.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("A number is given out in the transaction of its invoice.")
    Counter.objects.bulk_create([Counter(series=series, year=timezone.localdate().year)], ignore_conflicts=True)
    counters = list(Counter.objects.select_for_update().filter(series=series).order_by("year"))
    newest, used = counters[-1], [counter for counter in counters if counter.last_issued_on]
    last_day = used[-1].last_issued_on if used else None
    today = max(timezone.localdate(), last_day) if last_day else timezone.localdate()
    if today.year > newest.year:  # it was midnight while this waited
        newest = Counter.objects.create(series=series, year=today.year)
    return Place(series, today, newest.last_number + 1, used[-1].last_sha256 if used else "")


def fill_place(place: Place, sha256: str) -> BookEntry:
    """Puts the invoice with this hash on record; from now on the next one waits for this transaction."""
    leaf = append_leaf(kind="invoice", entry=encode_entry(place.number, sha256, place.previous_sha256))
    Counter.objects.filter(series=place.series, year=place.issued_on.year).update(
        last_number=place.sequence, last_sha256=sha256, last_issued_on=place.issued_on
    )
    return BookEntry.objects.create(
        series=place.series,
        year=place.issued_on.year,
        sequence=place.sequence,
        number=place.number,
        sha256=sha256,
        previous_sha256=place.previous_sha256,
        leaf=leaf,
    )


def encode_entry(number: str, sha256: str, previous_sha256: str) -> bytes:
    """What the leaf is the hash of."""
    return encode_canonically({"invoice": number, "previous": previous_sha256, "sha256": sha256})
