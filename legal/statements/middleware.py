"""The gate: a member who owes an answer is asked at their next page. Everything they may need stays open."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import ResolverMatch, reverse

from .reviewing import list_open_versions

# The texts themselves, the choice of cookies, and counting are never behind the question; nor is any page of
# the log-in (out, reset, confirm), which allauth names account_….
OPEN_NAMESPACES = {"statements", "cookies", "statistics"}
OPEN_NAMES = {"healthz"}
OPEN_PREFIX = "account_"


class AgreementMiddleware:
    """Asks on pages that are being opened (GET). A form that is being sent goes through, so that none is lost."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if request.method != "GET" or settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return None
        if is_open(request) or not request.user.is_authenticated or not list_open_versions(request):
            return None
        return HttpResponseRedirect(f"{reverse('statements:review')}?{urlencode({'next': request.get_full_path()})}")


def is_open(request: HttpRequest) -> bool:
    match: ResolverMatch | None = request.resolver_match
    if match is None or request.path.startswith(reverse("wagtailadmin_home")):
        return True
    name = match.url_name or ""
    return bool(OPEN_NAMESPACES.intersection(match.namespaces)) or name in OPEN_NAMES or name.startswith(OPEN_PREFIX)
