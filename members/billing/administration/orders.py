"""The list of orders: how each stands."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db import models
from django.db.models import Case, Exists, OuterRef, QuerySet, Value, When
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.widgets import HeaderButton

from legal.statements.reports.evidence import PeriodFilter, WholeNumberFilter
from members.membership.models import Offer

from ..models import Charge, Order
from .listings import ALL, SalesReportView


class OrderState(models.TextChoices):
    PAID = "paid", _("Betaald")
    OPEN = "open", _("Staat open")
    LAPSED = "lapsed", _("Vervallen")
    ENDED = "ended", _("Beëindigd")


def list_orders() -> QuerySet[Order]:
    """Those that were placed, each with its `state`."""
    periods = Charge.objects.periods().filter(order=OuterRef("pk"))
    state = Case(
        When(ended_at__isnull=False, then=Value(OrderState.ENDED)),
        When(Exists(periods.unsettled()), then=Value(OrderState.OPEN)),
        When(~Exists(periods.filter(dropped_at=None)), then=Value(OrderState.LAPSED)),
        default=Value(OrderState.PAID),
        output_field=models.CharField(),
    )
    placed: QuerySet[Order] = Order.objects.placed().annotate(state=state)
    return placed


class OrderFilterSet(WagtailFilterSet):
    number = django_filters.CharFilter(label=_("Bestelnummer"), lookup_expr="icontains", max_length=20)
    state = django_filters.ChoiceFilter(label=_("Stand"), choices=OrderState.choices, empty_label=ALL)
    way = django_filters.ChoiceFilter(label=_("Voor wie"), choices=Order.Way.choices, empty_label=ALL)
    kind = django_filters.ChoiceFilter(
        label=_("Soort"), field_name="offer__kind", choices=Offer.Kind.choices, empty_label=ALL
    )
    placed_at = PeriodFilter(label=_("Besteld"))
    person = WholeNumberFilter(label=_("Nummer van het account"), field_name="user")

    class Meta:
        model = Order
        fields: list[str] = []


class OrderReportView(SalesReportView):
    name = "orders"
    model = Order
    page_title = _("Bestellingen")
    header_icon = "list-ul"
    filterset_class = OrderFilterSet
    export_filename = "bestellingen"
    order = ""
    amounts = ("cents",)
    words = {"state": lambda value: OrderState(value).label}
    columns_by_field = {
        "number": _("Nummer"),
        "placed_at": _("Besteld"),
        "state": _("Stand"),
        "buyer_name": _("Koper"),
        "email": _("E-mailadres"),
        "terms.title": _("Wat"),
        "get_way_display": _("Voor wie"),
        "quantity": _("Plekken"),
        "cents": _("Eerste bedrag"),
    }

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        words = _("Zoek op naam of e-mailadres")
        return [HeaderButton(words, reverse("billing_find"), icon_name="search", icon_only=False)]

    def get_base_queryset(self) -> QuerySet[Any]:
        return list_orders().order_by("-placed_at", "-pk")
