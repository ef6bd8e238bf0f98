"""A course in the catalogue. Everything on its page is for everybody; the lessons beneath it are not."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel, MultipleChooserPanel
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable, Page
from wagtail.search import index
from wagtail.url_routing import RouteResult
from wagtail_localize.fields import SynchronizedField

from home.blocks.text import INLINE_FEATURES
from home.freshness.sharing import share
from members.membership.access import AccessRule, GateFacts
from members.membership.personas import Role

from ..blocks import AudienceBlock, OutcomeBlock, QuestionBlock
from ..editing.previews import look_as
from ..editions.numbering import number_edition
from ..labels import Form, Level
from ..querysets import CourseManager
from .addresses import BENEATH_CATALOGUE, refuse_taken
from .reading import READING
from .stated_once import StatedOncePage

LONGEST_COURSE = 60 * 100  # minutes


class CoursePage(StatedOncePage):
    parent_page_types = ["courses.CatalogPage"]
    subpage_types = ["courses.LessonPage"]
    allowed_http_methods = READING
    stated_once = ("access_rule", "is_archived")

    topic = models.ForeignKey(
        "courses.TopicPage",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("onderwerp"),
    )
    form = models.CharField(_("vorm"), max_length=20, choices=Form.choices, default=Form.ONLINE)
    level = models.CharField(_("niveau"), max_length=20, choices=Level.choices, default=Level.BASIC)
    minutes = models.PositiveSmallIntegerField(
        _("minuten"),
        null=True,  # in drafts
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST_COURSE)],
        help_text=_("Hoelang iemand er in totaal mee bezig is, oefeningen meegeteld."),
    )
    access_rule = models.CharField(
        _("wie deze cursus kan volgen"),
        max_length=20,
        choices=AccessRule.choices,
        default=AccessRule.GRANT,
        help_text=_("Geldt voor alle lessen en bijeenkomsten. Per les kun je een uitzondering maken."),
    )
    is_archived = models.BooleanField(
        _("niet meer in de catalogus"),
        default=False,
        help_text=_("De cursus staat dan nergens meer bij. Wie toegang heeft, houdt die."),
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
    audience = StreamField(
        [("audience", AudienceBlock(max_length=200))], blank=True, verbose_name=_("voor wie deze cursus is")
    )
    questions = StreamField([("question", QuestionBlock())], blank=True, verbose_name=_("vragen vooraf"))
    change_note = models.TextField(
        _("wat er is veranderd"),
        max_length=500,
        blank=True,
        help_text=_(
            "Vul dit in bij een verandering die ertoe doet: dan begint er een nieuwe editie zodra je publiceert, en "
            "ziet wie de cursus al had wat er anders is. Laat het leeg bij kleine verbeteringen."
        ),
    )

    content_panels = [
        *Page.content_panels,
        HelpPanel(template="courses/editing/who_sees_this.html", heading=_("Wie ziet dit?")),
        FieldPanel("teaser", widget=AdminAutoHeightTextInput),
        MultiFieldPanel(
            [
                FieldPanel("topic"),
                FieldRowPanel([FieldPanel("form"), FieldPanel("level"), FieldPanel("minutes")]),
            ],
            heading=_("In het kort"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("access_rule"),
                HelpPanel(template="courses/editing/what_it_costs.html"),
                FieldPanel("is_archived"),
            ],
            heading=_("Toegang en prijs"),
        ),
        FieldPanel("introduction"),
        FieldPanel("outcomes"),
        FieldPanel("audience"),
        MultipleChooserPanel("makers", chooser_field_name="maker", label=_("maker"), heading=_("Makers")),
        FieldPanel("questions"),
        FieldPanel("change_note"),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("teaser"),
        index.SearchField("introduction"),
        index.FilterField("is_archived"),
    ]
    override_translatable_fields = [
        SynchronizedField(name, overridable=False)
        for name in ("topic", "form", "level", "minutes", "access_rule", "is_archived", "makers")
    ]

    objects = CourseManager()

    class Meta:
        verbose_name = _("cursus")
        verbose_name_plural = _("cursussen")

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        return list(Role.choices)

    @property
    def default_preview_mode(self) -> str:
        return str(Role.VISITOR)  # whom the page of a course is for

    def serve(self, request: HttpRequest, *args: Any, **options: Any) -> HttpResponse:
        return share(super().serve(request, *args, **options))

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        look_as(request, mode_name)
        return super().serve_preview(request, mode_name)

    def clean(self) -> None:
        super().clean()
        refuse_taken(self.slug, BENEATH_CATALOGUE)

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Wagtail would still lead to the lessons of a course that is not published, and to their files."""
        if not self.live:
            raise Http404
        return super().route(request, path_components)

    def save(self, *args: Any, **kwargs: Any) -> None:
        with number_edition(self, kwargs.get("update_fields")):
            super().save(*args, **kwargs)

    @property
    def statistics_label(self) -> str:
        """One label in all languages. Lessons have none: they are not counted beneath their course."""
        return f"course:{self.translation_key}"

    @property
    def access_key(self) -> UUID:
        """Names the course in grants: equal in every language and for aliases."""
        return self.alias_of.translation_key if self.alias_of_id else self.translation_key

    @property
    def contents(self) -> GateFacts:
        """All its lessons together, as the gate sees them."""
        return GateFacts(self.access_rule, self.access_key, self.live)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | {"trail": [self.get_parent()]}


class CourseMaker(Orderable):
    """Who made a course, in the order in which they are named."""

    course = ParentalKey(CoursePage, on_delete=models.CASCADE, related_name="makers")
    maker = models.ForeignKey("courses.MakerPage", on_delete=models.PROTECT, related_name="+", verbose_name=_("maker"))

    panels = [FieldPanel("maker")]

    class Meta(Orderable.Meta):
        verbose_name = _("maker van een cursus")
        verbose_name_plural = _("makers van een cursus")
        constraints = [models.UniqueConstraint(fields=["course", "maker"], name="maker_once_per_course")]

    def __str__(self) -> str:
        return self.maker.title
