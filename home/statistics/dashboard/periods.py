"""Which days the dashboard is about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from members.billing.calendar import add_months

from ..due import MONTHS_KEPT

DAYS_AT_FIRST = 30
USUAL: dict[int, Promise] = {
    7: _("Laatste 7 dagen"),
    DAYS_AT_FIRST: _("Laatste 30 dagen"),
    365: _("Laatste 365 dagen"),
}


@dataclass(frozen=True)
class Period:
    """Both days included."""

    first: date
    last: date

    @property
    def query(self) -> str:
        return urlencode({"first": self.first.isoformat(), "last": self.last.isoformat()})

    @property
    def listing_query(self) -> str:
        """The same days, as the list of all counts calls them."""
        return urlencode({"day_from": self.first.isoformat(), "day_to": self.last.isoformat()})

    @property
    def length(self) -> int:
        return (self.last - self.first).days + 1


def list_usual() -> list[tuple[Period, Promise]]:
    return [(choose_last_days(days), words) for days, words in USUAL.items()]


def choose_last_days(days: int) -> Period:
    today = timezone.localdate()
    return Period(today - timedelta(days=days - 1), today)


class DayInput(forms.DateInput):
    """The browser's own field for a day."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class PeriodForm(forms.Form):
    first = forms.DateField(label=_("Vanaf"), widget=DayInput())
    last = forms.DateField(label=_("Tot en met"), widget=DayInput())

    def clean(self) -> dict[str, Any]:
        """A day is kept for 24 months: earlier ones would show nothing, and a hundred years of it."""
        period = super().clean() or {}
        today = timezone.localdate()
        first, last = period.get("first"), period.get("last")
        if first and first < add_months(today, -MONTHS_KEPT):
            self.add_error("first", _("Zo lang bewaren we de tellingen niet. Kies een dag van de laatste 24 maanden."))
        if last and last > today:
            self.add_error("last", _("Deze dag moet nog komen."))
        if first and last and first > last:
            self.add_error("last", _("Deze dag ligt vóór de eerste dag."))
        return period

    @property
    def period(self) -> Period:
        return Period(self.cleaned_data["first"], self.cleaned_data["last"])
