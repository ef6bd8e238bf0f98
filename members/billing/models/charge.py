"""What is to be paid once: for one period of a membership, or for all of another order."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from members.membership.fields import CentsField

from .order import Order


class Charge(models.Model):
    """One for each period, whatever is tried to collect it. It begins once its first day is known: an order begins on
    the day that it is paid.
    """

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="charges", verbose_name=_("bestelling"))
    number = models.PositiveIntegerField(_("periode"), default=1)
    cents = CentsField(_("bedrag"), validators=[])
    lines = models.JSONField(default=list)  # as the invoice will show them
    starts_on = models.DateField(_("eerste dag"), null=True, blank=True)
    ends_on = models.DateField(_("loopt tot"), null=True, blank=True)  # the first day after; none: for ever
    due_on = models.DateField(_("te betalen op"))
    # Nobody will pay this any more, and nobody is asked to.
    dropped_at = models.DateTimeField(_("vervallen"), null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("te betalen")
        verbose_name_plural = _("te betalen")
        ordering = ["order", "number"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(fields=["order", "number"], name="one_charge_for_each_period"),
            models.UniqueConstraint(fields=["order", "starts_on"], name="one_charge_for_each_first_day"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gt=F("starts_on")), name="charge_ends_after_it_starts"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order}-{self.number}"
