"""Live sessions, who booked a seat, and each member's calendar address."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import DraftStateMixin, LockableMixin, PreviewableMixin, RevisionMixin, WorkflowMixin

from ..querysets import BookingQuerySet, SessionQuerySet
from .course import CoursePage

MOST_SEATS = 500


class LiveSession(WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, PreviewableMixin, models.Model):
    """One meeting of a course, at a place or online. How to join it is only for who booked."""

    course = models.ForeignKey(CoursePage, on_delete=models.PROTECT, related_name="sessions", verbose_name=_("cursus"))
    title = models.CharField(_("titel"), max_length=120)
    starts_at = models.DateTimeField(_("begint"))
    ends_at = models.DateTimeField(_("eindigt"))
    place = models.CharField(
        _("plaats"), max_length=200, blank=True, help_text=_("Voor iedereen te lezen. Leeg betekent: online.")
    )
    language = models.CharField(_("taal"), max_length=10, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE)
    seats = models.PositiveSmallIntegerField(
        _("plaatsen"), validators=[MinValueValidator(1), MaxValueValidator(MOST_SEATS)]
    )
    link = models.URLField(
        _("adres om mee te doen"), blank=True, help_text=_("Alleen te zien voor wie een plek heeft.")
    )
    joining = models.TextField(
        _("hoe je meedoet"), max_length=1000, blank=True, help_text=_("Alleen te zien voor wie een plek heeft.")
    )

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("bijeenkomst")
        verbose_name_plural = _("bijeenkomsten")
        ordering = ["starts_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="session_ends_after_it_starts",
                violation_error_message=_("De bijeenkomst eindigt voor ze begint. Kies een later einde."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": _("De bijeenkomst eindigt voor ze begint. Kies een later einde.")})

    @property
    def access_course_key(self) -> UUID:
        return self.course.access_key

    @property
    def access_rule(self) -> str:
        return self.course.access_rule


class Booking(models.Model):
    """A seat, or a place on the waiting list. Cancelling removes the row, and so does the end of the session: who was
    there is never kept.
    """

    session = models.ForeignKey(
        LiveSession, on_delete=models.CASCADE, related_name="bookings", verbose_name=_("bijeenkomst")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("account")
    )
    is_waiting = models.BooleanField(_("op de wachtlijst"))
    created_at = models.DateTimeField(_("vastgelegd"), auto_now_add=True)

    objects: Any = BookingQuerySet.as_manager()

    class Meta:
        verbose_name = _("boeking")
        verbose_name_plural = _("boekingen")
        ordering = ["created_at", "pk"]
        default_permissions = ("view",)
        constraints = [models.UniqueConstraint(fields=["session", "user"], name="one_booking_per_person")]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


class CalendarAddress(models.Model):
    """The secret behind a member's own calendar address; another one makes the former useless."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="calendar_address",
        verbose_name=_("account"),
    )
    secret = models.CharField(_("geheim"), max_length=64, unique=True)
    created_at = models.DateTimeField(_("vastgelegd"), auto_now_add=True)

    class Meta:
        verbose_name = _("agenda-adres")
        verbose_name_plural = _("agenda-adressen")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"
