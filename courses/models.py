"""The catalogue, its courses and their lessons. Catalogue and course are public; a lesson's body is not."""

from __future__ import annotations

from http import HTTPMethod
from typing import Any
from uuid import UUID

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Locale, Page
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from home.blocks import LessonBlock
from home.blocks.text import INLINE_FEATURES
from members.membership.access import AccessRule, Decision, decide

from .blocks import OutcomeBlock
from .outline import CourseContents, outline_course
from .querysets import CourseManager, CourseQuerySet, LessonManager
from .subjects import Level, Subject

READING = [HTTPMethod.GET, HTTPMethod.HEAD, HTTPMethod.OPTIONS]
LONGEST_COURSE = 60 * 100  # minutes


class CatalogPage(Page):
    """The page that lists the courses, in the order in which they stand beneath it in the page tree."""

    parent_page_types = ["pages.HomePage"]
    subpage_types = ["courses.CoursePage"]
    max_count_per_parent = 1
    allowed_http_methods = READING

    teaser = models.CharField(
        _("samenvatting"),
        max_length=200,
        blank=True,
        help_text=_("Eén zin over het aanbod. Staat bovenaan en in zoekmachines."),
    )

    content_panels = [*Page.content_panels, FieldPanel("teaser")]
    search_fields = [*Page.search_fields, index.SearchField("teaser")]

    class Meta:
        verbose_name = _("catalogus")
        verbose_name_plural = _("catalogi")

    @property
    def statistics_label(self) -> str:
        return f"page:{self.translation_key}"

    @classmethod
    def find_active(cls) -> CatalogPage | None:
        """The catalogue in the language of the reader."""
        return cls.objects.live().filter(locale=Locale.get_active()).first()

    def list_courses(self) -> CourseQuerySet:
        return CoursePage.objects.child_of(self).live().in_order()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | {"courses": self.list_courses()}


class CoursePage(Page):
    """A course in the catalogue. Everything on this page is for everybody; the lessons beneath it are not."""

    parent_page_types = ["courses.CatalogPage"]
    subpage_types = ["courses.LessonPage"]
    allowed_http_methods = READING

    subject = models.CharField(_("onderwerp"), max_length=20, choices=Subject.choices)
    level = models.CharField(_("niveau"), max_length=20, choices=Level.choices, default=Level.BASIC)
    minutes = models.PositiveSmallIntegerField(
        _("minuten"),
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST_COURSE)],
        help_text=_("Hoelang iemand er in totaal mee bezig is, oefeningen meegeteld."),
    )
    teaser = models.CharField(
        _("samenvatting"),
        max_length=200,
        help_text=_("Wat de cursus belooft. Staat op de kaart en in zoekmachines."),
    )
    introduction = RichTextField(
        _("inleiding"), features=INLINE_FEATURES, help_text=_("Voor wie dit is en wat het oplost.")
    )
    outcomes = StreamField(
        [("outcome", OutcomeBlock(max_length=200))],
        blank=True,
        verbose_name=_("dit kun je daarna"),
        help_text=_("Drie tot zes punten."),
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("teaser"),
        MultiFieldPanel(
            [FieldPanel("subject"), FieldRowPanel([FieldPanel("level"), FieldPanel("minutes")])],
            heading=_("In het kort"),
        ),
        FieldPanel("introduction"),
        FieldPanel("outcomes"),
    ]
    search_fields = [*Page.search_fields, index.SearchField("teaser"), index.SearchField("introduction")]
    override_translatable_fields = [
        SynchronizedField("subject", overridable=False),
        SynchronizedField("level", overridable=False),
        SynchronizedField("minutes", overridable=False),
    ]

    objects = CourseManager()

    class Meta:
        verbose_name = _("cursus")
        verbose_name_plural = _("cursussen")

    @property
    def statistics_label(self) -> str:
        """One label in all languages. Lessons have none: they are not counted beneath their course."""
        return f"course:{self.translation_key}"

    @property
    def access_key(self) -> UUID:
        """Names the course in grants: equal in every language and for aliases."""
        return self.alias_of.translation_key if self.alias_of_id else self.translation_key

    @property
    def contents(self) -> CourseContents:
        return CourseContents(access_course_key=self.access_key, live=self.live)

    def list_lessons(self) -> list[LessonPage]:
        lessons = list(LessonPage.objects.child_of(self).live().without_body().in_order())
        for lesson in lessons:
            lesson.course = self  # saves a query for each
        return lessons

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | {
            "outline": outline_course(self, request.user),
            "trail": [self.get_parent()],
        }


