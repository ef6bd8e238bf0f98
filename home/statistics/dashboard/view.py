"""The report "Bezoek" in the admin: how much was read in a period, of what, and who led the way."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic import PermissionCheckedMixin, WagtailAdminTemplateMixin
from wagtail.permission_policies import ModelPermissionPolicy

from legal.statements.reports.bars import Drawing, Word, draw_chart
from legal.statements.reports.chart import MOST_DAYS, choose_anchor, choose_labels

from ..models import DailyCount, Dimension
from .figures import Step, list_shares, sum_steps, write_number
from .periods import DAYS_AT_FIRST, Period, PeriodForm, choose_last_days, list_usual

HEADINGS: dict[Dimension, Promise] = {
    Dimension.PAGE: _("Meest gelezen pagina’s"),
    Dimension.REFERRER: _("Verwijzende sites"),
    Dimension.CAMPAIGN: _("Campagnes"),
    Dimension.DEVICE: _("Apparaten"),
    Dimension.LANGUAGE: _("Talen"),
}


class DashboardView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    template_name = "statistics/admin/dashboard.html"
    header_icon = "view"
    page_title = _("Bezoek")
    permission_policy = ModelPermissionPolicy(DailyCount)
    any_permission_required = ["view"]

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        form = read_form(self.request.GET)
        facts = describe(form.period) if form.is_valid() else {}
        shared = {"form": form, "usual": list_usual(), "is_elsewhere": bool(settings.STATISTICS_URL)}
        return super().get_context_data(**shared, **facts, **context)


def read_form(asked: Any) -> PeriodForm:
    """Without a question: the last days."""
    at_first = choose_last_days(DAYS_AT_FIRST)
    is_asked = "first" in asked or "last" in asked
    return PeriodForm(asked if is_asked else {"first": at_first.first, "last": at_first.last})


def describe(period: Period) -> dict[str, Any]:
    steps = sum_steps(period.first, period.last)
    shares = list_shares(period.first, period.last)
    views, visits = sum(step.views for step in steps), sum(step.visits for step in steps)
    return {
        "period": period,
        "views": views,
        "visits": visits,
        "drawings": draw(steps) if views else [],
        "rows": [(name_step(step, period), step) for step in steps],
        "sections": [(dimension, heading, shares[dimension]) for dimension, heading in HEADINGS.items()],
    }


def draw(steps: Sequence[Step]) -> list[Drawing]:
    views = draw_chart([step.views for step in steps])
    visits = draw_chart([step.visits for step in steps])
    return [
        Drawing("views", _("Keer bekeken"), views, write_below(views.bars, steps), write_number),
        Drawing("visits", _("Bezoeken"), visits, write_below(visits.bars, steps), write_number),
    ]


def write_below(bars: Sequence[Any], steps: Sequence[Step]) -> list[Word]:
    """The first and the last, and two between."""
    form = "j F" if len(steps) == (steps[-1].day - steps[0].day).days + 1 else "F Y"
    return [
        Word(bars[place].middle, date_format(steps[place].day, form), anchor=choose_anchor(place, len(steps)))
        for place in choose_labels(len(steps))
    ]


def name_step(step: Step, period: Period) -> str:
    day = date_format(step.day, "j F Y")
    return day if period.length <= MOST_DAYS else gettext("week van %(day)s") % {"day": day}
