"""The page about security, and what somebody changes there: only shortly after their password."""

from __future__ import annotations

from typing import Any

import django_otp
from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from django_otp.models import Device

from ..models import RecoveryCodes, User
from ..models.recovery import FEW
from ..permissions import is_colleague
from ..sealing import Unreadable
from ..sessions.ending import renew_session
from .changing import ChangeRefused, add_device, remove_device, renew_recovery_codes
from .forms import NewAppForm, RenameForm
from .kinds import KINDS, Kind, find_kind, list_devices
from .new_app import forget_key, keep_key
from .showing import show_codes, show_key


@login_required
@require_safe
def show_security(request: HttpRequest) -> HttpResponse:
    person = read_person(request)
    left = count_codes_left(person)
    context = {
        "devices": list_devices(person),
        "codes_left": left,
        "has_few_codes": left is not None and left <= FEW,
        "must_have": is_colleague(person),
    }
    return TemplateResponse(request, "accounts/second_factor/security.html", context)


def read_person(request: HttpRequest) -> User:
    """Behind `login_required`."""
    person: User = request.user  # type: ignore[assignment]
    return person


def count_codes_left(person: User) -> int | None:
    """None where there never were any; 0 also when they cannot be read any more."""
    codes = RecoveryCodes.objects.filter(user=person.pk).first()
    try:
        return codes.count_left() if codes else None
    except Unreadable:
        return 0


@reauthentication_required
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    person = read_person(request)
    key = keep_key(request, person)
    form = NewAppForm(request.POST or None, user=person, key=key)
    if request.method == "POST" and form.is_valid():
        added = keep_device(request, form, form.app)
        if added:
            forget_key(request)
            return added
    context: dict[str, Any] = {"form": form} | show_key(key, person.email)
    return TemplateResponse(request, "accounts/second_factor/add.html", context)


def keep_device(request: HttpRequest, form: Form, device: Device) -> HttpResponse | None:
    """Where to go on; None when the form says why it was not kept. This session goes on as one with a second factor,
    under a number that nobody saw before; all others end.
    """
    try:
        codes = add_device(device, as_first=False)
    except ChangeRefused as refusal:
        form.add_error(None, refusal)
        return None
    renew_session(request)
    django_otp.login(request, device)
    messages.success(request, find_kind(device).added)
    return show_new_codes(request, codes) if codes else redirect("accounts:security")


def show_new_codes(request: HttpRequest, codes: list[str]) -> HttpResponse:
    return TemplateResponse(request, "accounts/second_factor/codes.html", show_codes(codes))


def find_own(request: HttpRequest, kind: str, number: int) -> tuple[Kind, Device]:
    """A device of this person. Raises `Http404` for any other."""
    if kind not in KINDS:
        raise Http404
    return KINDS[kind], get_object_or_404(KINDS[kind].model, pk=number, user=request.user.pk, confirmed=True)


@reauthentication_required
@require_http_methods(["GET", "POST"])
def rename(request: HttpRequest, kind: str, number: int) -> HttpResponse:
    found, device = find_own(request, kind, number)
    form = RenameForm(request.POST or None, initial={"name": device.name})
    if request.method == "POST" and form.is_valid():
        found.model._default_manager.filter(pk=device.pk).update(name=form.cleaned_data["name"])
        messages.success(request, _("De nieuwe naam is bewaard."))
        return redirect("accounts:security")
    context = {"form": form, "kind": found, "device": device}
    return TemplateResponse(request, "accounts/second_factor/rename.html", context)


@reauthentication_required
@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest, kind: str, number: int) -> HttpResponse:
    found, device = find_own(request, kind, number)
    if request.method == "POST":
        try:
            remove_device(device)
        except ChangeRefused as refusal:
            messages.error(request, refusal.message)
        else:
            keep_verified(request)
            messages.success(request, found.removed)
        return redirect("accounts:security")
    context = {"kind": found, "device": device}
    return TemplateResponse(request, "accounts/second_factor/remove.html", context)


def keep_verified(request: HttpRequest) -> None:
    """A session that came in by what is now gone goes on by another that this person has: they just showed who they
    are. Under a new number in any case, and it alone.
    """
    person = read_person(request)
    renew_session(request)
    gone = person.otp_device is None or not type(person.otp_device).objects.filter(pk=person.otp_device.pk).exists()
    other = next(django_otp.devices_for_user(person), None)
    if gone and other:
        django_otp.login(request, other)


@reauthentication_required
@require_http_methods(["GET", "POST"])
def renew_codes(request: HttpRequest) -> HttpResponse:
    if request.method == "GET":
        return TemplateResponse(request, "accounts/second_factor/renew.html", {})
    try:
        codes = renew_recovery_codes(read_person(request))
    except ChangeRefused as refusal:
        messages.error(request, refusal.message)
        return redirect("accounts:security")
    renew_session(request)
    return show_new_codes(request, codes)
