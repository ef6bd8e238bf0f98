"""What somebody gets who owes an answer: a page leads to the question, a script is told where it is."""

from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _


def ask_first(request: HttpRequest) -> HttpResponse:
    response = refuse_script(request) if is_from_script(request) else lead_to_question(request.get_full_path())
    add_never_cache_headers(response)
    return response


def lead_to_question(going: str) -> HttpResponse:
    return HttpResponseRedirect(address_question(going))


def refuse_script(request: HttpRequest) -> HttpResponse:
    """403 with `detail` for people and `address` of the question, which leads back to the page that they are on.

    A redirect would put the question, or its HTML, where the script awaits something else. HTMX is told no other way:
    its HX-Redirect would carry somebody off the page, with what they typed there.
    """
    detail = _("Er is een nieuwe tekst. Beantwoord die eerst en probeer het dan opnieuw.")
    return JsonResponse({"detail": detail, "address": address_question(find_page_of_script(request))}, status=403)


def address_question(going: str) -> str:
    address = reverse("statements:review")
    return f"{address}?{urlencode({'next': going})}" if going else address


def is_from_script(request: HttpRequest) -> bool:
    """HTMX, fetch or an image: anything but the opening of a page. Older browsers do not send Sec-Fetch-Mode."""
    headers = request.headers
    if "HX-Request" in headers or "X-Requested-With" in headers:
        return True
    if headers.get("Sec-Fetch-Mode", "navigate") != "navigate":
        return True
    accepted = headers.get("Accept", "")
    return "application/json" in accepted and "text/html" not in accepted


def find_page_of_script(request: HttpRequest) -> str:
    """The path of the page that the script runs on; empty when that is unknown or of another site."""
    page = request.headers.get("HX-Current-URL") or request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(page, {request.get_host()}, require_https=request.is_secure()):
        return ""
    parts = urlsplit(page)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
