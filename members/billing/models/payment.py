"""One try to collect a charge, written down before the provider hears of it."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from members.membership.fields import CentsField

from ..querysets import PaymentQuerySet
from .charge import Charge


class Payment(models.Model):
    """`key` is the idempotency key of the call that makes it, the metadata by which it is found again, and part of its
    webhook's address. At most one of a charge is under way: the database holds that.
    """

    class Status(models.TextChoices):
        """Those of Mollie, and what comes before them."""

        INTENDED = "intended", _("Voorgenomen")
        OPEN = "open", _("Wacht op de klant")
        PENDING = "pending", _("Onderweg")
        AUTHORIZED = "authorized", _("Toegezegd")
        PAID = "paid", _("Betaald")
        CANCELED = "canceled", _("Geannuleerd")
        EXPIRED = "expired", _("Verlopen")
        FAILED = "failed", _("Mislukt")
        LOST = "lost", _("Nooit aangekomen")

    class Sequence(models.TextChoices):
        ONE_OFF = "oneoff", _("Eenmalig")
        FIRST = "first", _("Eerste, met machtiging")
        RECURRING = "recurring", _("Automatisch")

    UNDER_WAY = (Status.INTENDED, Status.OPEN, Status.PENDING, Status.AUTHORIZED)
    FAILURES = (Status.CANCELED, Status.EXPIRED, Status.FAILED, Status.LOST)

    key = models.UUIDField(default=uuid4, unique=True, editable=False)
    charge = models.ForeignKey(Charge, on_delete=models.PROTECT, related_name="payments", verbose_name=_("te betalen"))
    sequence = models.CharField(_("hoe"), max_length=10, choices=Sequence.choices)
    cents = CentsField(_("bedrag"), validators=[])
    request = models.JSONField(default=dict)  # word for word what is posted: the same key must carry the same words
    customer_id = models.CharField(max_length=64, blank=True)
    provider_id = models.CharField(_("nummer bij Mollie"), max_length=64, null=True, blank=True, unique=True)
    status = models.CharField(_("stand"), max_length=12, choices=Status.choices, default=Status.INTENDED)
    method = models.CharField(_("betaalmethode"), max_length=30, blank=True)
    failure = models.CharField(_("reden"), max_length=100, blank=True)
    mandate_id = models.CharField(max_length=64, blank=True)
    mandate_revoked_at = models.DateTimeField(null=True, blank=True)  # of the mandate that this first payment made
    checkout_url = models.URLField(max_length=500, blank=True)
    intended_at = models.DateTimeField(_("begonnen"))
    concluded_at = models.DateTimeField(_("afgelopen"), null=True, blank=True)
    asked_at = models.DateTimeField(_("nagevraagd"), null=True, blank=True)  # when the provider last told of it

    objects: ClassVar[Any] = PaymentQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("betaling")
        verbose_name_plural = _("betalingen")
        ordering = ["-intended_at", "-pk"]
        default_permissions = ("view",)
        indexes = [
            models.Index(fields=["status", "asked_at"], name="payment_to_ask_about"),
            models.Index(fields=["intended_at"], name="payment_by_intention"),
            models.Index(fields=["concluded_at"], name="payment_by_conclusion"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["charge"],
                condition=Q(status__in=["intended", "open", "pending", "authorized"]),
                name="one_payment_under_way",
            ),
        ]

    def __str__(self) -> str:
        return self.provider_id or str(self.key)

    @property
    def is_under_way(self) -> bool:
        return self.status in self.UNDER_WAY
