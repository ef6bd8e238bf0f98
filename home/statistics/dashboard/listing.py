"""All counts as they are kept, by day: to look something up, and to download."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.permission_policies import ModelPermissionPolicy

from legal.statements.reports.spreadsheets import SafeReportView

from ..models import DailyCount
from .names import name_labels


@dataclass(frozen=True)
class NamedCount:
    day: datetime.date
    dimension: str
    name: str
    views: int
    visits: int


class DailyCountFilterSet(WagtailFilterSet):
    day = django_filters.DateFromToRangeFilter(label=_("Dag"), widget=DateRangePickerWidget)

    class Meta:
        model = DailyCount
        fields = ["day", "dimension"]


class VisitReportView(SafeReportView):
    model = DailyCount
    page_title = _("Alle tellingen")
    header_icon = "view"
    filterset_class = DailyCountFilterSet
    permission_policy = ModelPermissionPolicy(DailyCount)
    any_permission_required = ["view"]
    index_url_name = "statistics_report"
    index_results_url_name = "statistics_report_results"
    default_ordering = ["-day", "dimension", "-views", "label"]
    columns = [
        Column("day", label=_("Dag"), sort_key="day"),
        Column("dimension", label=_("Soort"), sort_key="dimension"),
        Column("name", label=_("Wat")),
        Column("views", label=_("Keer bekeken"), sort_key="views"),
        Column("visits", label=_("Bezoeken"), sort_key="visits"),
    ]
    list_export = ["day", "dimension", "name", "views", "visits"]
    export_headings = {column.name: column.label for column in columns}
    export_filename = "bezoek"

    def get_queryset(self) -> Any:
        """Without the rows that only stand ready for what gets no row of its own."""
        return self.order_queryset(DailyCount.objects.filter(views__gt=0))

    def get_table(self, object_list: Iterable[DailyCount]) -> Any:
        # Wagtail builds the table before it calls the method below, and also for a download, which shows none.
        return super().get_table(object_list if self.is_export else add_names(object_list))

    def decorate_paginated_queryset(self, object_list: Iterable[DailyCount]) -> Iterable[DailyCount | NamedCount]:
        return add_names(object_list) if self.is_export else object_list


def add_names(object_list: Iterable[DailyCount]) -> list[NamedCount]:
    counts = list(object_list)
    names = name_labels((count.dimension, count.label) for count in counts)
    return [
        NamedCount(
            count.day,
            str(count.get_dimension_display()),
            names[count.dimension, count.label],
            count.views,
            count.visits,
        )
        for count in counts
    ]
