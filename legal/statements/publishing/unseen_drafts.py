"""Wagtail shows titles of drafts to every colleague who makes pages. Those of legal texts are for the legal team."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import F, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from wagtail.models import Page
from wagtail.permissions import policy_registry
from wagtail_localize.models import Translation
from wagtail_localize.views.report import TranslationsReportView

from ..models import LegalPage
from ..permissions import may_publish

RIGHTS = ("add", "change", "publish")
CHOSEN = "wagtailadmin_choose_page_chosen_multiple"
USAGE = ("page_types_usage", "page_types_usage_results")


def find_pages_of_others(user: Any) -> QuerySet[LegalPage]:
    own = policy_registry.get_by_type(Page).instances_user_has_any_permission_for(user, RIGHTS)
    return LegalPage.objects.exclude(pk__in=own.values("pk"))


def find_unseen_drafts(user: Any) -> QuerySet[LegalPage]:
    """Legal texts with a title in the admin that nobody has published."""
    return find_pages_of_others(user).exclude(live=True, draft_title=F("title"))


def hide_from_chooser(pages: QuerySet[Page], request: HttpRequest) -> QuerySet[Page]:
    return pages.exclude(pk__in=find_unseen_drafts(request.user).values("pk"))


class OwnTranslationsReportView(TranslationsReportView):
    def get_queryset(self) -> QuerySet[Translation]:
        keys = find_pages_of_others(self.request.user).values("translation_key")
        return super().get_queryset().exclude(source__object_id__in=keys).order_by("-pk")


def replace_translations_report() -> list[URLPattern]:
    """At the addresses of wagtail-localize, which come after ours."""
    whole, results = OwnTranslationsReportView.as_view(), OwnTranslationsReportView.as_view(results_only=True)
    return [
        path("localize/reports/translations/", whole, name="own_translations_report"),
        path("localize/reports/translations/results/", results, name="own_translations_report_results"),
    ]


class UnseenDraftMiddleware:
    """For two pages of Wagtail without a hook: what was chosen, and the page of each type that was edited last."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: object, args: object, kwargs: object) -> None:
        if request.resolver_match and request.resolver_match.url_name == CHOSEN:
            chosen = [number for number in request.GET.getlist("id") if number.isdecimal()]
            if find_unseen_drafts(request.user).filter(pk__in=chosen).exists():
                raise Http404

    def process_template_response(self, request: HttpRequest, response: TemplateResponse) -> TemplateResponse:
        if request.resolver_match and request.resolver_match.url_name in USAGE:
            for kind in (response.context_data or {}).get("object_list", ()):
                page = kind.last_edited_page
                if isinstance(page, LegalPage) and not may_publish(request.user, page):
                    kind.last_edited_page = None
        return response
