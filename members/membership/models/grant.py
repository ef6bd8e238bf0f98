"""A grant: who may see what, from when until when, and where that came from."""

from datetime import date, datetime, timedelta
from typing import ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from ..querysets import GrantQuerySet


class Grant(models.Model):
    """One period of access. It is a record: it ends, and is never taken out of the history."""

    class Source(models.TextChoices):
        STAFF = "staff", _("Gegeven door een medewerker")
        PURCHASE = "purchase", _("Gekocht")
        MEMBERSHIP = "membership", _("Lidmaatschap")
        TRIAL = "trial", _("Proefperiode")
        SEAT = "seat", _("Plek in een team")
        GIFT = "gift", _("Cadeau")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="grants", verbose_name=_("account")
    )
    # A course is named by its translation key, equal in every language; empty means every course (a membership).
    course = models.UUIDField(_("cursus"), null=True, blank=True)
    starts_at = models.DateTimeField(_("begint"))
    ends_at = models.DateTimeField(_("eindigt"), null=True, blank=True)
    source = models.CharField(_("herkomst"), max_length=20, choices=Source.choices, default=Source.STAFF)
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("gegeven door"),
    )
    # The order that it follows from, and which part of that: what is bought can be computed anew from the payments.
    origin = models.UUIDField(_("bestelling"), null=True, blank=True, editable=False)
    part = models.CharField(max_length=80, blank=True, editable=False)
    note = models.CharField(_("waarvoor"), max_length=200, blank=True)
    created_at = models.DateTimeField(_("vastgelegd"), auto_now_add=True)

    objects: ClassVar[models.Manager["Grant"]] = GrantQuerySet.as_manager()

    class Meta:
        verbose_name = _("toegang")
        verbose_name_plural = _("toegang")
        ordering = ["-created_at", "-pk"]
        # No "delete": a grant is ended, so that it can be explained later why somebody could see a lesson.
        default_permissions = ("add", "change", "view")
        permissions = [("see_behind_gate", _("Mag besloten lessen zien"))]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
                name="grant_ends_after_it_starts",
                violation_error_message=_("De laatste dag ligt voor de eerste dag."),
            ),
            models.UniqueConstraint(
                fields=["origin", "part"], condition=Q(origin__isnull=False), name="one_grant_for_each_part"
            ),
        ]
        indexes = [models.Index(fields=["user", "course", "ends_at"], name="grant_of_user")]

    def __str__(self) -> str:
        # Without the person's name or address: Wagtail's log keeps this text longer than the account lives.
        return str(_("Toegang %(number)s") % {"number": self.pk or ""}).strip()

    @property
    def first_day(self) -> date:
        """The calendar day, in the site's time zone, on which this grant begins."""
        return timezone.localdate(self.starts_at)

    @property
    def last_day(self) -> date | None:
        """The last calendar day, in the site's time zone, on which this grant holds; None while it has no end."""
        if self.ends_at is None:
            return None
        return timezone.localdate(self.ends_at - timedelta(microseconds=1))

    def name_source(self) -> str:
        """Where it came from, and the number of its order where there is one."""
        source = str(self.get_source_display())
        return f"{source} ({self.origin})" if self.origin else source

    def is_in_force(self, at: datetime) -> bool:
        return self.starts_at <= at and (self.ends_at is None or at < self.ends_at)

    def clean(self) -> None:
        super().clean()
        if self._state.adding and self.user_id and self.starts_at:
            self._refuse_repetition()

    def _refuse_repetition(self) -> None:
        existing = Grant.objects.covering(
            user=self.user, course=self.course, starts_at=self.starts_at, ends_at=self.ends_at
        ).first()
        if existing is None:
            return
        if existing.ends_at is None:
            raise ValidationError(_("Deze toegang bestaat al, zonder einddatum. Er is niets veranderd."))
        raise ValidationError(
            _("Deze toegang bestaat al tot en met %(date)s. Er is niets veranderd."),
            params={"date": date_format(existing.last_day, "j F Y")},
        )
