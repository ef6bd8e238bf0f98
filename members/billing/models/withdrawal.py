"""That somebody withdrew from an order: what they declared, when, and what came of it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from members.membership.fields import CentsField

from .order import Order


class Withdrawal(models.Model):
    """Written once, also when there was no right: it was received, and its receipt says so. The words name the order,
    and nobody: who made it stands there.
    """

    class Outcome(models.TextChoices):
        VALID = "valid", _("Geldig")
        WAIVED = "waived", _("Afgezien van bedenktijd")
        LATE = "late", _("Te laat")
        BUSINESS = "business", _("Besteld voor een bedrijf")
        OPENED = "opened", _("Cadeau al uitgepakt")
        ENDED = "ended", _("Al eerder beëindigd")

    order = models.OneToOneField(
        Order, on_delete=models.PROTECT, related_name="withdrawal", verbose_name=_("bestelling")
    )
    wording = models.TextField(_("woorden"))
    language = models.CharField(_("taal"), max_length=10, choices=settings.LANGUAGES)
    declared_at = models.DateTimeField(_("ontvangen"))
    last_day = models.DateField(_("laatste dag van de bedenktijd"))
    outcome = models.CharField(_("uitkomst"), max_length=10, choices=Outcome.choices)
    cents = CentsField(_("komt terug"), default=0, validators=[])

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("herroeping")
        verbose_name_plural = _("herroepingen")
        ordering = ["-declared_at"]
        default_permissions = ("view",)

    def __str__(self) -> str:
        return str(self.order)

    def save(self, *args: Any, **options: Any) -> None:
        super().save(*args, **(options | {"force_insert": True}))

    @property
    def is_valid(self) -> bool:
        return self.outcome == self.Outcome.VALID
