"""What every public page of the catalogue has in common."""

from __future__ import annotations

from http import HTTPMethod
from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page

from home.blocks.pasted import CodeRefusingPageForm
from home.freshness.sharing import share

READING = [HTTPMethod.GET, HTTPMethod.HEAD, HTTPMethod.OPTIONS]


class CountedPage(Page):
    """A page that is read and counted, under one label in all languages."""

    allowed_http_methods = READING
    base_form_class = CodeRefusingPageForm
    shared_keys: tuple[str, ...] = ()  # of a query that make it another page

    class Meta:
        abstract = True

    def serve(self, request: HttpRequest, *args: Any, **options: Any) -> HttpResponse:
        response = super().serve(request, *args, **options)
        return share(response, *self.shared_keys) if self.may_be_shared(response) else response

    def may_be_shared(self, response: HttpResponse) -> bool:
        return True

    @property
    def statistics_label(self) -> str:
        return f"page:{self.translation_key}"


class MenuPage(CountedPage):
    """A page that editors may put in the menu, which follows the page tree; see home/pages/menu.py."""

    menu_title = models.CharField(
        _("korte titel"),
        max_length=30,
        blank=True,
        help_text=_("Zo heet de pagina in het menu. Leeg: daar staat de titel van de pagina."),
    )

    promote_panels = [
        *CountedPage.promote_panels[:1],
        MultiFieldPanel([FieldPanel("show_in_menus"), FieldPanel("menu_title")], heading=_("In het menu")),
    ]

    class Meta:
        abstract = True
