"""A book year in the Wagtail admin: its sums, and all of it as one file."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.decorators import method_decorator
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from legal.statements.evidence.downloads import ZIP
from legal.statements.models import StaffReading
from legal.statements.reports.reading_log import log_reading

from ..admin_pages import ReadersOnly, link_list
from ..amounts import write_amount
from ..models import Invoice
from ..totals import Total, Totals
from .year_export import export_year, list_years
from .zip_stream import stream_zip


@method_decorator(never_cache, name="dispatch")
class YearView(ReadersOnly, WagtailAdminTemplateMixin, TemplateView):
    """A form sends for the file: making it takes time, and a link might be fetched ahead."""

    template_name = "invoicing/admin/year.html"
    header_icon = "doc-full-inverse"
    page_title = _("Boekjaar")

    @cached_property
    def years(self) -> list[int]:
        return list_years()

    def find_year(self, asked: str) -> int | None:
        """The newest for who asks for none that is there."""
        chosen = [year for year in self.years if str(year) == asked]
        return next(iter(chosen or self.years), None)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, link_list(), {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        year = self.find_year(self.request.GET.get("year", ""))
        totals = Totals(Invoice.objects.of_year(year).iterator()) if year else ()
        return super().get_context_data(
            years=self.years, year=year, rows=[list_cells(one) for one in totals], **context
        )

    def post(self, request: HttpRequest) -> HttpResponseBase:
        year = self.find_year(request.POST.get("year", ""))
        if year is None:
            return self.get(request)
        log_reading(reader=request.user, what=StaffReading.What.EXPORT, detail=f"invoices year={year}")
        headers = {"Content-Disposition": content_disposition_header(True, f"facturen-{year}.zip") or ""}
        return StreamingHttpResponse(stream_zip(export_year(year)), content_type=ZIP, headers=headers)


def list_cells(total: Total) -> tuple[Total, str, str, str]:
    return total, write_amount(total.net), write_amount(total.vat), write_amount(total.gross)
