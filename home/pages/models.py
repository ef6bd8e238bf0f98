"""The front page and plain content pages."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField

from courses.models import CatalogPage, CountedPage
from home.blocks.streams import ContentBlock

from .blocks import FrontPageBlock

FEATURED_COURSES = 3


class HomePage(CountedPage):
    """The front page of a language: what you get, for whom, what it costs, and three real courses."""

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["courses.CatalogPage", "pages.ContentPage"]

    headline = models.CharField(_("kop"), max_length=120, blank=True)
    lead = models.TextField(_("inleiding"), max_length=500, blank=True)
    audience = models.TextField(_("voor wie"), max_length=300, blank=True)
    price = models.TextField(_("wat het kost"), max_length=300, blank=True)
    body = StreamField(FrontPageBlock(), blank=True, verbose_name=_("inhoud"))

    content_panels = [
        *CountedPage.content_panels,
        MultiFieldPanel(
            [FieldPanel("headline"), FieldPanel("lead"), FieldPanel("audience"), FieldPanel("price")],
            heading=_("Eerste scherm"),
        ),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("voorpagina")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        catalog = CatalogPage.objects.child_of(self).live().first()
        courses = catalog.list_courses()[:FEATURED_COURSES] if catalog else []
        return super().get_context(request, *args, **kwargs) | {"catalog": catalog, "courses": courses}


class ContentPage(CountedPage):
    """A page with text and files, such as "Over ons"."""

    parent_page_types = ["pages.HomePage", "pages.ContentPage"]
    subpage_types = ["pages.ContentPage", "courses.MakerPage"]
    open_streams = ("body",)  # whose files everybody gets; see courses/files/showing.py

    lead = models.TextField(_("inleiding"), max_length=500, blank=True)
    body = StreamField(ContentBlock(), blank=True, verbose_name=_("inhoud"))

    content_panels = [*CountedPage.content_panels, FieldPanel("lead"), FieldPanel("body")]

    class Meta:
        verbose_name = _("pagina")
        verbose_name_plural = _("pagina’s")
