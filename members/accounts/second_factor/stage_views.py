"""The pages of the stage: not logged in, the password was right."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.stagekit import stash_login
from allauth.account.stages import LoginStageController
from allauth.account.utils import get_login_redirect_url
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import FormView, View
from django_otp.models import Device

from ..models import Passkey, User
from ..permissions import has_second_factor
from .changing import ChangeRefused, add_device
from .forms import CodeForm, NewAppForm
from .new_app import forget_key, keep_key
from .showing import show_codes, show_key
from .stage import SecondFactorStage

FINISHED = "device"  # in the state of the stage: the app that was just set up


class StageView(View):
    """Only for who is in the stage; anybody else begins at the log-in."""

    stage: SecondFactorStage
    person: User

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            return HttpResponseRedirect(get_login_redirect_url(request))
        stage = LoginStageController.enter(request, SecondFactorStage.key)
        if stage is None or stage.is_outdated():
            if request.method == "POST":
                messages.warning(request, _("Het inloggen duurde te lang. Er is niets veranderd. Begin opnieuw."))
            return redirect("account_login")
        self.stage, self.person = stage, stage.login.user
        return self.lead_elsewhere() or super().dispatch(request, *args, **kwargs)

    def lead_elsewhere(self) -> HttpResponse | None:
        """Where somebody must go who is not to see this page."""
        return None


class AskView(StageView, FormView):
    form_class = CodeForm
    template_name = "accounts/second_factor/ask.html"

    def lead_elsewhere(self) -> HttpResponse | None:
        if self.request.method != "GET" or has_second_factor(self.person):
            return None
        return redirect("accounts:second_factor:set_up")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": self.person}

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        has_passkey = Passkey.objects.filter(user=self.person, confirmed=True).exists()
        return super().get_context_data(**context, has_passkey=has_passkey)

    def form_valid(self, form: CodeForm) -> HttpResponse:
        assert form.device is not None  # noqa: S101 (a form without one is not valid)
        return self.stage.finish(form.device)


class SetUpView(StageView, FormView):
    """For who works here and has no second factor yet. Who has one never gets a second by the password alone."""

    form_class = NewAppForm
    template_name = "accounts/second_factor/set_up.html"

    def lead_elsewhere(self) -> HttpResponse | None:
        if FINISHED in self.stage.state:
            return redirect("accounts:second_factor:finish")
        return redirect("accounts:second_factor:ask") if has_second_factor(self.person) else None

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": self.person, "key": keep_key(self.request, self.person)}

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        key = keep_key(self.request, self.person)
        return super().get_context_data(**context, **show_key(key, self.person.email))

    def form_valid(self, form: NewAppForm) -> HttpResponse:
        try:
            codes = add_device(form.app, as_first=True)
        except ChangeRefused:
            return redirect("accounts:second_factor:ask")
        forget_key(self.request)
        self.stage.state[FINISHED] = form.app.persistent_id
        stash_login(self.request, self.stage.login)
        return show_finish(self.request, codes)


class FinishView(StageView):
    """The end of setting up. The codes were shown once; who comes back here without them may go on."""

    def lead_elsewhere(self) -> HttpResponse | None:
        return None if FINISHED in self.stage.state else redirect("accounts:second_factor:ask")

    def get(self, request: HttpRequest) -> HttpResponse:
        return show_finish(request, [])

    def post(self, request: HttpRequest) -> HttpResponse:
        device = Device.from_persistent_id(self.stage.state.pop(FINISHED))
        if device is None or device.user_id != self.person.pk:
            return redirect("accounts:second_factor:ask")
        return self.stage.finish(device)


class CancelView(StageView):
    """Begin again, as somebody else perhaps."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        forget_key(request)
        response: HttpResponse = self.stage.abort()
        return response


def show_finish(request: HttpRequest, codes: list[str]) -> HttpResponse:
    context = show_codes(codes) | {"next": reverse("accounts:second_factor:finish")}
    return TemplateResponse(request, "accounts/second_factor/finish.html", context)
