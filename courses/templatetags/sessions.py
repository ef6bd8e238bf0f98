"""The section with live sessions on the page of a course."""

from typing import Any

from django import template

from ..labels import Form
from ..models import CoursePage, LiveSession
from ..sessions.listing import Call, SessionRow, list_sessions, make_row

register = template.Library()


@register.inclusion_tag("courses/session_list.html", takes_context=True)
def session_list(context: dict[str, Any], course: CoursePage) -> dict[str, Any]:
    """`{% session_list page %}`: nothing for a course that is e-learning only and has no sessions."""
    request = context["request"]
    return {
        "sessions": list_sessions(course, request.user),
        "has_sessions": course.form != Form.ONLINE,
        "course": course,
        "request": request,
        "csrf_token": context.get("csrf_token"),
    }


@register.simple_tag
def preview_row(session: LiveSession) -> SessionRow:
    """As a visitor sees it; the seats that are taken are left out of account."""
    return make_row(session, None, Call.NONE)
