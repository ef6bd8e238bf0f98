"""Which course or lesson stands at an address, published or not."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import get_language_from_path
from wagtail.models import Page, Site

from .models import CoursePage, LessonPage


def find_gated_page(address: str) -> CoursePage | LessonPage | None:
    """By path or whole address, in any language; drafts too, which Wagtail's own routing does not find."""
    pages = Page.objects.filter(url_path__in=list_tree_paths(address)).specific()
    return next((page for page in pages if isinstance(page, CoursePage | LessonPage)), None)


def list_tree_paths(address: str) -> list[str]:
    """Where in the page tree an address of the site may lie: beneath the front page of its language."""
    path = f"/{urlsplit(address).path.strip('/')}/"
    language = get_language_from_path(path) or settings.LANGUAGE_CODE
    below = path.removeprefix(f"/{language}") if language != settings.LANGUAGE_CODE else path
    return [
        root.root_path.rstrip("/") + below
        for root in Site.get_site_root_paths()
        if root.language_code == language and below != "//"
    ]
