"""A member's own pages: the first one, who they are, where their mail goes, and which mails they want."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from .mail_kinds import choose_mails, mail_kinds
from .models import User
from .own_page import list_cards, list_sections
from .profile_forms import NotificationsForm, ProfileForm


@login_required
@require_safe
def show_account(request: HttpRequest) -> HttpResponse:
    """Every app that has something of theirs puts a section on it."""
    return render(request, "accounts/home.html", {"sections": list_sections(request), "cards": list_cards(request)})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change_profile(request: HttpRequest) -> HttpResponse:
    # A row of its own: what is refused must not appear elsewhere on the page.
    form = ProfileForm(request.POST or None, instance=User.objects.get(pk=cast(User, request.user).pk))
    if request.method == "POST" and form.is_valid():
        person = form.save()
        with translation.override(person.language):
            messages.success(request, _("Je profiel is bewaard."))
            return redirect("accounts:profile")
    return render(request, "accounts/profile.html", {"form": form}, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def choose_notifications(request: HttpRequest) -> HttpResponse:
    person = cast(User, request.user)
    if request.method == "POST":
        form = NotificationsForm(request.POST, person=person)
        if form.is_valid():
            choose_mails(person=person, wanted=form.wanted)
            messages.success(request, _("Je keuze is bewaard."))
            return redirect("accounts:notifications")
    facts = {"form": NotificationsForm(person=person), "always": [kind for kind in mail_kinds if kind.why_always]}
    return render(request, "accounts/notifications.html", facts)
