from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from .sessions.admin_views import session_viewset
from .sessions.editor_hooks import lead_to_bookings, refuse_course_removal, refuse_removal

register_snippet(session_viewset)
hooks.register("register_snippet_listing_buttons", lead_to_bookings)
hooks.register("before_delete_snippet", refuse_removal)
hooks.register("before_delete_page", refuse_course_removal)


@hooks.register("register_permissions")
def register_booking_permission() -> QuerySet[Permission]:
    return Permission.objects.filter(content_type__app_label="courses", codename="view_booking")
