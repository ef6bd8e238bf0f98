"""The report "Bezoek" in the admin: how often each page was read, by day."""

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import django_filters
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.models import Page
from wagtail.permission_policies import ModelPermissionPolicy

from legal.statements.reports.spreadsheets import SafeReportView

from .models import DailyCount


@dataclass(frozen=True)
class PageDay:
    """A line of the report: a count with the title that the page has now."""

    day: datetime.date
    page_title: str
    views: int
    visits: int


class DailyCountFilterSet(WagtailFilterSet):
    day = django_filters.DateFromToRangeFilter(label=_("Dag"), widget=DateRangePickerWidget)

    class Meta:
        model = DailyCount
        fields = ["day"]


class VisitReportView(SafeReportView):
    model = DailyCount
    page_title = _("Bezoek")
    header_icon = "view"
    filterset_class = DailyCountFilterSet
    permission_policy = ModelPermissionPolicy(DailyCount)
    any_permission_required = ["view"]
    index_url_name = "statistics_report"
    index_results_url_name = "statistics_report_results"
    default_ordering = ["-day", "-views", "label"]
    columns = [
        Column("day", label=_("Dag"), sort_key="day"),
        Column("page_title", label=_("Pagina")),
        Column("views", label=_("Keer bekeken"), sort_key="views"),
        Column("visits", label=_("Bezoeken"), sort_key="visits"),
    ]
    list_export = ["day", "page_title", "views", "visits"]
    export_headings = {
        "day": _("Dag"),
        "page_title": _("Pagina"),
        "views": _("Keer bekeken"),
        "visits": _("Bezoeken"),
    }
    export_filename = "bezoek"

    def get_queryset(self) -> Any:
        return self.order_queryset(DailyCount.objects.all())

    def get_table(self, object_list: Iterable[DailyCount]) -> Any:
        # Wagtail builds the table before it calls the method below, and also for a download, which shows none.
        return super().get_table(object_list if self.is_export else add_titles(object_list))

    def decorate_paginated_queryset(self, object_list: Iterable[DailyCount]) -> Iterable[DailyCount | PageDay]:
        return add_titles(object_list) if self.is_export else object_list


def add_titles(object_list: Iterable[DailyCount]) -> list[PageDay]:
    counts = list(object_list)
    keys = {count.label: read_translation_key(count.label) for count in counts}
    titles = read_titles({key for key in keys.values() if key})
    gone = gettext("Pagina die niet meer bestaat")
    return [PageDay(count.day, titles.get(keys[count.label], gone), count.views, count.visits) for count in counts]


def read_translation_key(label: str) -> uuid.UUID | None:
    """A label ends in the translation key of a page; what stands before it is the page's own word for its kind."""
    try:
        return uuid.UUID(label.rpartition(":")[2])
    except ValueError:
        return None


def read_titles(keys: set[uuid.UUID]) -> dict[uuid.UUID | None, str]:
    """Title by translation key, in the site's first language where the page has it. One query."""
    pages = Page.objects.filter(translation_key__in=keys).values_list(
        "translation_key", "title", "locale__language_code"
    )
    first_language_last = sorted(pages, key=lambda page: page[2] == settings.LANGUAGE_CODE)
    return {key: title for key, title, _language in first_language_last}
