from collections.abc import Iterable
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.views.reports import ReportView

from .plain_words import write_plainly

# The wide forms too: programs set to Chinese or Japanese read them as the plain ones.
FORMULA_STARTS = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
MOST_XLSX_ROWS = 100_000  # such a file is made in memory; a CSV file is sent row by row


class SafeReportView(ReportView):
    """A report whose downloads hold text only: a name such as `=1+1` is no formula (OWASP ASVS 5.0, 1.2.10).

    Times are those of Amsterdam, as on the screen; Wagtail would write UTC, and in XLSX without saying so.
    """

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Wagtail would read all rows into memory before it writes the first."""
        if not self.is_export:
            return super().get(request, *args, **kwargs)
        rows = self.decorate_paginated_queryset(self.get_filtered_queryset())
        return self.as_spreadsheet(rows, request.GET["export"])

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        if isinstance(value, datetime):
            value = timezone.localtime(value)
            value = timezone.make_naive(value) if export_format == self.FORMAT_XLSX else value
        written = write_plainly(super().preprocess_field_value(field, value, export_format))
        if isinstance(written, str) and written.startswith(FORMULA_STARTS):
            return f"'{written}"
        return written

    def as_spreadsheet(self, queryset: Iterable[Any], spreadsheet_format: str) -> HttpResponse:
        if not isinstance(queryset, QuerySet):
            return super().as_spreadsheet(queryset, spreadsheet_format)
        if spreadsheet_format == self.FORMAT_XLSX and queryset[MOST_XLSX_ROWS : MOST_XLSX_ROWS + 1].exists():
            messages.error(
                self.request, _("Dit is te veel voor een Excel-bestand. Kies een kortere periode, of download als CSV.")
            )
            return redirect(f"{self.request.path}?{urlencode(self.request.GET.dict() | {'export': ''})}")
        return super().as_spreadsheet(queryset.iterator(chunk_size=2000), spreadsheet_format)
