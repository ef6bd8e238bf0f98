"""What the reports of the legal team share: who may see them, and that looking is on record."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

import django_filters
from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db.models import BigIntegerField, CharField, Model, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Coalesce
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views import View
from wagtail.admin.filters import DateRangePickerWidget
from wagtail.admin.menu import MenuItem
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.ui.tables import Column, TitleColumn

from ..models import StaffReading
from ..permissions import may_see_evidence
from .plain_words import write_plainly
from .reading_log import log_reading
from .spreadsheets import SafeReportView

MOST_ROWS_COUNTED = 10_000
EARLIEST_DAY, LATEST_DAY = date(1900, 1, 1), date(2199, 12, 31)


class EvidenceMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_see_evidence(request.user)


class EvidenceMixin(View):
    """For whoever may not see evidence these addresses do not exist."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not may_see_evidence(request.user):
            raise Http404
        return super().dispatch(request, *args, **kwargs)


class BoundedPaginator(WagtailPaginator):
    """Counts no further than the pages that anybody turns: counting millions takes longer than showing fifty."""

    @cached_property
    def count(self) -> int:
        rows = self.object_list
        return rows.order_by().values("pk")[:MOST_ROWS_COUNTED].count() if isinstance(rows, QuerySet) else len(rows)

    @property
    def is_cut_off(self) -> bool:
        return self.count == MOST_ROWS_COUNTED


class PlainColumn(Column):
    def get_value(self, instance: Any) -> Any:
        value = super().get_value(instance)
        if isinstance(value, datetime):
            return date_format(timezone.localtime(value), "Y-m-d H:i:s")
        return write_plainly(value)


class PersonColumn(PlainColumn, TitleColumn):
    """Leads to everything that this person answered, as long as we know who it was."""

    empty_value_display = ""

    def __init__(self, name: str, *, account: str, **options: Any) -> None:
        super().__init__(name, **options)
        self.account = account

    def get_link_url(self, instance: Any, parent_context: Any) -> str | None:
        number = Column(self.account).get_value(instance)
        return reverse("statements_person", args=[number]) if number else None


class WholeNumberFilter(django_filters.Filter):
    field_class = forms.IntegerField

    def __init__(self, **options: Any) -> None:
        super().__init__(min_value=1, max_value=BigIntegerField.MAX_BIGINT, **options)


class PeriodField(django_filters.fields.DateRangeField):
    """Days that every time zone and database can reckon with."""

    def compress(self, data_list: list[date | None]) -> slice | None:
        if any(day and not EARLIEST_DAY <= day <= LATEST_DAY for day in data_list or []):
            raise ValidationError(_("Kies dagen tussen 1900 en 2200."))
        return super().compress(data_list)


class PeriodFilter(django_filters.DateFromToRangeFilter):
    field_class = PeriodField

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=DateRangePickerWidget, **options)


class LoggedReportView(SafeReportView):
    """Each time it is shown or downloaded is on record; see `reading_log`."""

    name = ""  # in the log and in addresses
    template_name = "statements/admin/report.html"
    results_template_name = "statements/admin/report_results.html"
    paginator_class = BoundedPaginator
    columns_by_field: dict[str, Any] = {}
    typed: frozenset[str] = frozenset()  # filters for words that somebody types, which stay out of the log

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.log()
        return super().get(request, *args, **kwargs)

    def log(self) -> None:
        what = StaffReading.What.EXPORT if self.is_export else StaffReading.What.LIST
        subject = self.read_filters().get("person")
        log_reading(reader=self.request.user, what=what, subject=subject, detail=self.describe())

    def read_filters(self) -> dict[str, Any]:
        if not self.filters or not self.filters.is_valid():
            return {}
        return {name: value for name, value in self.filters.form.cleaned_data.items() if value not in (None, "")}

    def describe(self) -> str:
        filters = ((name, value) for name, value in self.read_filters().items() if name not in self.typed)
        chosen = [f"{name}={describe_value(value)}" for name, value in filters]
        page = self.request.GET.get(self.page_kwarg, "")
        chosen += [f"p={page}"] if page.isdecimal() and not self.is_export else []
        return " ".join([self.name, *chosen])

    @cached_property
    def columns(self) -> list[Column]:
        return [self.make_column(name, label) for name, label in self.columns_by_field.items()]

    def make_column(self, name: str, label: Any) -> Column:
        return PlainColumn(name, label=label, accessor=name)

    @property
    def list_export(self) -> list[str]:
        return list(self.columns_by_field)

    @property
    def export_headings(self) -> dict[str, Any]:
        return self.columns_by_field


class EvidenceReportView(EvidenceMixin, LoggedReportView):
    app = "statements"  # what its addresses are named after

    @cached_property
    def index_url_name(self) -> str:
        return f"{self.app}_{self.name}"

    @cached_property
    def index_results_url_name(self) -> str:
        return f"{self.app}_{self.name}_results"


def describe_value(value: Any) -> str:
    if isinstance(value, slice):  # a period
        return "..".join(f"{end:%Y-%m-%d}" if end else "" for end in (value.start, value.stop))
    return str(value.pk if isinstance(value, Model) else value)


def name_account(field: str) -> Coalesce:
    """The address of whom this field numbers, as long as there is such an account; else the number."""
    account = get_user_model().objects.filter(pk=OuterRef(field)).values("email")[:1]
    return Coalesce(Subquery(account), Cast(field, CharField()), Value(""), output_field=CharField())


def name_accounts(numbers: Iterable[int | None]) -> dict[int, str]:
    """The same for many at once, in one query."""
    wanted = {number for number in numbers if number is not None}
    known = dict(get_user_model().objects.filter(pk__in=wanted).values_list("pk", "email"))
    return {number: known.get(number, str(number)) for number in wanted}
