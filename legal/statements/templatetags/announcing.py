from typing import Any

from django import template
from django.conf import settings

from ..acts.reviewing import list_announced_versions

register = template.Library()


@register.inclusion_tag("components/announcements.html", takes_context=True)
def announcements(context: dict[str, Any]) -> dict[str, Any]:
    """What this member will be asked from a later day. A visitor has none, and costs no look into the session."""
    request = context.get("request")
    if request is None or settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated:
        return {"versions": []}
    going = request.get_full_path() if request.method == "GET" else ""
    return {"versions": list_announced_versions(request), "next": going}
