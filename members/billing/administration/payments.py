"""The list of payments: what was tried, and what of it we still have."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from legal.statements.reports.evidence import PeriodFilter, WholeNumberFilter

from ..models import Payment
from .listings import ALL, SalesReportView


class PaymentFilterSet(WagtailFilterSet):
    number = django_filters.CharFilter(
        label=_("Bestelnummer"), field_name="charge__order__number", lookup_expr="icontains", max_length=20
    )
    status = django_filters.ChoiceFilter(label=_("Stand"), choices=Payment.Status.choices, empty_label=ALL)
    sequence = django_filters.ChoiceFilter(label=_("Hoe"), choices=Payment.Sequence.choices, empty_label=ALL)
    intended_at = PeriodFilter(label=_("Begonnen"))
    person = WholeNumberFilter(label=_("Nummer van het account"), field_name="charge__order__user")
    is_short = django_filters.BooleanFilter(label=_("Meer terug dan binnen"), method="filter_short")

    class Meta:
        model = Payment
        fields: list[str] = []

    def filter_short(self, payments: QuerySet[Any], name: str, is_short: bool) -> QuerySet[Any]:
        """We gave it back, and the bank took it back as well: somebody has to ask for it."""
        return payments.filter(kept__lt=0) if is_short else payments.filter(kept__gte=0)


class PaymentReportView(SalesReportView):
    name = "payments"
    model = Payment
    page_title = _("Betalingen")
    header_icon = "list-ul"
    filterset_class = PaymentFilterSet
    export_filename = "betalingen"
    order = "charge.order"
    amounts = ("cents", "kept")
    columns_by_field = {
        "charge.order.number": _("Bestelling"),
        "charge.order.buyer_name": _("Koper"),
        "intended_at": _("Begonnen"),
        "get_status_display": _("Stand"),
        "concluded_at": _("Afgelopen"),
        "get_sequence_display": _("Hoe"),
        "method": _("Betaalmethode"),
        "failure": _("Reden"),
        "cents": _("Bedrag"),
        "kept": _("Bij ons"),
        "provider_id": _("Nummer bij Mollie"),
    }

    def get_base_queryset(self) -> QuerySet[Any]:
        payments = Payment.objects.select_related("charge__order")
        return payments.annotate(kept=Coalesce(Sum("entries__cents"), 0)).order_by("-intended_at", "-pk")
