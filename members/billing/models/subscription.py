"""A membership that goes on: when its next period begins, and whether there will be one."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ..calendar import add_months
from ..querysets import SubscriptionQuerySet
from ..terms import Terms, read_terms
from .order import Order


class Subscription(models.Model):
    """Made when its first charge is paid. `anchor_on` is the first day of period `anchor_number`: later periods are
    counted from it, so that one begun on the 31st comes back to the 31st.
    """

    order = models.OneToOneField(Order, on_delete=models.PROTECT, related_name="subscription")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="subscriptions"
    )
    terms_agreed = models.JSONField(default=dict)
    next_terms = models.JSONField(null=True, blank=True)  # after a switch: from the next period on
    anchor_on = models.DateField()
    anchor_number = models.PositiveIntegerField(default=1)
    # The last period that was expressly agreed; what comes after it was renewed tacitly.
    agreed_number = models.PositiveIntegerField(default=1)
    mandate_id = models.CharField(max_length=64, blank=True)
    cancelled_at = models.DateTimeField(_("opgezegd"), null=True, blank=True)
    ends_on = models.DateField(_("loopt tot"), null=True, blank=True)  # the first day without
    paused_on = models.DateField(_("gepauzeerd"), null=True, blank=True)
    resumes_on = models.DateField(_("gaat weer in"), null=True, blank=True)

    objects: ClassVar[Any] = SubscriptionQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("lidmaatschap")
        verbose_name_plural = _("lidmaatschappen")
        default_permissions = ("change", "view")
        indexes = [models.Index(fields=["mandate_id"], name="subscription_of_mandate")]
        constraints = [
            models.CheckConstraint(
                condition=Q(paused_on__isnull=True, resumes_on__isnull=True)
                | Q(paused_on__isnull=False, resumes_on__isnull=False, resumes_on__gte=F("paused_on")),
                name="pause_has_two_days",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(cancelled_at__isnull=False), name="ends_because_cancelled"
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.order}"

    @property
    def terms(self) -> Terms:
        return read_terms(self.terms_agreed)

    @property
    def upcoming_terms(self) -> Terms:
        """Of the next period: those agreed, unless the member switched."""
        return read_terms(self.next_terms or self.terms_agreed)

    @property
    def has_paused(self) -> bool:
        """Now or from the end of the paid period on."""
        return self.paused_on is not None

    def find_start(self, number: int) -> date:
        """The first day of this period."""
        months = self.terms.months or 0
        return add_months(self.anchor_on, months * (number - self.anchor_number))
