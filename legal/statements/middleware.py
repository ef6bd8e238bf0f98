"""The gate: a member who owes an answer is asked at their next page. Everything they may need stays open."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import ResolverMatch, reverse
from django.utils.cache import add_never_cache_headers
from wagtail.models import Page
from wagtail_localize.models import TranslationSource

from .permissions import may_translate
from .publishing import PublicationRefused
from .reviewing import list_open_versions

# The texts themselves, the choice of cookies, and counting are never behind the question; nor is any page of
# the log-in (out, reset, confirm), which allauth names account_….
OPEN_NAMESPACES = {"statements", "cookies", "statistics"}
OPEN_NAMES = {"healthz"}
OPEN_PREFIX = "account_"
OPEN_PATH = "/.well-known/"  # where programs ask, such as the one that keeps somebody's passwords


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
        address = f"{reverse('statements:review')}?{urlencode({'next': request.get_full_path()})}"
        response = HttpResponseRedirect(address)
        add_never_cache_headers(response)
        return response


class RefusedPublicationMiddleware:
    """The editor's form says what is wrong before it publishes. The list of pages and a workflow have no such form."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, PublicationRefused):
            return None
        messages.error(request, " ".join(exception.messages))
        return HttpResponseRedirect(reverse("wagtailadmin_explore_root"))


class LegalTranslationMiddleware:
    """wagtail-localize asks for one right over all pages; a legal text asks for the right to publish this one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: object, args: object, kwargs: dict[str, Any]) -> None:
        match = request.resolver_match
        if match is None or "wagtail_localize" not in match.namespaces:
            return
        pages = Page.objects.none()
        if match.url_name == "submit_page_translation":
            pages = Page.objects.filter(pk=kwargs["page_id"])
        elif match.url_name == "update_translations":
            sources = TranslationSource.objects.filter(pk=kwargs["translation_source_id"])
            pages = Page.objects.filter(translation_key__in=sources.values("object_id"))
        if not all(may_translate(request.user, page) for page in pages):
            raise PermissionDenied


def is_open(request: HttpRequest) -> bool:
    match: ResolverMatch | None = request.resolver_match
    if match is None or request.path.startswith((reverse("wagtailadmin_home"), OPEN_PATH)):
        return True
    name = match.url_name or ""
    return bool(OPEN_NAMESPACES.intersection(match.namespaces)) or name in OPEN_NAMES or name.startswith(OPEN_PREFIX)
