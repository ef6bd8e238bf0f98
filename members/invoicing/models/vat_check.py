"""What VIES said of a VAT number."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from legal.ledger.canonical import write_moment


class VatCheck(models.Model):
    """One number that was asked after. The name that VIES tells is not kept: the consultation number proves the answer.

    An answer that did not come is asked for again, in this same row. Rows that nothing refers to go after a while, so
    whatever needs one later points to it.
    """

    class Outcome(models.TextChoices):
        VALID = "valid", _("geldig")
        INVALID = "invalid", _("niet geldig")
        UNAVAILABLE = "unavailable", _("nog niet bekend")

    number = models.CharField(_("btw-nummer"), max_length=20, blank=True)  # empty when it was none by its form
    country = models.CharField(_("land"), max_length=2, blank=True)  # ISO 3166-1, so GR where the number has EL
    outcome = models.CharField(_("uitkomst"), max_length=12, choices=Outcome)
    consultation_number = models.CharField(_("raadplegingsnummer"), max_length=40, blank=True)
    requester = models.CharField(_("gevraagd door btw-nummer"), max_length=20, blank=True)
    fault = models.CharField(_("waarom er geen antwoord was"), max_length=60, blank=True)
    asked_at = models.DateTimeField(_("voor het eerst gevraagd"))
    at = models.DateTimeField(_("laatst gevraagd"))

    class Meta:
        verbose_name = _("controle van een btw-nummer")
        verbose_name_plural = _("controles van btw-nummers")
        default_permissions = ()
        indexes = [models.Index(fields=["outcome", "at"], name="vat_checks_to_repeat")]

    def __str__(self) -> str:
        """Without the number: that of somebody who works alone is theirs."""
        return f"{self.country} {self.outcome}".strip()

    @property
    def is_valid(self) -> bool:
        return self.outcome == self.Outcome.VALID

    @property
    def evidence(self) -> str:
        """For on record with the invoice: when it was asked, and the number under which VIES knows that."""
        return " ".join(filter(None, ("VIES", write_moment(self.at), self.consultation_number)))
