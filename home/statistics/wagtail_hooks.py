from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from .dashboard.listing import VisitReportView
from .dashboard.view import DashboardView
from .permissions import may_see_statistics


class StatisticsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_see_statistics(request.user)


@hooks.register("register_reports_menu_item")
def register_statistics_menu_item() -> MenuItem:
    address = reverse("statistics_dashboard")
    return StatisticsMenuItem(_("Bezoek"), address, name="statistics", icon_name="view", order=100)


@hooks.register("register_admin_urls")
def register_statistics_urls() -> list[URLPattern]:
    results = VisitReportView.as_view(results_only=True)
    return [
        path("reports/bezoek/", DashboardView.as_view(), name="statistics_dashboard"),
        path("reports/bezoek/tellingen/", VisitReportView.as_view(), name="statistics_report"),
        path("reports/bezoek/tellingen/results/", results, name="statistics_report_results"),
    ]


@hooks.register("register_permissions")
def register_statistics_permission() -> QuerySet[Permission]:
    return Permission.objects.filter(content_type__app_label="statistics", codename="view_dailycount")
