"""The report "Wat de browser tegenhield" in the admin."""

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.permission_policies import ModelPermissionPolicy

from legal.statements.reports.spreadsheets import SafeReportView

from .models import HeldBack


class HeldBackFilterSet(WagtailFilterSet):
    day = django_filters.DateFromToRangeFilter(label=_("Dag"), widget=DateRangePickerWidget)

    class Meta:
        model = HeldBack
        fields = ["day"]


class HeldBackReportView(SafeReportView):
    model = HeldBack
    page_title = _("Wat de browser tegenhield")
    header_icon = "lock"
    filterset_class = HeldBackFilterSet
    permission_policy = ModelPermissionPolicy(HeldBack)
    any_permission_required = ["view"]
    index_url_name = "held_back_report"
    index_results_url_name = "held_back_report_results"
    default_ordering = ["-day", "-times", "origin", "page"]
    columns = [
        Column("day", label=_("Dag"), sort_key="day"),
        Column("origin", label=_("Van wie"), sort_key="origin"),
        Column("directive", label=_("Regel"), sort_key="directive"),
        Column("page", label=_("Pagina"), sort_key="page"),
        Column("times", label=_("Keer"), sort_key="times"),
    ]
    list_export = ["day", "origin", "directive", "page", "times"]
    export_headings = {
        "day": _("Dag"),
        "origin": _("Van wie"),
        "directive": _("Regel"),
        "page": _("Pagina"),
        "times": _("Keer"),
    }
    export_filename = "tegengehouden"

    def get_queryset(self) -> Any:
        return self.order_queryset(HeldBack.objects.all())
