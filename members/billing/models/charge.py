"""What is to be paid once: for one period of a membership, or for all of another order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.membership.fields import CentsField

from ..querysets import ChargeQuerySet
from ..terms import Terms, read_terms
from .order import Order

if TYPE_CHECKING:
    from .payment import Payment


class Charge(models.Model):
    """One for each period, whatever is tried to collect it. It begins once its first day is known: an order begins on
    the day that it is paid. What is no period, or not yet, has the number 0.
    """

    class Purpose(models.TextChoices):
        PERIOD = "period", _("Periode")
        # To another plan at once: becomes a period, with the next number, when it is paid.
        SWITCH = "switch", _("Overstap")
        # One cent, which goes back by itself: it opens nothing, counts in no period, and gets no invoice.
        MANDATE = "mandate", _("Andere rekening")

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="charges", verbose_name=_("bestelling"))
    purpose = models.CharField(_("waarvoor"), max_length=10, choices=Purpose.choices, default=Purpose.PERIOD)
    number = models.PositiveIntegerField(_("periode"), default=1)
    terms_agreed = models.JSONField(null=True, blank=True)  # of the plan that it is for; none: as ordered
    cents = CentsField(_("bedrag"), validators=[])
    lines = models.JSONField(default=list)  # as the invoice will show them
    starts_on = models.DateField(_("eerste dag"), null=True, blank=True)
    ends_on = models.DateField(_("loopt tot"), null=True, blank=True)  # the first day after; none: for ever
    # A switch took its place at this moment; what was not used of it stands on the switch as a discount.
    replaced_at = models.DateTimeField(_("vervangen"), null=True, blank=True)
    due_on = models.DateField(_("te betalen op"))
    # Nobody will pay this any more, and nobody is asked to.
    dropped_at = models.DateTimeField(_("vervallen"), null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    loaded_payments: list[Payment] | None = None  # see balance.py

    objects: ClassVar[Any] = ChargeQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("te betalen")
        verbose_name_plural = _("te betalen")
        ordering = ["order", "number"]
        default_permissions = ("view",)
        indexes = [models.Index(fields=["starts_on"], name="charge_by_first_day")]
        constraints = [
            models.UniqueConstraint(
                fields=["order", "number"], condition=Q(number__gt=0), name="one_charge_for_each_period"
            ),
            models.UniqueConstraint(
                fields=["order", "starts_on"],
                condition=Q(replaced_at__isnull=True),
                name="one_charge_for_each_first_day",
            ),
            models.CheckConstraint(
                condition=~Q(purpose="mandate") | Q(number=0, starts_on__isnull=True), name="mandate_is_no_period"
            ),
            models.CheckConstraint(
                condition=~Q(purpose="switch") | Q(terms_agreed__isnull=False), name="switch_has_terms"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gt=F("starts_on")), name="charge_ends_after_it_starts"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order}-{self.number}" if self.number else str(self.order)

    @property
    def terms(self) -> Terms:
        """Of the plan that it is for: another than was ordered, once the member switched."""
        return read_terms(self.terms_agreed) if self.terms_agreed else self.order.terms

    @property
    def days_open(self) -> int:
        """Since it was to be paid."""
        return (timezone.localdate() - self.due_on).days
