"""Everything about a book year for the accountant: tables, totals, every document, and the book itself."""

from __future__ import annotations

from collections.abc import Iterator

from django.template.loader import render_to_string

from ..documents.pdf import render_pdf
from ..documents.ubl import write_ubl
from ..models import Invoice
from ..totals import Totals
from .tables import list_rows, list_total_row, name_invoice_columns, name_total_columns, write_csv

AT_A_TIME = 100  # invoices in memory

File = tuple[str, bytes]


def list_years() -> list[int]:
    """With invoices in them, the newest first."""
    years = Invoice.objects.order_by("-entry__year").values_list("entry__year", flat=True)
    return list(years.distinct())


def export_year(year: int) -> Iterator[File]:
    """The names and contents of the files, read in one pass: what is issued meanwhile is in all of them or in none."""
    rows: list[list[str]] = []
    book: list[str] = []
    totals = Totals()
    for invoice in Invoice.objects.of_year(year).iterator(chunk_size=AT_A_TIME):
        rows += list_rows(invoice)
        book.append(invoice.snapshot)
        totals.add(invoice)
        yield f"pdf/{invoice.number}.pdf", render_pdf(invoice.facts)
        yield f"ubl/{invoice.number}.xml", write_ubl(invoice.facts)
    yield f"facturen-{year}.csv", write_csv(name_invoice_columns(), rows)
    yield f"totalen-{year}.csv", write_csv(name_total_columns(), map(list_total_row, totals))
    yield f"boek-{year}.jsonl", "".join(f"{snapshot}\n" for snapshot in book).encode()
    yield "LEESMIJ.txt", render_to_string("invoicing/export/LEESMIJ.txt", {"year": year, "count": len(book)}).encode()
