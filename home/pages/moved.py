"""Where a page went: Wagtail notes it when editors change its address or move it, and editors note more."""

from urllib.parse import SplitResult, urlsplit, urlunsplit

from django.http import HttpRequest, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.utils.cache import patch_cache_control
from wagtail.contrib.redirects.middleware import get_redirect
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

Leading = HttpResponseRedirect | HttpResponsePermanentRedirect


def lead_on(request: HttpRequest) -> Leading | None:
    """None also for where a page stood that strangers may not know of: that it was there tells nobody anything. What
    came behind the address goes along within the site, unless the redirect is about that.
    """
    whole = Redirect.normalise_path(request.get_full_path(), decode_unicode=False)
    path = urlsplit(whole).path
    found = get_redirect(request, whole)
    query = "" if found else request.META.get("QUERY_STRING", "")
    found = found or (get_redirect(request, path) if path != whole else None)
    if found is None or not found.link or (found.redirect_page and not is_open(found.redirect_page)):
        return None
    return lead_to(urlsplit(found.link), query, request, is_permanent=found.is_permanent)


def lead_to(link: SplitResult, query: str, request: HttpRequest, *, is_permanent: bool) -> Leading | None:
    """Never to where the request came: nobody would arrive. No browser keeps it, as another page may come there."""
    if not link.netloc or link.netloc == request.get_host():
        if link.path == request.path:
            return None
        link = link._replace(query=link.query or query)
    response = (HttpResponsePermanentRedirect if is_permanent else HttpResponseRedirect)(urlunsplit(link))
    patch_cache_control(response, no_cache=True)
    return response


def is_open(page: Page) -> bool:
    """Published and not private, nor is a page above it otherwise: everybody may know its address."""
    is_hidden = page.get_ancestors(inclusive=True).filter(live=False).exists()
    return not is_hidden and not page.get_view_restrictions().exists()
