"""One order in the admin: its facts, its story, and what a colleague may do about it."""

from __future__ import annotations

from typing import Any

from django.db.models import Sum
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from legal.statements.models import StaffReading
from legal.statements.reports.reading_log import log_reading
from members.invoicing.amounts import write_amount

from ..balance import add_up
from ..models import MoneyEntry, Order
from ..permissions import may_act_on_orders
from .listings import SalesOnly
from .orders import OrderReportView, OrderState, list_orders
from .story.timeline import tell_story


class OneOrder(SalesOnly):
    header_icon = "list-ul"
    page_title = _("Bestelling")

    @cached_property
    def order(self) -> Order:
        order: Order = get_object_or_404(list_orders().select_related("user"), pk=self.kwargs["pk"])
        return order

    def get_page_subtitle(self) -> str:
        return self.order.number

    def link_list(self) -> dict[str, Any]:
        """For the trail of a page."""
        return {"url": reverse("billing_orders"), "label": OrderReportView.page_title}

    def log(self, detail: str) -> None:
        subject = self.order.user_id
        log_reading(reader=self.request.user, what=StaffReading.What.ORDER, subject=subject, detail=detail)


class OrderView(OneOrder, WagtailAdminTemplateMixin, TemplateView):
    template_name = "billing/administration/order.html"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, self.link_list(), {"url": "", "label": self.order.number}]

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        self.log(f"order {self.order.number}")
        return super().get_context_data(
            order=self.order,
            state=OrderState(self.order.state).label,  # type: ignore[attr-defined]
            events=tell_story(self.order),
            **describe_money(self.order),
            may_act=may_act_on_orders(self.request.user),
            **context,
        )


def describe_money(order: Order) -> dict[str, str]:
    balance = add_up(MoneyEntry.objects.filter(payment__charge__order=order))
    owed = order.charges.periods().unsettled().values("cents").aggregate(sum=Sum("cents"))["sum"] or 0
    amounts = {"received": balance.received, "refunded": balance.refunded, "owed": owed}
    return {name: write_amount(cents) for name, cents in amounts.items()}
