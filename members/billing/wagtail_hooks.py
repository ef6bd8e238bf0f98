from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.log_actions import LogActionRegistry

from members.invoicing.admin_views import invoice_viewset

from .administration.admin_urls import MENU, list_admin_urls
from .coupons.admin_views import CouponViewSet, coupon_viewset
from .models import StaffAct
from .permissions import may_see_sales

hooks.register("register_admin_urls", list_admin_urls)


@hooks.register("register_admin_viewset")
def register_coupons() -> CouponViewSet:
    return coupon_viewset


class SalesMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_see_sales(request.user)


@hooks.register("register_admin_menu_item")
def register_sales_menu() -> MenuItem:
    items = [
        SalesMenuItem(label, reverse(f"billing_{name}"), name=f"billing-{name}", order=order)
        for order, (name, label) in enumerate(MENU)
    ]
    items += [viewset.get_menu_item(order=len(items)) for viewset in (invoice_viewset, coupon_viewset)]
    return SubmenuMenuItem(_("Verkoop"), Menu(items=items), name="billing", icon_name="list-ul", order=325)


@hooks.register("register_permissions")
def register_sales_permissions() -> QuerySet[Permission]:
    return Permission.objects.filter(content_type__app_label="billing", codename__in=["view_order", "change_order"])


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    for kind in StaffAct.Kind:
        actions.register_action(f"billing.{kind}", kind.label, kind.label)
