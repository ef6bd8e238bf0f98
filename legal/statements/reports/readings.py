"""The report of who looked at what: the log that the other reports write."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column

from ..models import StaffReading
from .evidence import EvidenceReportView, PeriodFilter, PersonColumn, WholeNumberFilter, name_account


class ReadingFilterSet(WagtailFilterSet):
    what = django_filters.ChoiceFilter(label=_("Wat"), choices=StaffReading.What, empty_label=_("Alles"))
    reader = WholeNumberFilter(label=_("Nummer van het account van de lezer"))
    person = WholeNumberFilter(label=_("Nummer van het account over wie het ging"), field_name="subject")
    read_at = PeriodFilter(label=_("Wanneer"))

    class Meta:
        model = StaffReading
        fields = ["what", "reader", "person", "read_at"]


class ReadingReportView(EvidenceReportView):
    """Colleagues by their address; whom they looked at by number only."""

    name = "readings"
    model = StaffReading
    page_title = _("Wie keek in gegevens van mensen")
    header_icon = "view"
    filterset_class = ReadingFilterSet
    export_filename = "inzages"
    columns_by_field = {
        "read_at": _("Wanneer"),
        "reader_name": _("Wie keek"),
        "get_what_display": _("Wat"),
        "subject": _("Account over wie het ging"),
        "detail": _("Welk deel"),
    }

    def get_queryset(self) -> QuerySet[StaffReading]:
        return StaffReading.objects.annotate(reader_name=name_account("reader")).order_by("-pk")

    def make_column(self, name: str, label: Any) -> Column:
        if name == "subject":
            return PersonColumn(name, label=label, account="subject")
        return super().make_column(name, label)
