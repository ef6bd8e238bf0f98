"""A lesson. Its title, teaser, length and opening are public; its body is shown only after the gate said yes."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from home.blocks import LessonBlock
from home.freshness.sharing import share
from members.membership.access import AccessRule, Decision, decide, decide_as
from members.membership.personas import Role

from ..editing.previews import look_as
from ..files.panels import OpenFilesPanel
from ..querysets import LessonManager
from .addresses import BENEATH_COURSE, refuse_taken
from .course import LONGEST_COURSE, CoursePage
from .reading import READING
from .stated_once import StatedOncePage


class LessonPage(StatedOncePage):
    parent_page_types = ["courses.CoursePage"]
    subpage_types: list[str] = []
    allowed_http_methods = READING
    template = "courses/lesson_page.html"
    invitation_template = "courses/lesson_invitation.html"
    stated_once = ("own_rule",)
    open_streams, gated_streams = ("opening",), ("body",)

    module = models.CharField(
        _("module"),
        max_length=80,
        blank=True,
        help_text=_(
            "De kop waaronder deze les in het overzicht staat. Lessen na elkaar met dezelfde kop horen bijeen."
        ),
    )
    teaser = models.CharField(
        _("samenvatting"),
        max_length=200,
        help_text=_("Waar de les over gaat. Voor iedereen te lezen, ook zonder toegang."),
    )
    minutes = models.PositiveSmallIntegerField(
        _("minuten"),
        null=True,  # in drafts
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST_COURSE)],
        help_text=_("Hoelang iemand met deze les bezig is."),
    )
    own_rule = models.CharField(
        _("wie deze les kan zien"),
        max_length=20,
        choices=[("", _("Wie de cursus kan volgen")), *AccessRule.choices],
        blank=True,
        default="",
        help_text=_(
            "Maak per cursus één les voor iedereen, als kennismaking. Een vertaling volgt altijd het origineel."
        ),
    )
    opening = StreamField(
        LessonBlock(),
        blank=True,
        verbose_name=_("begin van de les"),
        help_text=_("Voor iedereen te lezen, ook zonder toegang. Mag leeg blijven."),
    )
    body = StreamField(LessonBlock(), verbose_name=_("les"), help_text=_("Alleen te zien met toegang."))

    content_panels = [
        *Page.content_panels,
        MultiFieldPanel(
            [HelpPanel(template="courses/editing/who_sees_this.html"), FieldPanel("own_rule")],
            heading=_("Wie ziet dit?"),
        ),
        OpenFilesPanel(),
        FieldPanel("teaser", widget=AdminAutoHeightTextInput),
        MultiFieldPanel([FieldPanel("module"), FieldPanel("minutes")], heading=_("In het overzicht van de cursus")),
        FieldPanel("opening"),
        FieldPanel("body"),
    ]
    # Never the body: search results are public.
    search_fields = [*Page.search_fields, index.SearchField("teaser")]
    override_translatable_fields = [
        SynchronizedField("minutes", overridable=False),
        SynchronizedField("own_rule", overridable=False),
    ]

    objects = LessonManager()

    class Meta:
        verbose_name = _("les")
        verbose_name_plural = _("lessen")
        indexes = [models.Index(fields=["own_rule"], name="lesson_own_rule")]

    @cached_property
    def course(self) -> CoursePage:
        return CoursePage.objects.with_access_keys().parent_of(self).get()

    @property
    def access_course_key(self) -> UUID:
        return self.course.access_key

    @property
    def access_rule(self) -> str:
        return self.own_rule or self.course.access_rule

    @property
    def is_published(self) -> bool:
        """With its course: taking a course offline takes all of it offline."""
        return bool(self.live and self.course.live)

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        return list(Role.choices)

    def clean(self) -> None:
        super().clean()
        refuse_taken(self.slug, BENEATH_COURSE)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().serve(request, *args, decision=decide(request.user, self), **kwargs)
        if request.user.is_anonymous:
            return share(response)
        response["Cache-Control"] = "private, no-store"
        return response

    def get_template(self, request: HttpRequest, *args: Any, decision: Decision | None = None, **kwargs: Any) -> str:
        return self.template if decision is not None and decision.is_allowed else self.invitation_template

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        decision = decide_as(look_as(request, mode_name), self)
        template = self.get_template(request, decision=decision)
        return TemplateResponse(request, template, self.get_context(request, decision=decision))

    def get_context(
        self, request: HttpRequest, *args: Any, decision: Decision | None = None, **kwargs: Any
    ) -> dict[str, Any]:
        lessons = list_lessons(self.course)
        before = [lesson for lesson in lessons if lesson.path < self.path]
        behind = [lesson for lesson in lessons if lesson.path > self.path]
        return super().get_context(request, *args, **kwargs) | {
            "course": self.course,
            "trail": [self.course],
            "lessons": lessons,
            "previous_lesson": before[-1] if before else None,
            "next_lesson": behind[0] if behind else None,
            "open_lesson": find_open_lesson(before + behind),
            "decision": decision,
        }


def list_lessons(course: CoursePage) -> list[LessonPage]:
    """The published lessons of a course in their order, without their gated text."""
    lessons = list(LessonPage.objects.child_of(course).live().without_body().in_order())
    for lesson in lessons:
        lesson.course = course  # saves a query for each
    return lessons


def find_open_lesson(lessons: list[LessonPage]) -> LessonPage | None:
    """One that everybody may read, as a taste of the course."""
    return next((lesson for lesson in lessons if lesson.access_rule == AccessRule.OPEN), None)
