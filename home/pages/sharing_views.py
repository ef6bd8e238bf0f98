"""The picture that other sites show beside a link to one of our pages."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe
from wagtail.models import Page

from courses.models import CountedPage, CoursePage
from home.identity.naming import name_company

from .sharing_image import draw_sharing_image, tag_sharing_image

A_DAY = 60 * 60 * 24
SHARED = (CountedPage, CoursePage)  # lessons have none: what is shared is their course


@require_safe
def show_sharing_image(request: HttpRequest, page_path: str = "") -> HttpResponse:
    """The picture of a published page: drawn once, and sent only to who does not have it yet."""
    page = find_page(request, page_path)
    texts = {
        "title": page.title,
        "slug": page.slug,
        "subject": page.topic.slug if isinstance(page, CoursePage) and page.topic else page.slug,
        "company": name_company(),
    }
    tag = tag_sharing_image(*texts.values())
    response = get_conditional_response(request, etag=tag)
    if response is None:
        picture = cache.get_or_set(f"sharing-image:{tag}", partial(draw_sharing_image, **texts), A_DAY)
        response = HttpResponse(picture, content_type="image/png")
    response["ETag"] = tag
    response["Cache-Control"] = f"public, max-age={A_DAY}"
    return response


def find_page(request: HttpRequest, path: str) -> Any:
    """What everybody can read at this address. Wagtail finds pages beneath one that is offline too; they are not it."""
    route = None if "\0" in path else Page.route_for_request(request, path)  # PostgreSQL takes no such text
    if route is None or route.args or route.kwargs or not isinstance(route.page, SHARED):
        raise Http404
    if route.page.get_view_restrictions().exists() or route.page.get_ancestors().filter(live=False).exists():
        raise Http404
    return route.page
