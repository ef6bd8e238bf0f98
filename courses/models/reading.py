"""What every public page of the catalogue has in common."""

from __future__ import annotations

from http import HTTPMethod

from wagtail.models import Page

from home.blocks.pasted import CodeRefusingPageForm

READING = [HTTPMethod.GET, HTTPMethod.HEAD, HTTPMethod.OPTIONS]


class CountedPage(Page):
    """A page that is read and counted, under one label in all languages."""

    allowed_http_methods = READING
    base_form_class = CodeRefusingPageForm

    class Meta:
        abstract = True

    @property
    def statistics_label(self) -> str:
        return f"page:{self.translation_key}"
