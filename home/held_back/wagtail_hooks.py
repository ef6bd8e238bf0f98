from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from .permissions import may_see_what_was_held_back
from .reports import HeldBackReportView


class HeldBackMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_see_what_was_held_back(request.user)


@hooks.register("register_reports_menu_item")
def register_held_back_menu_item() -> MenuItem:
    address = reverse("held_back_report")
    return HeldBackMenuItem(_("Wat de browser tegenhield"), address, name="held-back", icon_name="lock", order=110)


@hooks.register("register_admin_urls")
def register_held_back_urls() -> list[URLPattern]:
    results = HeldBackReportView.as_view(results_only=True)
    return [
        path("reports/tegengehouden/", HeldBackReportView.as_view(), name="held_back_report"),
        path("reports/tegengehouden/results/", results, name="held_back_report_results"),
    ]
