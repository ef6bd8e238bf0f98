"""The money ledger: what came in and what went back. Everything else about money follows from it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from legal.ledger.append_only import AppendOnly

from .payment import Payment


class MoneyEntry(AppendOnly):
    """One movement of money, once, as the provider reported it."""

    class Kind(models.TextChoices):
        PAID = "paid", _("Betaald")
        REFUNDED = "refunded", _("Terugbetaald")
        REFUND_FAILED = "refund_failed", _("Terugbetaling mislukt")
        CHARGED_BACK = "charged_back", _("Gestorneerd")
        CHARGEBACK_REVERSED = "chargeback_reversed", _("Stornering teruggedraaid")

    COMING_IN = (Kind.PAID, Kind.REFUND_FAILED, Kind.CHARGEBACK_REVERSED)

    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="entries", verbose_name=_("betaling"))
    kind = models.CharField(_("wat"), max_length=20, choices=Kind.choices)
    provider_id = models.CharField(_("nummer bij Mollie"), max_length=64)  # tr_… re_… chb_…
    cents = models.IntegerField(_("bedrag"))  # negative when it goes back
    happened_at = models.DateTimeField(_("wanneer"))
    recorded_at = models.DateTimeField(_("vastgelegd"), auto_now_add=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("geldbeweging")
        verbose_name_plural = _("geldbewegingen")
        ordering = ["pk"]
        default_permissions = ("view",)
        indexes = [models.Index(fields=["happened_at"], name="money_entry_by_moment")]
        constraints = [models.UniqueConstraint(fields=["kind", "provider_id"], name="each_movement_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.provider_id}"
