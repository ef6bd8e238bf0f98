from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from .editing.content_checker import use_course_checker
from .editing.report import ContentReportView, may_see_report


class ContentReportMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_see_report(request.user)


@hooks.register("register_reports_menu_item")
def register_content_report_menu_item() -> MenuItem:
    address = reverse("courses_content_report")
    return ContentReportMenuItem(_("Inhoud nakijken"), address, name="course-content", icon_name="glasses", order=90)


@hooks.register("register_admin_urls")
def register_content_report_urls() -> list[URLPattern]:
    results = ContentReportView.as_view(results_only=True)
    return [
        path("reports/inhoud/", ContentReportView.as_view(), name="courses_content_report"),
        path("reports/inhoud/results/", results, name="courses_content_report_results"),
    ]


hooks.register("construct_wagtail_userbar", use_course_checker)
