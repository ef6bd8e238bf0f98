"""A gift: paid by one person, opened by another, who has the code."""

from __future__ import annotations

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .order import Order


class Gift(models.Model):
    """The code itself is kept nowhere; see gifts/codes.py. The address of whom it is for is not asked. The words of
    the giver are forgotten when the gift has been opened for a month, or lapsed.
    """

    order = models.OneToOneField(Order, on_delete=models.CASCADE, related_name="gift", verbose_name=_("bestelling"))
    receiver_name = models.CharField(_("voor"), max_length=80, blank=True)
    message = models.TextField(_("bericht"), max_length=500, blank=True)
    # From here on nothing before the payment.
    seed = models.UUIDField(default=uuid4, editable=False)
    code_hash = models.CharField(max_length=64, null=True, blank=True, unique=True)
    lapses_on = models.DateField(_("te gebruiken tot"), null=True, blank=True)  # the first day on which it is over
    shown_at = models.DateTimeField(_("getoond"), null=True, blank=True)
    redeemed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("ingewisseld door"),
    )
    redeemed_at = models.DateTimeField(_("ingewisseld"), null=True, blank=True)
    starts_at = models.DateTimeField(_("gaat in"), null=True, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("cadeau")
        verbose_name_plural = _("cadeaus")
        default_permissions = ("view",)
        constraints = [
            models.CheckConstraint(
                condition=Q(redeemed_at__isnull=True, starts_at__isnull=True)
                | Q(redeemed_at__isnull=False, starts_at__isnull=False, code_hash__isnull=False),
                name="gift_begins_once_redeemed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.order}"
