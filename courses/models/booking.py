"""Who booked a session, until it is over, and what they are still to be told."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ..querysets import BookingQuerySet
from .session import LiveSession


class News(models.TextChoices):
    """What somebody is still to be told by mail."""

    BOOKED = "booked", _("heeft een plek")
    WAITING = "waiting", _("staat op de wachtlijst")
    MOVED_UP = "moved_up", _("kreeg een plek van de wachtlijst")
    CHANGED = "changed", _("bijeenkomst is veranderd")
    CANCELLED = "cancelled", _("bijeenkomst gaat niet door")


class Booking(models.Model):
    """A seat, or a place on the waiting list. Cancelling removes the row, and so does the end of the session: who was
    there is never kept.

    Rows of one session are made one after another (see `courses.sessions.seats`), so their numbers are their order.
    """

    session = models.ForeignKey(
        LiveSession, on_delete=models.PROTECT, related_name="bookings", verbose_name=_("bijeenkomst")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("account")
    )
    is_waiting = models.BooleanField(_("op de wachtlijst"))
    news = models.CharField(_("nog te mailen"), max_length=20, choices=News.choices, blank=True, default="")
    created_at = models.DateTimeField(_("vastgelegd"), auto_now_add=True)

    objects: Any = BookingQuerySet.as_manager()
    wagtail_reference_index_ignore = True  # Wagtail's index would be a second list of who booked what

    class Meta:
        verbose_name = _("boeking")
        verbose_name_plural = _("boekingen")
        ordering = ["pk"]
        default_permissions = ("view",)
        constraints = [models.UniqueConstraint(fields=["session", "user"], name="one_booking_per_person")]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"
