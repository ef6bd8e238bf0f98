"""Where a page went: Wagtail notes it when editors change its address or move it, and editors note more."""

from urllib.parse import urlsplit, urlunsplit

from django.http import HttpRequest, HttpResponsePermanentRedirect, HttpResponseRedirect
from wagtail.contrib.redirects.middleware import get_redirect
from wagtail.contrib.redirects.models import Redirect


def lead_on(request: HttpRequest) -> HttpResponseRedirect | HttpResponsePermanentRedirect | None:
    """None also for where a page stood that is not published any more: that it was there tells nobody anything. What
    came behind the address goes along, unless the redirect is about that.
    """
    whole = Redirect.normalise_path(request.get_full_path(), decode_unicode=False)
    path = urlsplit(whole).path
    found = get_redirect(request, whole)
    query = "" if found else request.META.get("QUERY_STRING", "")
    found = found or (get_redirect(request, path) if path != whole else None)
    if found is None or (found.redirect_page and not found.redirect_page.live) or not found.link:
        return None
    kind = HttpResponsePermanentRedirect if found.is_permanent else HttpResponseRedirect
    link = urlsplit(found.link)
    return kind(urlunsplit(link._replace(query=link.query or query)))
