"""The gate: a member who owes an answer is asked at their next page. Everything they may need stays open."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail_localize.models import TranslationSource

from .acts.gate import ask_first
from .acts.open_pages import is_kept_open
from .acts.reviewing import list_open_versions
from .permissions import may_publish, may_translate
from .publishing.keeping import RemovalRefused, describe_removal, find_kept_page
from .publishing.publishing import PublicationRefused


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
        if is_kept_open(request) or not request.user.is_authenticated or not list_open_versions(request):
            return None
        return ask_first(request)


class RefusedPublicationMiddleware:
    """The editor's form says what is wrong before it publishes. The list of pages and a workflow have no such form."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, PublicationRefused | RemovalRefused):
            return None
        messages.error(request, " ".join(exception.messages))
        page = Page.objects.filter(pk=getattr(exception, "page", None)).first()
        if page and may_publish(request.user, page):
            return HttpResponseRedirect(reverse("statements_prepare", args=[page.pk]))
        return HttpResponseRedirect(reverse("wagtailadmin_explore_root"))


class LegalTranslationMiddleware:
    """wagtail-localize asks for one right over all pages; a legal text asks for the right to publish this one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, args: object, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        match = request.resolver_match
        if match is None or "wagtail_localize" not in match.namespaces or not request.user.is_authenticated:
            return None  # a visitor is sent to the log-in, as everywhere in the admin
        pages = list(find_translated_pages(kwargs))
        if not all(may_translate(request.user, page) for page in pages):
            raise PermissionDenied
        if match.url_name == "convert_to_alias" and (kept := find_kept_page(pages)):
            messages.error(request, describe_removal(kept))
            return HttpResponseRedirect(reverse("wagtailadmin_explore", args=[kept.get_parent().pk]))
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Its pages look for the page that a translation is, and fail when that was never made or is gone."""
        match = request.resolver_match
        if match is None or "wagtail_localize" not in match.namespaces or not isinstance(exception, ObjectDoesNotExist):
            return None
        messages.error(request, _("Van deze tekst is er geen vertaling, of niet meer. Maak er eerst een."))
        page = find_translated_pages(match.kwargs).order_by("locale").first()
        above = page.get_parent() if page else None
        return HttpResponseRedirect(reverse("wagtailadmin_explore", args=[above.pk] if above else []))


def find_translated_pages(numbers: dict[str, Any]) -> QuerySet[Page]:
    """The page itself, or all that belong to the translation, or to the text that is translated; none for a list."""
    if "page_id" in numbers:
        return Page.objects.filter(pk=numbers["page_id"])
    if "translation_source_id" in numbers:
        sources = TranslationSource.objects.filter(pk=numbers["translation_source_id"])
    elif "translation_id" in numbers:
        sources = TranslationSource.objects.filter(translations=numbers["translation_id"])
    else:
        return Page.objects.none()
    return Page.objects.filter(translation_key__in=sources.values("object_id"))
