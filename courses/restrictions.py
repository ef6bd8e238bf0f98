"""Wagtail's own privacy of pages, for pages that somebody reaches past Wagtail."""

from django.http import HttpRequest
from wagtail.models import Page


def may_enter(request: HttpRequest, page: Page) -> bool:
    """Neither the page nor one above it keeps this person out; an alias is as private as what it repeats."""
    return all(restriction.accept_request(request) for restriction in page.get_view_restrictions())


def list_known_translations(request: HttpRequest, page: Page) -> list[Page]:
    """Published ones, and the page itself, which this person reads. Nobody is told where one stands that is private to
    others.
    """
    pages = page.get_translations(inclusive=True).live().select_related("locale")
    return [one for one in pages if one.pk == page.pk or may_enter(request, one)]
