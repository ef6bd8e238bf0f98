from collections.abc import Callable

from csp.constants import SELF
from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from wagtail.models import Page

from .moved import lead_on
from .unfinished import refuse_approval
from .views import explain_refusal

REPORTS = "held-back"  # the name of where browsers report, between the two headers


class ContentSecurityPolicyMiddleware(CSPMiddleware):
    """The strict policy everywhere, and in the admin the one that Wagtail's previews need. What a browser holds back it
    reports to home.held_back.
    """

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if report_only:
            return parts
        if getattr(request, "is_preview", False):
            parts.replace = {"frame-ancestors": [SELF]}  # the editor shows it in a frame of our own admin
        elif request.path.startswith(reverse("wagtailadmin_home")):
            parts.config = settings.ADMIN_CONTENT_SECURITY_POLICY
        update = dict(parts.update or {})
        if origins := getattr(request, "embedded_origins", None):
            update["frame-src"] = sorted(origins)  # an embed block was shown; see home/blocks/embed.py
        parts.update = update | name_reporting(is_secure=request.is_secure())
        return parts

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if request.is_secure():
            response["Reporting-Endpoints"] = name_endpoints()
        return super().process_response(request, response)


def name_endpoints() -> str:
    return f'{REPORTS}="{reverse("held_back:receive")}"'


def name_reporting(*, is_secure: bool) -> dict[str, list[str]]:
    """Where a browser tells what it held back. The newer form works over TLS only, and silences the older one."""
    old = {"report-uri": [reverse("held_back:receive")]}
    return old | {"report-to": [REPORTS]} if is_secure else old


class UnfinishedPageMiddleware:
    """Approving has no form that could say what is still to be filled in; the page itself refuses to be published."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        match = request.resolver_match
        if not isinstance(exception, ValidationError) or match is None:
            return None
        if match.view_name != "wagtailadmin_pages:workflow_action":
            return None
        return refuse_approval(request, Page.objects.get(pk=match.kwargs["page_id"]))


class WrongAddressMiddleware:
    """For who reads: on to where a page moved, and words where only a form can be sent to. Both would be nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method not in ("GET", "HEAD"):
            return response
        if response.status_code == 404:
            return lead_on(request) or response
        if response.status_code == 405 and not response.content:
            return explain_refusal(request, response)
        return response
