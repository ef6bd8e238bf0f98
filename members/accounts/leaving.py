"""What stays in the browser after logging out: nothing that we showed, everything that is the member's own."""

from collections.abc import Callable

from django.contrib.auth.signals import user_logged_out
from django.http import HttpRequest, HttpResponse


def note_log_out(request: HttpRequest, **signal: object) -> None:
    request.has_logged_out = True  # type: ignore[attr-defined]


user_logged_out.connect(note_log_out)


class LeavingMiddleware:
    """`Clear-Site-Data` (ASVS 14.3.1) after every log-out: pages that the browser kept go. "storage" would throw away
    the notes and ticks of lessons, which exist in the browser alone; "cookies" the choice about cookies.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if getattr(request, "has_logged_out", False):
            response["Clear-Site-Data"] = '"cache"'
        return response
