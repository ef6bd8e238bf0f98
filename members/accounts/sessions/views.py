from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from ..models import Session, hash_key
from .ending import end_sessions, end_this_one


@login_required
@require_safe
def show_sessions(request: HttpRequest) -> HttpResponse:
    own = hash_key(request.session.session_key)
    rows = list(Session.objects.open().of(request.user))
    others = [row for row in rows if row.pk != own]
    this = next((row for row in rows if row.pk == own), None)
    return render(request, "accounts/sessions/list.html", {"this": this, "others": others})


@login_required
@require_POST
@reauthentication_required
def end_session(request: HttpRequest) -> HttpResponse:
    """404 for one that is not theirs, or is over."""
    key = request.POST.get("session", "")
    if key == hash_key(request.session.session_key):
        return redirect("account_logout")
    if not end_this_one(request, key):
        raise Http404
    messages.success(request, _("Dat apparaat is uitgelogd."))
    return redirect("accounts:sessions")


@login_required
@require_POST
@reauthentication_required
def end_other_sessions(request: HttpRequest) -> HttpResponse:
    ended = end_sessions(request.user, except_key=request.session.session_key)
    words = ngettext("%(count)s apparaat is uitgelogd.", "%(count)s apparaten zijn uitgelogd.", ended)
    messages.success(request, words % {"count": ended})
    return redirect("accounts:sessions")
