from collections.abc import Callable
from functools import partial
from typing import Any

from allauth.account.internal.flows.reauthentication import STATE_SESSION_KEY
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.functional import SimpleLazyObject

from .permissions import is_colleague


class VerifiedColleagueMiddleware:
    """Who works here is somebody only with a second factor: no rights come from a session without, however it began.
    Such a session ends, also that of a member at the moment that they come to work here. Stands after OTPMiddleware.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.user = SimpleLazyObject(partial(find_person, request, request.user))  # type: ignore[assignment]
        return self.get_response(request)


def find_person(request: HttpRequest, user: Any) -> Any:
    if not user.is_authenticated or user.is_verified() or not is_colleague(user):
        return user
    request.session.flush()
    nobody = AnonymousUser()
    nobody.otp_device, nobody.is_verified = None, lambda: False  # type: ignore[attr-defined]
    return nobody


class AdminDoorMiddleware:
    """For a member without rights in the admin there is no admin: 404, and no round trip to a log-in they passed.
    Rights alone are not enough: it also takes a second factor.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: object, args: object, kwargs: object) -> None:
        if not request.path.startswith(reverse("wagtailadmin_home")) or not request.user.is_authenticated:
            return
        if not request.user.is_verified() or not request.user.has_perm("wagtailadmin.access_admin"):
            raise Http404


class AccountPagesMiddleware:
    """What stands under /account/ is about one person: no browser and no proxy keeps it (ASVS 14.3.2). And a form that
    somebody left when they were asked once more who they are, is not sent when they come by later.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path.startswith(reverse("accounts:home")):
            add_never_cache_headers(response)
        if request.method == "GET" and response.get("Location", "").startswith(reverse("account_reauthenticate")):
            request.session.pop(STATE_SESSION_KEY, None)
        return response


class RefusedFormMiddleware:
    """Statuses where allauth says 200: 422 (RFC 9110 §15.5.21) for a form that comes back with messages, and 400
    for a link from a mail that is broken, used or too old.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_template_response(self, request: HttpRequest, response: TemplateResponse) -> TemplateResponse:
        context = response.context_data or {}
        if response.status_code != 200 or request.path.startswith(reverse("wagtailadmin_home")):
            return response
        if request.method == "POST" and getattr(context.get("form"), "errors", None):
            response.status_code = 422
        elif context.get("token_fail") or context.get("confirmation", request) is None:
            response.status_code = 400
        return response
