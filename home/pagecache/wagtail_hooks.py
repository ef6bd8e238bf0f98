from django.http import HttpRequest
from wagtail import hooks
from wagtail.models import Page

from home.freshness.recording import find_recording


@hooks.register("before_serve_page")
def leave_out_ancestors(page: Page, request: HttpRequest, args: object, options: object) -> None:
    if recording := find_recording():
        recording.leave_out_ancestors(page)
