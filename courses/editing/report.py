"""The report "Inhoud nakijken": published courses and lessons in which something is to be repaired."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, LocaleColumn, TitleColumn
from wagtail.models import Locale, Page
from wagtail.permissions import page_permission_policy

from legal.statements.reports.spreadsheets import SafeReportView

from ..models import CoursePage, LessonPage
from .checking import find_everything
from .findings import Finding, Kind

RIGHTS = ["add", "change", "publish"]
SORTS = [("course", _("Cursussen")), ("lesson", _("Lessen"))]


def may_see_report(person: Any) -> bool:
    return bool(page_permission_policy.user_has_any_permission(person, RIGHTS))


def find_in_published(person: Any) -> dict[int, list[Finding]]:
    """In what this colleague may see in the page tree."""
    seen = page_permission_policy.instances_user_has_any_permission_for(person, RIGHTS).values("pk")
    courses = CoursePage.objects.live().filter(pk__in=seen, alias_of=None)
    lessons = LessonPage.objects.live().filter(pk__in=seen, alias_of=None)
    return find_everything([*courses, *lessons])


class ContentFilterSet(WagtailFilterSet):
    finding = django_filters.ChoiceFilter(label=_("Bevinding"), choices=Kind.choices, method="keep_finding")
    sort = django_filters.ChoiceFilter(label=_("Soort pagina"), choices=SORTS, method="keep_sort")
    locale = django_filters.ModelChoiceFilter(label=_("Taal"), queryset=Locale.objects.all())

    class Meta:
        model = Page
        fields = ["finding", "sort", "locale"]

    def __init__(self, *args: Any, findings: dict[int, list[Finding]], **kwargs: Any) -> None:
        self._findings = findings
        super().__init__(*args, **kwargs)

    def keep_finding(self, pages: Any, name: str, value: str) -> Any:
        kinds = {number: {finding.kind for finding in found} for number, found in self._findings.items()}
        return pages.filter(pk__in=[number for number in kinds if value in kinds[number]])

    def keep_sort(self, pages: Any, name: str, value: str) -> Any:
        return pages.exact_type(CoursePage if value == "course" else LessonPage)


class ContentReportView(SafeReportView):
    model = Page
    page_title = _("Inhoud nakijken")
    header_icon = "glasses"
    filterset_class = ContentFilterSet
    permission_policy = page_permission_policy
    any_permission_required = RIGHTS
    index_url_name = "courses_content_report"
    index_results_url_name = "courses_content_report_results"
    columns = [
        TitleColumn("title", label=_("Pagina"), url_name="wagtailadmin_pages:edit", width="30%"),
        LocaleColumn(label=_("Taal")),
        Column("findings", label=_("Bevindingen")),
    ]
    list_export = ["title", "locale", "findings"]
    export_headings = {"title": _("Pagina"), "locale": _("Taal"), "findings": _("Bevindingen")}
    export_filename = "inhoud-nakijken"

    @cached_property
    def found(self) -> dict[int, list[Finding]]:
        return find_in_published(self.request.user)

    def get_filterset_kwargs(self) -> dict[str, Any]:
        return super().get_filterset_kwargs() | {"findings": self.found}

    def get_queryset(self) -> Any:
        return Page.objects.filter(pk__in=self.found).select_related("locale").order_by("path")

    def get_table(self, object_list: Any) -> Any:
        return super().get_table(object_list if self.is_export else self._add_findings(object_list))

    def decorate_paginated_queryset(self, object_list: Any) -> Any:
        return self._add_findings(object_list) if self.is_export else object_list

    def _add_findings(self, pages: Any) -> list[Page]:
        pages = list(pages)
        for page in pages:
            page.findings = " ".join(finding.sentence for finding in self.found[page.pk])
        return pages
