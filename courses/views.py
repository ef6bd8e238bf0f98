"""A lesson for members: found and decided about in a few queries when it was shown before."""

from __future__ import annotations

from http import HTTPMethod

from django.http import HttpRequest, HttpResponse
from wagtail.views import serve

from members.membership.access import decide

from .kept_lessons import find_kept, is_impersonal, keep


def show_lesson(request: HttpRequest, catalog: str, course: str, lesson: str) -> HttpResponse:
    """What stands at the address of a lesson. Anything else that stands there is served just as well."""
    path = f"{catalog}/{course}/{lesson}/"
    if request.method != HTTPMethod.GET or not is_impersonal(request):
        return serve(request, path)
    kept, place = find_kept(request, path)
    if kept and decide(request.user, kept.facts).is_allowed:
        return kept.as_response()
    response = serve(request, path)
    keep(response, request, place)
    return response
