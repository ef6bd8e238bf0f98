"""The figures of the last twelve months in the admin, as a table and as charts. Nobody's data is in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from legal.statements.reports.bars import Chart, Drawing, Word, draw_chart
from members.invoicing.amounts import write_amount

from .figures import Month, list_months
from .listings import SalesOnly


def write_euros(cents: int) -> str:
    sign = "−" if cents < 0 else ""
    return f"{sign}€\u00a0{number_format(abs(cents) // 100, force_grouping=True)}"


def write_percentage(tenths: int) -> str:
    return f"{number_format(tenths / 10, decimal_pos=0 if tenths % 10 == 0 else 1)}%"


def draw(months: Sequence[Month]) -> Iterator[Drawing]:
    net = draw_chart([month.net for month in months], unit=100)
    yield Drawing("revenue", _("Omzet per maand, zonder btw"), net, write_below(net, months), write_euros)
    running = draw_chart([month.running for month in months])
    title = _("Lopende lidmaatschappen aan het eind van de maand")
    yield Drawing("running", title, running, write_below(running, months), is_line=True)
    churn = draw_chart([int((month.churn or 0) * 10) for month in months], unit=10)
    yield Drawing("churn", _("Uitval per maand, in procenten"), churn, write_below(churn, months), write_percentage)


def write_below(chart: Chart, months: Sequence[Month]) -> list[Word]:
    """Each month, and the year below the first one and every January."""
    columns = list(zip(chart.bars, (month.first for month in months), strict=True))
    names = [Word(bar.middle, date_format(day, "M")) for bar, day in columns]
    years = [Word(bar.middle, str(day.year), line=2) for bar, day in columns if day.month == 1 or day == columns[0][1]]
    return names + years


def write_row(month: Month) -> dict[str, Any]:
    money = {name: write_amount(getattr(month, name)) for name in ("net", "vat", "gross")}
    churn = "–" if month.churn is None else write_percentage(int(month.churn * 10))
    return {"month": month, "churn": churn, **money}


class FiguresView(SalesOnly, WagtailAdminTemplateMixin, TemplateView):
    template_name = "billing/administration/figures.html"
    header_icon = "order"
    page_title = _("Cijfers")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        months = list_months()
        has_any = any(month.gross or month.net or month.begun or month.running_before for month in months)
        drawings = list(draw(months)) if has_any else []
        return super().get_context_data(drawings=drawings, rows=[write_row(month) for month in months], **context)
