from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from .permissions import may_see_statistics
from .reports import VisitReportView


class StatisticsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_see_statistics(request.user)


@hooks.register("register_reports_menu_item")
def register_statistics_menu_item() -> MenuItem:
    return StatisticsMenuItem(_("Bezoek"), reverse("statistics_report"), name="statistics", icon_name="view", order=100)


@hooks.register("register_admin_urls")
def register_statistics_urls() -> list[URLPattern]:
    return [
        path("reports/bezoek/", VisitReportView.as_view(), name="statistics_report"),
        path("reports/bezoek/results/", VisitReportView.as_view(results_only=True), name="statistics_report_results"),
    ]


@hooks.register("register_permissions")
def register_statistics_permission() -> QuerySet[Permission]:
    return Permission.objects.filter(content_type__app_label="statistics", codename="view_dailycount")
