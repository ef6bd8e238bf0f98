"""The list of memberships that go on, or went on, by themselves."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db import models
from django.db.models import Case, Exists, OuterRef, QuerySet, Subquery, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from legal.statements.reports.evidence import PeriodFilter, WholeNumberFilter
from members.membership.models import Offer

from ..models import Charge, Subscription
from .listings import ALL, SalesReportView


class MembershipState(models.TextChoices):
    ACTIVE = "active", _("Loopt")
    OWING = "owing", _("Moet nog betalen")
    PAUSED = "paused", _("Gepauzeerd")
    CANCELLED = "cancelled", _("Opgezegd")
    ENDED = "ended", _("Gestopt")


def list_memberships() -> QuerySet[Any]:
    """Each with its `state`, and `since`: the first day of its first period."""
    charges = Charge.objects.periods().filter(order=OuterRef("order"))
    today = timezone.localdate()
    state = Case(
        When(ends_on__lte=today, then=Value(MembershipState.ENDED)),
        When(cancelled_at__isnull=False, then=Value(MembershipState.CANCELLED)),
        When(Exists(charges.unsettled()), then=Value(MembershipState.OWING)),
        When(paused_on__lte=today, then=Value(MembershipState.PAUSED)),
        default=Value(MembershipState.ACTIVE),
        output_field=models.CharField(),
    )
    since = Subquery(charges.filter(number=1).values("starts_on")[:1])
    memberships: QuerySet[Any] = Subscription.objects.select_related("order")
    return memberships.annotate(state=state, since=since)


class MembershipFilterSet(WagtailFilterSet):
    number = django_filters.CharFilter(
        label=_("Bestelnummer"), field_name="order__number", lookup_expr="icontains", max_length=20
    )
    state = django_filters.ChoiceFilter(label=_("Stand"), choices=MembershipState.choices, empty_label=ALL)
    period = django_filters.ChoiceFilter(
        label=_("Per"), field_name="terms_agreed__period", choices=Offer.Period.choices, empty_label=ALL
    )
    since = PeriodFilter(label=_("Begonnen"))
    ends_on = PeriodFilter(label=_("Eerste dag zonder"))
    person = WholeNumberFilter(label=_("Nummer van het account"), field_name="user")

    class Meta:
        model = Subscription
        fields: list[str] = []


class MembershipReportView(SalesReportView):
    name = "memberships"
    model = Subscription
    page_title = _("Lidmaatschappen")
    header_icon = "group"
    filterset_class = MembershipFilterSet
    export_filename = "lidmaatschappen"
    words = {"state": lambda value: MembershipState(value).label}
    columns_by_field = {
        "order.number": _("Bestelling"),
        "order.buyer_name": _("Koper"),
        "order.email": _("E-mailadres"),
        "terms.title": _("Plan"),
        "order.quantity": _("Plekken"),
        "state": _("Stand"),
        "since": _("Begonnen"),
        "cancelled_at": _("Opgezegd"),
        "ends_on": _("Eerste dag zonder"),
    }

    def get_base_queryset(self) -> QuerySet[Any]:
        return list_memberships().order_by("-since", "-pk")
