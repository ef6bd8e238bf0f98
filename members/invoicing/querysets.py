"""Which invoices."""

from __future__ import annotations

from typing import Any

from django.db import models


class InvoiceQuerySet(models.QuerySet[Any]):
    def of(self, person: Any) -> InvoiceQuerySet:
        """Bought with this account."""
        return self.filter(owner__user=person.pk)

    def with_number(self, number: str) -> InvoiceQuerySet:
        return self.filter(entry__number=number)

    def newest_first(self) -> InvoiceQuerySet:
        return self.select_related("entry").order_by("-entry__leaf_id")

    def of_year(self, year: int) -> InvoiceQuerySet:
        """In the order of the book."""
        rows = self.filter(entry__year=year).select_related("entry", "credits")
        return rows.order_by("entry__series", "entry__sequence")

    def treated(self, code: str) -> InvoiceQuerySet:
        """With a line of this treatment: the `code` of a VatTreatment."""
        return self.filter(treatments__contains=f"|{code}|")

    def crediting(self, invoice: Any) -> InvoiceQuerySet:
        return self.filter(credits=invoice.entry_id).order_by("entry__leaf_id")
