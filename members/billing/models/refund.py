"""Money to give back, written down before the provider hears of it."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from members.membership.fields import CentsField

from ..querysets import RefundQuerySet
from .payment import Payment


class Refund(models.Model):
    """`key` goes along as metadata: after a lost answer it is looked for at the provider before anything is posted."""

    class Status(models.TextChoices):
        """Those of Mollie, and what comes before them."""

        INTENDED = "intended", _("Voorgenomen")
        QUEUED = "queued", _("Wacht op saldo")
        PENDING = "pending", _("In de wacht")
        PROCESSING = "processing", _("Onderweg")
        REFUNDED = "refunded", _("Terugbetaald")
        FAILED = "failed", _("Mislukt")
        CANCELED = "canceled", _("Geannuleerd")

    class Reason(models.TextChoices):
        WITHDRAWN = "withdrawn", _("Herroepen")
        REST = "rest", _("Rest van een opgezegde periode")
        TWICE = "twice", _("Dubbel betaald")
        MANDATE = "mandate", _("De cent van een andere rekening")
        STAFF = "staff", _("Door een medewerker")
        UNWANTED = "unwanted", _("Betaald nadat de bestelling was vervallen")
        PROVIDER = "provider", _("Gedaan bij Mollie")

    UNDONE = (Status.FAILED, Status.CANCELED)

    key = models.UUIDField(default=uuid4, unique=True, editable=False)
    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="refunds", verbose_name=_("betaling"))
    cents = CentsField(_("bedrag"), validators=[])
    reason = models.CharField(_("reden"), max_length=20, choices=Reason.choices)
    provider_id = models.CharField(max_length=64, null=True, blank=True, unique=True)
    status = models.CharField(_("stand"), max_length=12, choices=Status.choices, default=Status.INTENDED)
    intended_at = models.DateTimeField(_("besloten"))

    objects: ClassVar[Any] = RefundQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("terugbetaling")
        verbose_name_plural = _("terugbetalingen")
        ordering = ["-intended_at"]
        default_permissions = ("view",)

    def __str__(self) -> str:
        return self.provider_id or str(self.key)

    @property
    def is_standing(self) -> bool:
        return self.status not in self.UNDONE