class LessonPage(Page):
    """A lesson. Its title, teaser and length are public; its body is shown only after the gate said yes."""

    parent_page_types = ["courses.CoursePage"]
    subpage_types: list[str] = []
    allowed_http_methods = READING
    template = "courses/lesson_page.html"
    invitation_template = "courses/lesson_invitation.html"

    teaser = models.CharField(
        _("samenvatting"),
        max_length=200,
        help_text=_("Waar de les over gaat. Voor iedereen te lezen, ook zonder toegang."),
    )
    minutes = models.PositiveSmallIntegerField(
        _("minuten"),
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST_COURSE)],
        help_text=_("Hoelang iemand met deze les bezig is."),
    )
    access_rule = models.CharField(
        _("wie deze les kan zien"),
        max_length=20,
        choices=AccessRule.choices,
        default=AccessRule.GRANT,
        help_text=_(
            "Een vertaling volgt altijd het origineel. Maak per cursus één les voor iedereen, als kennismaking."
        ),
    )
    body = StreamField(LessonBlock(), verbose_name=_("les"), help_text=_("Alleen te zien met toegang."))

    content_panels = [
        *Page.content_panels,
        FieldPanel("teaser"),
        FieldRowPanel([FieldPanel("access_rule"), FieldPanel("minutes")]),
        FieldPanel("body"),
    ]
    # Never the body: search results are public.
    search_fields = [*Page.search_fields, index.SearchField("teaser")]
    override_translatable_fields = [
        SynchronizedField("minutes", overridable=False),
        SynchronizedField("access_rule", overridable=False),
    ]

    objects = LessonManager()

    class Meta:
        verbose_name = _("les")
        verbose_name_plural = _("lessen")

    @cached_property
    def course(self) -> CoursePage:
        return CoursePage.objects.with_access_keys().parent_of(self).get()

    @property
    def access_course_key(self) -> UUID:
        return self.course.access_key

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        return [("lesson", _("Met toegang")), ("invitation", _("Zonder toegang"))]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """The rule is stated once, on the lesson that was made first: no translation or alias can open a lesson."""
        fields = kwargs.get("update_fields")
        states_rule = fields is None or "access_rule" in fields
        if states_rule:
            self.access_rule = self._find_rule_of_original()
        super().save(*args, **kwargs)
        if states_rule and self.live:
            LessonPage.objects.following_rule_of(self).update(access_rule=self.access_rule)

    def _find_rule_of_original(self) -> str:
        if self.alias_of_id:
            original = LessonPage.objects.filter(pk=self.alias_of_id)
        else:
            original = LessonPage.objects.filter(translation_key=self.translation_key).order_by("pk")
        first = original.values_list("pk", "access_rule").first()
        return self.access_rule if first is None or first[0] == self.pk else first[1]

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().serve(request, *args, decision=decide(request.user, self), **kwargs)
        response["Cache-Control"] = "private, no-store"
        return response

    def get_template(self, request: HttpRequest, *args: Any, decision: Decision | None = None, **kwargs: Any) -> str:
        return self.template if decision is not None and decision.is_allowed else self.invitation_template

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return self.invitation_template if mode_name == "invitation" else self.template

    def get_context(
        self, request: HttpRequest, *args: Any, decision: Decision | None = None, **kwargs: Any
    ) -> dict[str, Any]:
        beside = LessonPage.objects.beside(self)
        is_shown = decision is not None and decision.is_allowed
        return super().get_context(request, *args, **kwargs) | {
            "course": self.course,
            "trail": [self.course],
            "previous_lesson": beside.filter(path__lt=self.path).order_by("-path").first(),
            "next_lesson": beside.filter(path__gt=self.path).order_by("path").first(),
            "open_lesson": None if is_shown else beside.open_to_all().in_order().first(),
            "decision": decision,
        }
