"""The front page, plain content pages, and what editors put at the foot of every page."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PageChooserPanel, PublishingPanel
from wagtail.fields import StreamField
from wagtail.models import DraftStateMixin, PreviewableMixin, RevisionMixin, TranslatableMixin

from courses.models import CatalogPage, CountedPage, MenuPage
from home.blocks.pasted import CodeRefusingModelForm
from home.blocks.streams import ContentBlock

from .blocks import FooterColumnBlock, FrontPageBlock

FEATURED_COURSES = 3
MOST_COLUMNS = 3


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


class ContentPage(MenuPage):
    """A page with text and files, such as "Over ons"."""

    parent_page_types = ["pages.HomePage", "pages.ContentPage"]
    subpage_types = ["pages.ContentPage", "courses.MakerPage"]
    open_streams = ("body",)  # whose files everybody gets; see courses/files/showing.py

    lead = models.TextField(_("inleiding"), max_length=500, blank=True)
    body = StreamField(ContentBlock(), blank=True, verbose_name=_("inhoud"))

    content_panels = [*MenuPage.content_panels, FieldPanel("lead"), FieldPanel("body")]

    class Meta:
        verbose_name = _("pagina")
        verbose_name_plural = _("pagina’s")


class Footer(DraftStateMixin, RevisionMixin, PreviewableMixin, TranslatableMixin, models.Model):
    """One for each language. What the law asks for stands in the template, and no editor can take it away."""

    base_form_class = CodeRefusingModelForm

    slogan = models.CharField(_("slogan"), max_length=120, blank=True, help_text=_("Staat onder onze naam."))
    columns = StreamField(
        [("column", FooterColumnBlock())],
        blank=True,
        max_num=MOST_COLUMNS,
        verbose_name=_("kolommen"),
        help_text=_("Contact, afspraken, cookiekeuze en herroepen staan er altijd; die hoeven hier niet bij."),
    )
    contact_page = models.ForeignKey(
        "wagtailcore.Page",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("contactpagina"),
        help_text=_("Staat op elke pagina op dezelfde plek, bij het adres."),
    )
    accessibility_page = models.ForeignKey(
        "wagtailcore.Page",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("toegankelijkheidsverklaring"),
        help_text=_("Staat op elke pagina, bij de afspraken."),
    )

    panels = [
        FieldPanel("slogan"),
        FieldPanel("columns"),
        PageChooserPanel("contact_page"),
        PageChooserPanel("accessibility_page"),
        PublishingPanel(),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("voettekst")
        constraints = [
            models.UniqueConstraint(
                fields=["locale"],
                name="one_footer_for_each_language",
                violation_error_message=_("Deze taal heeft al een voettekst. Wijzig die."),
            )
        ]

    def __str__(self) -> str:
        return _("Voettekst (%(language)s)") % {"language": self.locale.get_display_name()}

    def get_preview_template(self, request: Any, mode_name: str) -> str:
        return "pages/footer_preview.html"

    def get_preview_context(self, request: Any, mode_name: str) -> dict[str, Any]:
        return super().get_preview_context(request, mode_name) | {"footer_draft": self}

    def serve_preview(self, request: HttpRequest, mode_name: str) -> TemplateResponse:
        """In the language of the footer, whatever that of the editor is."""
        with translation.override(self.locale.language_code):
            response: TemplateResponse = super().serve_preview(request, mode_name)
            return response.render()  # type: ignore[return-value]
