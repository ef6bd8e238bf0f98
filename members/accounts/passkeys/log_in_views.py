"""Logging in by a passkey: after the password, as the second step, or alone."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.account.utils import get_login_redirect_url, get_next_redirect_url
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.generic import View

from ..second_factor.stage_views import StageView
from .checking import LOG_IN, SECOND_STEP, begin_asking, finish_asking
from .fields import MOST_CHARACTERS


def read_passkey(request: HttpRequest) -> str:
    return request.POST.get("passkey", "")[:MOST_CHARACTERS]


class BeginInStageView(StageView):
    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> JsonResponse:
        return JsonResponse(begin_asking(request, SECOND_STEP, self.person))


class FinishInStageView(StageView):
    def get(self, request: HttpRequest) -> HttpResponse:
        return redirect("accounts:second_factor:ask")

    def post(self, request: HttpRequest) -> HttpResponse:
        try:
            passkey = finish_asking(request, SECOND_STEP, self.person, read_passkey(request))
        except ValidationError as refusal:
            messages.error(request, refusal.message)
            return redirect("accounts:second_factor:ask")
        return self.stage.finish(passkey)


class VisitorView(View):
    """For who is not logged in."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            return redirect(get_login_redirect_url(request))
        return super().dispatch(request, *args, **kwargs)


class BeginAloneView(VisitorView):
    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> JsonResponse:
        return JsonResponse(begin_asking(request, LOG_IN, None))


class FinishAloneView(VisitorView):
    """Nobody is named beforehand: the device says whose it is, and asks who holds it. All stages of allauth follow."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return redirect("account_login")

    def post(self, request: HttpRequest) -> HttpResponse:
        going_to = get_next_redirect_url(request)
        try:
            passkey = finish_asking(request, LOG_IN, None, read_passkey(request))
        except ValidationError as refusal:
            messages.error(request, refusal.message)
            return redirect(name_log_in(going_to))
        person = passkey.user
        person.otp_device = passkey
        record_authentication(request, person, "passkey")
        response: HttpResponse = perform_login(request, Login(user=person, redirect_url=going_to))
        return response


def name_log_in(going_to: str | None) -> str:
    address = reverse("account_login")
    return f"{address}?{urlencode({'next': going_to})}" if going_to else address
