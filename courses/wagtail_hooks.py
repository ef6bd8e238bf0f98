from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from .editing.choosers import OriginalChooserViewSet, choosers
from .editing.content_checker import use_course_checker
from .editing.report import ContentReportView, may_see_report
from .files.views import send_private_file
from .sessions.admin_views import session_viewset
from .sessions.editor_hooks import lead_to_bookings, refuse_course_removal, refuse_removal

register_snippet(session_viewset)
hooks.register("register_snippet_listing_buttons", lead_to_bookings)
hooks.register("before_delete_snippet", refuse_removal)
hooks.register("before_delete_page", refuse_course_removal)
hooks.register("construct_wagtail_userbar", use_course_checker)


@hooks.register("register_admin_viewset")
def register_choosers() -> list[OriginalChooserViewSet]:
    return choosers


@hooks.register("register_permissions")
def register_booking_permission() -> QuerySet[Permission]:
    return Permission.objects.filter(content_type__app_label="courses", codename="view_booking")


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


@hooks.register("register_admin_urls")
def add_private_files() -> list[URLPattern]:
    return [path("bestanden/<path:name>", send_private_file, name="private_file")]
