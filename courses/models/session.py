"""Live sessions: how to join one stands beside what everybody may read of it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.models import DraftStateMixin, LockableMixin, PreviewableMixin, RevisionMixin, WorkflowMixin

from home.blocks.pasted import CodeRefusingModelForm
from members.membership.access import GateFacts

from ..querysets import SessionQuerySet
from .course import CoursePage

MOST_SEATS = 500
FACTS = ("live", "is_cancelled", "title", "starts_at", "ends_at", "place", "language", "link", "joining")


class LiveSession(WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, PreviewableMixin, models.Model):
    """One meeting of a course, at a place or online. How to join it is only for who booked.

    `sequence` counts the changes of what is published, so that calendars can tell the newest; `changes` names what the
    last `save()` changed of it.
    """

    base_form_class = CodeRefusingModelForm

    course = models.ForeignKey(CoursePage, on_delete=models.PROTECT, related_name="sessions", verbose_name=_("cursus"))
    title = models.CharField(_("titel"), max_length=120)
    starts_at = models.DateTimeField(_("begint"))
    ends_at = models.DateTimeField(_("eindigt"))
    place = models.CharField(
        _("plaats"), max_length=200, blank=True, help_text=_("Voor iedereen te lezen. Leeg betekent: online.")
    )
    language = models.CharField(_("taal"), max_length=10, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE)
    seats = models.PositiveSmallIntegerField(
        _("aantal plekken"), validators=[MinValueValidator(1), MaxValueValidator(MOST_SEATS)]
    )
    link = models.URLField(
        _("adres om mee te doen"), blank=True, help_text=_("Alleen te zien voor wie een plek heeft.")
    )
    joining = models.TextField(
        _("hoe je meedoet"), max_length=1000, blank=True, help_text=_("Alleen te zien voor wie een plek heeft.")
    )
    is_cancelled = models.BooleanField(
        _("gaat niet door"),
        default=False,
        help_text=_("Wie heeft geboekt of wacht, krijgt bericht zodra je dit publiceert."),
    )
    sequence = models.PositiveIntegerField(_("wijziging"), default=0, editable=False)
    changed_at = models.DateTimeField(_("gewijzigd"), default=timezone.now, editable=False)

    objects = SessionQuerySet.as_manager()
    changes: frozenset[str] = frozenset()
    preview_modes: ClassVar[list[tuple[str, Any]]] = [
        ("seated", _("Met een plek")),
        ("public", _("Voor iedereen")),
    ]

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

    def save(self, *args: Any, **kwargs: Any) -> None:
        """What follows a change (see `courses.sessions.publishing`) happens in the same transaction."""
        with transaction.atomic():
            if kwargs.get("update_fields") is None:
                self._number_change()
            super().save(*args, **kwargs)

    @property
    def contents(self) -> GateFacts:
        """As the gate sees it: a session opens as its course does, and is shut while either is not published."""
        return GateFacts(self.course.access_rule, self.course.access_key, self.live and self.course.live)

    @property
    def takes_place(self) -> bool:
        return self.live and not self.is_cancelled

    @property
    def has_started(self) -> bool:
        return self.starts_at <= timezone.now()

    @property
    def has_ended(self) -> bool:
        return self.ends_at <= timezone.now()

    def clean(self) -> None:
        super().clean()
        faults: dict[str, Any] = {}
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            faults["ends_at"] = _("De bijeenkomst eindigt voor ze begint. Kies een later einde.")
        if self.expire_at:
            faults["expire_at"] = _("Een bijeenkomst verdwijnt vanzelf als ze geweest is. Laat dit leeg.")
        if self.seats and (taken := self.count_seats_taken()) > self.seats:
            faults["seats"] = ngettext(
                "Er is al %(number)s plek geboekt. Kies minstens dat aantal.",
                "Er zijn al %(number)s plekken geboekt. Kies minstens dat aantal.",
                taken,
            ) % {"number": taken}
        if faults:
            raise ValidationError(faults)

    def count_seats_taken(self) -> int:
        return self.bookings.seated().count() if self.pk else 0

    def _number_change(self) -> None:
        stored = LiveSession.objects.select_for_update().filter(pk=self.pk).values("sequence", "seats", *FACTS).first()
        if stored is None:
            return
        self.sequence = stored.pop("sequence")
        self.changes = frozenset(name for name, value in stored.items() if value != getattr(self, name))
        if not self.changes.isdisjoint(FACTS):
            self.sequence += 1
            self.changed_at = timezone.now()

    def with_content_json(self, content: dict[str, Any]) -> LiveSession:
        """The count goes on from what is published, whatever an older draft says."""
        session: LiveSession = super().with_content_json(content)
        session.sequence, session.changed_at = self.sequence, self.changed_at
        return session

    def get_preview_template(self, request: Any, mode_name: str) -> str:
        return "courses/session_preview.html"

    def get_preview_context(self, request: Any, mode_name: str) -> dict[str, Any]:
        return super().get_preview_context(request, mode_name) | {"session": self, "is_seated": mode_name == "seated"}
