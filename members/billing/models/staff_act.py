"""What a colleague did about an order, and why."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from .order import Order


class StaffAct(models.Model):
    """Written once, in the transaction of what was done. `key` is that of the form: sent twice, it is done once.

    Goes with an order for which no money ever moved, when its account is erased. That something was done, when and by
    whom stays in Wagtail's log, which names nobody.
    """

    class Kind(models.TextChoices):
        REFUNDED = "refunded", _("Geld teruggegeven")
        WAIVED = "waived", _("Bedrag kwijtgescholden")
        GRANTED = "granted", _("Toegang gegeven")
        ENDED = "ended", _("Beëindigd")

    key = models.UUIDField(unique=True, editable=False)
    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="staff_acts", verbose_name=_("bestelling"))
    kind = models.CharField(_("wat"), max_length=20, choices=Kind.choices)
    reason = models.CharField(_("reden"), max_length=500)
    facts = models.JSONField(default=dict)
    actor = models.BigIntegerField(_("account van de medewerker"))
    done_at = models.DateTimeField(_("wanneer"))

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("handeling van een medewerker")
        verbose_name_plural = _("handelingen van medewerkers")
        ordering = ["pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.kind} {self.order}"

    def save(self, *args: Any, **options: Any) -> None:
        super().save(*args, **(options | {"force_insert": True}))
