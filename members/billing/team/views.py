"""A team's page: the buyer gives seats and takes them back; everybody sees the one that they hold."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from home.limits.counting import Limit
from members.accounts.limiting import ask_to_wait
from members.accounts.limits import HOUR, UNASKED_MAILS
from members.accounts.models import User

from ..models import Order
from .forms import InviteForm
from .holding import (
    SeatRefused,
    accept_invitation,
    invite,
    leave_seat,
    read_invitation,
    take_back,
    take_seat,
    withdraw_invitation,
)
from .links import BrokenLink
from .listing import find_held, find_own_order, list_teams

MAILS = Limit("invite to a team", 20, HOUR)


@login_required
@never_cache
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    facts = {"teams": list_teams(request.user), "held": find_held(request.user)}
    return render(request, "billing/team/list.html", facts)


@login_required
@never_cache
@require_POST
def send_invitations(request: HttpRequest, key: UUID) -> HttpResponse:
    """What is wrong with an address is said beside the field, with all that was typed."""
    order, form, who = find_own_order(request.user, key), InviteForm(request.POST), f"account {request.user.pk}"
    if form.is_valid():
        if not MAILS.take(who):
            return ask_to_wait(request, MAILS.wait_seconds(who))
        emails = form.cleaned_data["emails"]
        if full := [email for email in emails if not UNASKED_MAILS.take(f"team {email}")]:
            form.add_error("emails", _("%(email)s kreeg vandaag al te veel mails.") % {"email": full[0]})
        else:
            return do(request, lambda: invite(order=order, emails=emails), _("De uitnodiging is verstuurd."))
    facts = {"teams": list_teams(request.user, {order.pk: form}), "held": find_held(request.user), "form": form}
    return render(request, "billing/team/list.html", facts, status=422)


@login_required
@never_cache
@require_POST
def withdraw(request: HttpRequest, key: UUID) -> HttpResponse:
    order, number = find_own_order(request.user, key), read_number(request)
    done = _("De uitnodiging is ingetrokken.")
    return do(request, lambda: withdraw_invitation(order=order, number=number), done)


@login_required
@never_cache
@require_POST
def take_seat_back(request: HttpRequest, key: UUID) -> HttpResponse:
    order, number = find_own_order(request.user, key), read_number(request)
    return do(request, lambda: take_back(order=order, number=number), _("De plek is weer vrij."))


@login_required
@never_cache
@require_POST
def take_own_seat(request: HttpRequest, key: UUID) -> HttpResponse:
    order, user = find_own_order(request.user, key), cast(User, request.user)
    return do(request, lambda: take_seat(order=order, user=user), _("Je hebt zelf een plek."))


@login_required
@never_cache
@require_POST
def leave(request: HttpRequest, key: UUID) -> HttpResponse:
    order = get_object_or_404(Order, key=key, seats__user=request.user.pk, seats__ends_at=None)
    return do(
        request, lambda: leave_seat(order=order, user=cast(User, request.user)), _("Je hebt je plek teruggegeven.")
    )


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def accept(request: HttpRequest, token: str) -> HttpResponse:
    """Opening the link changes nothing: programs that look at mails open every link in them."""
    try:
        invitation = read_invitation(token)
        if request.method != "POST":
            return render(request, "billing/team/accept.html", {"order": invitation.order})
        accept_invitation(token=token, user=cast(User, request.user))
    except BrokenLink:
        return render(request, "billing/team/broken.html", status=400)
    except SeatRefused as refusal:
        messages.error(request, str(refusal.words))
    else:
        messages.success(request, _("Je hebt een plek. Je kunt meteen beginnen."))
    return redirect("billing:team")


def do(request: HttpRequest, act: Callable[[], Any], done: str) -> HttpResponse:
    try:
        act()
    except SeatRefused as refusal:
        messages.error(request, str(refusal.words))
    else:
        messages.success(request, done)
    return redirect("billing:team")


def read_number(request: HttpRequest) -> int:
    """0, which no row has, for what is no number."""
    text = request.POST.get("number", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
