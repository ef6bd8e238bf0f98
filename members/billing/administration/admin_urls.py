"""The addresses in the admin, and what stands in its menu."""

from __future__ import annotations

from typing import Any

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from .act_views import EndView, GrantView, RefundView, WaiveView
from .figures_views import FiguresView
from .finding import FindOrdersView
from .listings import SalesReportView
from .memberships import MembershipReportView
from .open_amounts import OpenAmountReportView
from .order_views import OrderView
from .orders import OrderReportView
from .payments import PaymentReportView

LISTS: tuple[tuple[str, type[SalesReportView]], ...] = (
    ("bestellingen", OrderReportView),
    ("betalingen", PaymentReportView),
    ("lidmaatschappen", MembershipReportView),
    ("open-bedragen", OpenAmountReportView),
)
MENU: tuple[tuple[str, Any], ...] = (
    *((view.name, view.page_title) for _slug, view in LISTS),
    ("figures", _("Cijfers")),
)


def list_admin_urls() -> list[URLPattern]:
    order = "verkoop/bestellingen/<int:pk>/"
    return [
        *(address for slug, view in LISTS for address in list_urls_of(slug, view)),
        path("verkoop/zoeken/", FindOrdersView.as_view(), name="billing_find"),
        path("verkoop/cijfers/", FiguresView.as_view(), name="billing_figures"),
        path(order, OrderView.as_view(), name="billing_order"),
        path(f"{order}terugbetalen/", RefundView.as_view(), name="billing_order_refund"),
        path(f"{order}kwijtschelden/", WaiveView.as_view(), name="billing_order_waive"),
        path(f"{order}toegang/", GrantView.as_view(), name="billing_order_grant"),
        path(f"{order}beeindigen/", EndView.as_view(), name="billing_order_end"),
    ]


def list_urls_of(slug: str, view: type[SalesReportView]) -> list[URLPattern]:
    """The page, and the part of it that Wagtail's filters fetch."""
    return [
        path(f"verkoop/{slug}/", view.as_view(), name=f"billing_{view.name}"),
        path(f"verkoop/{slug}/results/", view.as_view(results_only=True), name=f"billing_{view.name}_results"),
    ]
