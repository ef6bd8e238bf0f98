"""What every public page of the catalogue has in common."""

from __future__ import annotations

from http import HTTPMethod
from typing import Any

from django.http import HttpRequest, HttpResponse
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
        return share(super().serve(request, *args, **options), *self.shared_keys)

    @property
    def statistics_label(self) -> str:
        return f"page:{self.translation_key}"
