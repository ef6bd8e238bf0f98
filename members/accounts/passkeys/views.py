"""Adding a passkey on the page about security. What is renamed or removed there is so in second_factor/views.py."""

from __future__ import annotations

from allauth.account.decorators import reauthentication_required
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ..second_factor.views import keep_device, read_person
from .checking import REAUTHENTICATE, begin_asking, begin_making
from .forms import NewPasskeyForm, PasskeyNameForm


@reauthentication_required
@require_POST
def begin_adding(request: HttpRequest) -> JsonResponse:
    form = PasskeyNameForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"refusal": form.errors["name"][0]}, status=422)
    return JsonResponse(begin_making(request, read_person(request)))


@reauthentication_required
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    form = NewPasskeyForm(request.POST or None, request=request, initial={"name": _("Mijn passkey")})
    if request.method == "POST" and form.is_valid() and form.device:
        added = keep_device(request, form, form.device)
        if added:
            return added
    return TemplateResponse(request, "accounts/passkeys/add.html", {"form": form})


@login_required
@require_POST
def begin_reauthenticating(request: HttpRequest) -> JsonResponse:
    return JsonResponse(begin_asking(request, REAUTHENTICATE, read_person(request)))
