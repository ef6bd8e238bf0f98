"""The catalogue, and the pages that lead into it: topics, and the people who make courses."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.fields import RichTextField
from wagtail.models import Locale
from wagtail.search import index

from home.blocks.text import INLINE_FEATURES
from members.membership.offering import recall_single_prices

from ..catalogue.listing import list_catalogue
from ..catalogue.translating import translate_query
from ..querysets import CourseQuerySet
from .addresses import BENEATH_CATALOGUE, refuse_taken
from .course import CoursePage
from .reading import CountedPage, MenuPage


class CatalogPage(MenuPage):
    """The page that lists the courses, in the order in which they stand beneath it in the page tree."""

    parent_page_types = ["pages.HomePage"]
    subpage_types = ["courses.CoursePage", "courses.TopicPage"]
    max_count_per_parent = 1

    teaser = models.CharField(
        _("samenvatting"),
        max_length=200,
        blank=True,
        help_text=_("Eén zin over het aanbod. Staat bovenaan en in zoekmachines."),
    )

    shared_keys = ("onderwerp", "niveau", "vorm", "duur", "toegang", "taal", "volgorde", "p")

    content_panels = [*MenuPage.content_panels, FieldPanel("teaser", widget=AdminAutoHeightTextInput)]
    search_fields = [*MenuPage.search_fields, index.SearchField("teaser")]

    class Meta:
        verbose_name = _("catalogus")
        verbose_name_plural = _("catalogi")

    @classmethod
    def find_active(cls) -> CatalogPage | None:
        """The catalogue in the language of the reader."""
        return cls.objects.live().filter(locale=Locale.get_active()).first()

    def list_courses(self) -> CourseQuerySet:
        return CoursePage.objects.child_of(self).offered().for_cards().in_order()

    def may_be_shared(self, response: Any) -> bool:
        """What it does not understand has no end, so none of that is kept."""
        return bool(response.context_data["listing"].question.is_understood)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        others = [code for code, _name in settings.LANGUAGES if code != get_language()]
        courses, prices = CoursePage.objects.child_of(self).offered(), recall_single_prices(request)
        listing = list_catalogue(courses, others, request.GET, prices)
        return super().get_context(request, *args, **kwargs) | {
            "listing": listing,
            "canonical_query": listing.canonical_query,
            "is_for_search_engines": listing.is_for_search_engines,
            "queries": translate_query(request.GET, listing.question, CoursePage.objects.offered(), get_language()),
        }


class CollectionPage(CountedPage):
    """A page that leads to the courses which belong to it, in its own language."""

    subpage_types: list[str] = []

    class Meta:
        abstract = True

    def choose(self, courses: CourseQuerySet) -> CourseQuerySet:
        """Those that belong to it."""
        raise NotImplementedError

    def list_courses(self) -> CourseQuerySet:
        offered = CoursePage.objects.filter(locale=self.locale_id).offered()
        return self.choose(offered).for_cards().in_order()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | {
            "courses": self.list_courses(),
            "trail": [self.get_parent()],
        }


class TopicPage(CollectionPage):
    """A subject that courses are about, with the courses about it."""

    parent_page_types = ["courses.CatalogPage"]

    teaser = models.CharField(
        _("samenvatting"), max_length=200, help_text=_("Eén zin. Staat bovenaan en in zoekmachines.")
    )
    introduction = RichTextField(_("inleiding"), features=INLINE_FEATURES, blank=True)

    content_panels = [
        *CountedPage.content_panels,
        FieldPanel("teaser", widget=AdminAutoHeightTextInput),
        FieldPanel("introduction"),
    ]
    promote_panels = CountedPage.promote_panels[:1]  # a topic stands in the catalogue, not in the menu
    search_fields = [
        *CountedPage.search_fields,
        index.SearchField("teaser"),
        index.SearchField("introduction"),
    ]

    class Meta:
        verbose_name = _("onderwerp")
        verbose_name_plural = _("onderwerpen")

    def clean(self) -> None:
        super().clean()
        refuse_taken(self.slug, BENEATH_CATALOGUE)

    def choose(self, courses: CourseQuerySet) -> CourseQuerySet:
        return courses.about(self.translation_key)


class MakerPage(CollectionPage):
    """Somebody who makes courses: who they are and what they made."""

    parent_page_types = ["pages.ContentPage"]

    role = models.CharField(_("rol"), max_length=80, help_text=_("Bijvoorbeeld: schrijft over overleg en besluiten."))
    lead = models.CharField(_("samenvatting"), max_length=200, help_text=_("Eén zin. Staat ook in zoekmachines."))
    introduction = RichTextField(_("over deze maker"), features=INLINE_FEATURES, blank=True)

    content_panels = [
        *CountedPage.content_panels,
        FieldPanel("role"),
        FieldPanel("lead", widget=AdminAutoHeightTextInput),
        FieldPanel("introduction"),
    ]
    promote_panels = CountedPage.promote_panels[:1]  # the page above it stands in the menu
    search_fields = [*CountedPage.search_fields, index.SearchField("role"), index.SearchField("introduction")]

    class Meta:
        verbose_name = _("maker")
        verbose_name_plural = _("makers")

    def choose(self, courses: CourseQuerySet) -> CourseQuerySet:
        return courses.made_by(self.translation_key)
