"""What people still owe us: since when, and who."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import django_filters
from django.db.models import Exists, OuterRef, QuerySet, Sum
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from legal.statements.reports.evidence import WholeNumberFilter
from members.invoicing.amounts import write_amount

from ..models import Charge, Payment
from ..querysets import ChargeQuerySet
from .listings import ALL, SalesReportView

AGES = [("7", _("Langer dan een week")), ("30", _("Langer dan een maand")), ("90", _("Langer dan drie maanden"))]


def list_open_amounts() -> QuerySet[Charge]:
    """The longest open first. `is_collected`: the bank has been asked."""
    asked = Payment.objects.under_way().filter(charge=OuterRef("pk"), sequence=Payment.Sequence.RECURRING)
    amounts: QuerySet[Charge] = Charge.objects.periods().unsettled().select_related("order")
    return amounts.annotate(is_collected=Exists(asked)).order_by("due_on", "pk")


class OpenAmountFilterSet(WagtailFilterSet):
    age = django_filters.ChoiceFilter(label=_("Hoe lang"), method="filter_age", choices=AGES, empty_label=ALL)
    is_collected = django_filters.BooleanFilter(label=_("De bank int het"))
    person = WholeNumberFilter(label=_("Nummer van het account"), field_name="order__user")

    class Meta:
        model = Charge
        fields: list[str] = []

    def filter_age(self, charges: ChargeQuerySet, name: str, value: str) -> QuerySet[Charge]:
        return charges.filter(due_on__lt=timezone.localdate() - timedelta(days=int(value)))


class OpenAmountReportView(SalesReportView):
    name = "open_amounts"
    model = Charge
    page_title = _("Open bedragen")
    header_icon = "warning"
    filterset_class = OpenAmountFilterSet
    export_filename = "open-bedragen"
    amounts = ("cents",)
    words = {"is_collected": lambda value: _("Ja") if value else _("Nee")}
    columns_by_field = {
        "order.number": _("Bestelling"),
        "order.buyer_name": _("Koper"),
        "order.email": _("E-mailadres"),
        "order.terms.title": _("Wat"),
        "cents": _("Bedrag"),
        "due_on": _("Te betalen op"),
        "days_open": _("Dagen open"),
        "is_collected": _("De bank int het"),
    }

    def get_base_queryset(self) -> QuerySet[Any]:
        return list_open_amounts()

    def get_page_subtitle(self) -> str:
        total = self.get_queryset().values("cents").aggregate(sum=Sum("cents"))["sum"] or 0
        return gettext("samen %(amount)s") % {"amount": write_amount(total)}
