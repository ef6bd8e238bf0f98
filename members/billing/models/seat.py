"""The seats of a team: who holds one, who held one, and who is asked to take one."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .order import Order


class Seat(models.Model):
    """One person for as long as they hold it; afterwards it stays, because access follows from it. `place` is one of
    the seats that were bought, from 1 to their number: two people never hold the same at once, by the database itself.
    """

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="seats", verbose_name=_("bestelling"))
    place = models.PositiveSmallIntegerField(_("plek"))
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    starts_at = models.DateTimeField(_("vanaf"))
    ends_at = models.DateTimeField(_("tot"), null=True, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("plek")
        verbose_name_plural = _("plekken")
        ordering = ["order", "place", "starts_at"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(
                fields=["order", "place"], condition=Q(ends_at__isnull=True), name="one_person_in_a_seat"
            ),
            models.UniqueConstraint(
                fields=["order", "user"], condition=Q(ends_at__isnull=True), name="one_seat_for_a_person"
            ),
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gte=F("starts_at")), name="seat_ends_after_it_starts"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order} {self.place}"


class Invitation(models.Model):
    """Gone once accepted, withdrawn or a month old, and the address with it."""

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField(_("e-mailadres"))
    invited_at = models.DateTimeField(_("uitgenodigd"))

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["invited_at", "pk"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["order", "email"], name="invited_once")]

    def __str__(self) -> str:
        return f"{self.order} {self.pk or ''}".strip()
