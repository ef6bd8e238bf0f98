"""The book: one entry for each number that was given out, for ever, and the invoices themselves for as long as the law
wants them.
"""

from __future__ import annotations

import json
from functools import cached_property
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from legal.ledger.append_only import AppendOnly
from legal.ledger.models import Leaf

from ..querysets import InvoiceQuerySet


class Counter(models.Model):
    """The last number of a series in a year. Whoever gives out the next one holds this row until that is committed."""

    series = models.CharField(max_length=8)
    year = models.PositiveSmallIntegerField()
    last_number = models.PositiveIntegerField(default=0)
    last_sha256 = models.CharField(max_length=64, blank=True)
    last_issued_on = models.DateField(null=True)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["series", "year"], name="one_counter_per_series_and_year")]

    def __str__(self) -> str:
        return f"{self.series}{self.year}: {self.last_number}"


class BookEntry(AppendOnly):
    """A number and the SHA-256 of the invoice that has it; nothing personal, so this is never removed.

    Each names the hash of the one before it in its series, and all are leaves of the ledger: a changed, missing or
    added invoice shows, also when it was the last.
    """

    series = models.CharField(_("serie"), max_length=8)
    year = models.PositiveSmallIntegerField(_("boekjaar"))
    sequence = models.PositiveIntegerField(_("volgnummer"))
    number = models.CharField(_("nummer"), max_length=20, unique=True)
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    previous_sha256 = models.CharField(_("SHA-256 van de vorige"), max_length=64, blank=True)  # empty for the first
    leaf = models.OneToOneField(Leaf, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("regel in het factuurboek")
        verbose_name_plural = _("regels in het factuurboek")
        default_permissions = ()
        ordering = ["series", "year", "sequence"]
        constraints = [
            models.UniqueConstraint(fields=["series", "year", "sequence"], name="each_number_given_out_once")
        ]

    def __str__(self) -> str:
        return self.number


class Invoice(AppendOnly):
    """A sale, or a credit note that takes one back, frozen as `snapshot`: canonical JSON, from which everything that
    shows it is made. The columns repeat what lists and sums need. It names no account: see `InvoiceOwner`.
    """

    class Kind(models.TextChoices):
        INVOICE = "invoice", _("factuur")
        CREDIT_NOTE = "credit_note", _("creditfactuur")

    entry = models.OneToOneField(BookEntry, models.PROTECT, related_name="invoice", verbose_name=_("nummer"))
    origin = models.UUIDField(_("herkomst"), unique=True)  # of the sale or refund; the same one again changes nothing
    kind = models.CharField(_("soort"), max_length=12, choices=Kind)
    credits = models.ForeignKey(
        BookEntry, models.PROTECT, null=True, related_name="credit_notes", verbose_name=_("bij factuur")
    )
    issued_on = models.DateField(_("factuurdatum"))
    language = models.CharField(_("taal"), max_length=10)
    treatments = models.CharField(_("btw"), max_length=40)  # codes of VatTreatment between bars: |S|E|
    # What was paid, or paid back: never negative.
    net_cents = models.PositiveBigIntegerField(_("zonder btw"))
    vat_cents = models.PositiveBigIntegerField(_("btw"))
    total_cents = models.PositiveBigIntegerField(_("totaal"))
    calculation_version = models.PositiveSmallIntegerField(_("versie van de berekening"))
    snapshot = models.TextField(_("inhoud"))

    objects: ClassVar[models.Manager[Invoice]] = InvoiceQuerySet.as_manager()

    class Meta:
        verbose_name = _("factuur")
        verbose_name_plural = _("facturen")
        default_permissions = ("view",)
        ordering = ["-entry_id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind="invoice", credits=None) | models.Q(kind="credit_note", credits__isnull=False),
                name="only_credit_notes_credit",
            ),
            models.CheckConstraint(
                condition=models.Q(total_cents=models.F("net_cents") + models.F("vat_cents")),
                name="total_is_net_and_vat",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        return self.entry.number

    @property
    def is_credit_note(self) -> bool:
        return self.kind == self.Kind.CREDIT_NOTE

    @property
    def signed_total_cents(self) -> int:
        """Negative for what was paid back."""
        return -self.total_cents if self.is_credit_note else self.total_cents

    @cached_property
    def facts(self) -> dict[str, Any]:
        """The snapshot, read. See `snapshots.py` for what stands in it."""
        return dict(json.loads(self.snapshot))

    def get_absolute_url(self) -> str:
        return reverse("invoices:pdf", args=[self.number])


class InvoiceOwner(models.Model):
    """Whose account this was bought with. Goes with the account; the invoice stays."""

    invoice = models.OneToOneField(Invoice, models.CASCADE, related_name="owner", primary_key=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="invoice_links")

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.invoice_id}: {self.user_id}"


class InvoiceMail(models.Model):
    """That the buyer gets this invoice by mail. Claimed before it is sent: a crash neither loses nor doubles it."""

    invoice = models.OneToOneField(Invoice, models.CASCADE, related_name="mail", primary_key=True)
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    refusal = models.CharField(max_length=200, blank=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.invoice_id)


class RemovedYear(AppendOnly):
    """What is left of the invoices of a book year whose term is over: its sums, and where its chain ended."""

    series = models.CharField(_("serie"), max_length=8)
    year = models.PositiveSmallIntegerField(_("boekjaar"))
    last_number = models.PositiveIntegerField(_("laatste nummer"))
    last_sha256 = models.CharField(_("SHA-256 van de laatste"), max_length=64)
    totals = models.JSONField(_("totalen"))
    removed_on = models.DateField(_("verwijderd op"))

    class Meta:
        verbose_name = _("verwijderd boekjaar")
        verbose_name_plural = _("verwijderde boekjaren")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["series", "year"], name="each_year_removed_once")]

    def __str__(self) -> str:
        return f"{self.series}{self.year}"
