"""What the lists about money in the admin share: who may see them, and that looking is on record."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext_lazy as _
from django.views import View
from wagtail.admin.ui.tables import Column, TitleColumn

from legal.statements.reports.evidence import LoggedReportView, PlainColumn
from members.invoicing.amounts import write_amount

from ..permissions import may_see_sales

ALL: Promise = _("Alle")


class SalesOnly(View):
    """For who may not see what is sold these addresses do not exist."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_see_sales(request.user):
            raise Http404
        return super().dispatch(request, *args, **kwargs)


class AmountColumn(Column):
    def get_value(self, instance: Any) -> str:
        return write_amount(super().get_value(instance) or 0)


class OrderColumn(PlainColumn, TitleColumn):
    """Leads to the story of the order. `order`: the path to it from the row."""

    def __init__(self, name: str, *, order: str = "", **options: Any) -> None:
        super().__init__(name, **options)
        self.order = order

    def get_link_url(self, instance: Any, parent_context: Any) -> str:
        found = Column(self.order).get_value(instance) if self.order else instance
        return reverse("billing_order", args=[found.pk])


def to_euros(cents: int | None) -> Decimal:
    """For a column that spreadsheets add up."""
    return Decimal(cents or 0).scaleb(-2)


class SalesReportView(SalesOnly, LoggedReportView):
    """`amounts`: the columns with cents. `words`: how to say the values of columns that mean nothing by themselves."""

    amounts: tuple[str, ...] = ()
    words: dict[str, Callable[[Any], Any]] = {}
    typed = frozenset({"number"})
    order = "order"

    @cached_property
    def index_url_name(self) -> str:
        return f"billing_{self.name}"

    @cached_property
    def index_results_url_name(self) -> str:
        return f"billing_{self.name}_results"

    @cached_property
    def custom_field_preprocess(self) -> dict[str, Any]:
        written: dict[str, Any] = dict.fromkeys(self.amounts, to_euros)
        written |= {name: lambda value, say=say: str(say(value)) for name, say in self.words.items()}
        return {name: dict.fromkeys(self.FORMATS, write) for name, write in written.items()}

    def make_column(self, name: str, label: Any) -> Column:
        if name in self.amounts:
            return AmountColumn(name, label=label, accessor=name, sort_key=name)
        if name in self.words:
            return Column(name, label=label, accessor=lambda row: self.words[name](getattr(row, name)))
        if name.endswith("_at"):
            return PlainColumn(name, label=label, accessor=name, sort_key=name, classname="legal-moment")
        if name.endswith("number"):
            return OrderColumn(name, label=label, accessor=name, order=self.order, classname="title legal-moment")
        return super().make_column(name, label)
