"""Book years whose term is over: their invoices go, all at once, and their sums and the end of their chain stay.

Seven years from the end of the book year (art. 52(4) AWR), and ten for what was declared through the One-Stop-Shop
(art. 369k(2) VAT Directive), which has a series of its own. The book keeps its entries, which hold nothing personal, so
it can be verified from its first number on for as long as it lasts.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone

from legal.ledger.append_only import lifted

from .models import BookEntry, Counter, Invoice, InvoiceMail, InvoiceOwner, RemovedYear
from .numbering import OSS_SERIES
from .totals import Totals

KEPT, KEPT_OSS = 7, 10  # years from the end of the book year


def find_last_day(series: str, year: int) -> date:
    """On which the invoices of this year are still kept."""
    return date(year + (KEPT_OSS if series.endswith(OSS_SERIES) else KEPT), 12, 31)


def remove_old_years() -> Iterator[str]:
    """Work of `run_due`; on one day of the year there is something to do."""
    years = BookEntry.objects.filter(invoice__isnull=False).values_list("series", "year").distinct()
    for series, year in years.order_by("series", "year"):
        if find_last_day(series, year) < timezone.localdate():
            remove_year(series, year)
    yield from ()


def remove_year(series: str, year: int) -> None:
    """All or nothing. The database refuses to remove an invoice; for this one act it is told otherwise."""
    with transaction.atomic():
        list(Counter.objects.select_for_update().filter(series=series, year=year))
        invoices = Invoice.objects.filter(entry__series=series, entry__year=year)
        if not invoices.exists():
            return
        keep_sums(series, year)
        for beside in (InvoiceMail, InvoiceOwner):
            beside.objects.filter(invoice__in=invoices).delete()
        with lifted(connection, Invoice._meta.db_table):
            invoices._raw_delete("default")


def keep_sums(series: str, year: int) -> None:
    invoices = Invoice.objects.of_year(year).filter(entry__series=series)
    last = BookEntry.objects.filter(series=series, year=year).aggregate(last=Max("sequence"))["last"]
    RemovedYear.objects.create(
        series=series,
        year=year,
        last_number=last,
        last_sha256=BookEntry.objects.get(series=series, year=year, sequence=last).sha256,
        totals=[total.describe() for total in Totals(invoices.iterator())],
        removed_on=timezone.localdate(),
    )
