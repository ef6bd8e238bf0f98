"""What stands in the head of a page for search engines and for who shares it: public text only."""

from typing import Any

from django import template
from django.http import HttpRequest
from django.urls import reverse

from courses.models import CatalogPage, CountedPage, CoursePage, LessonPage

from ..languages import LanguageItem
from ..sharing_views import SHARED
from ..sitemap import Alternate, complete, name_languages

register = template.Library()


@register.inclusion_tag("components/head_links.html", takes_context=True)
def head_links(context: dict[str, Any], languages: list[LanguageItem]) -> dict[str, Any]:
    """Nothing for pages that editors did not make, for previews and for legal texts, which have links of their own."""
    if not is_ours(context.get("page"), context.get("request")):
        return {}
    page, request = context["page"], context["request"]
    if getattr(request, "is_preview", False):
        return {"is_for_search_engines": False}
    query, address = context.get("canonical_query", ""), complete(page.get_url(request) or "/")
    return {
        "title": page.seo_title or page.title,
        "image_text": page.title,
        "company": context["organisation"].name,
        "canonical": address + (f"?{query}" if query else ""),
        "is_for_search_engines": context.get("is_for_search_engines", True),
        "alternates": [] if request.GET else list_alternates(languages),
        "image": find_image(page, address),
        "teaser": find_teaser(page),
        "feed": reverse("catalogue:feed", args=[page.slug]) if isinstance(page, CatalogPage) else "",
    }


def is_ours(page: object, request: object) -> bool:
    return (
        isinstance(page, CountedPage | CoursePage | LessonPage) and isinstance(request, HttpRequest) and bool(page.pk)
    )


@register.inclusion_tag("components/head_links.html", takes_context=True)
def links_of_view(context: dict[str, Any], languages: list[LanguageItem], title: str, teaser: str) -> dict[str, Any]:
    """For a page that everybody may find and no editor made; its picture is that of the front page."""
    return {
        "title": title,
        "image_text": context["organisation"].name,
        "company": context["organisation"].name,
        "canonical": complete(context["request"].path),
        "alternates": [] if context["request"].GET else list_alternates(languages),
        "image": complete(reverse("pages:front_sharing_image")),
        "teaser": teaser,
    }


def list_alternates(languages: list[LanguageItem]) -> tuple[Alternate, ...]:
    return name_languages({item.code: complete(item.url) for item in languages if item.is_translated})


def find_teaser(page: Any) -> str:
    return page.search_description or getattr(page, "teaser", "") or getattr(page, "lead", "")


def find_image(page: Any, address: str) -> str:
    """Beneath the address of the page itself."""
    return f"{address}deelbeeld.png" if isinstance(page, SHARED) else ""
