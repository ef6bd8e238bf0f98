"""Pausing, and coming back earlier."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from ..pricing import price_next
from ..upcoming import find_next_start
from .finding import find_own
from .forms import PauseForm
from .pausing import MayNotPause, NotPaused, end_pause, pause
from .permissions import may_pause
from .views import PAGE


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, key: UUID) -> HttpResponse:
    subscription = find_own(request, key)
    if not may_pause(subscription):
        return say_that_it_cannot(request)
    form = PauseForm(request.POST if request.method == "POST" else None, subscription=subscription)
    if request.method != "POST" or not form.is_valid():
        facts = {"subscription": subscription, "form": form, "first_day": find_next_start(subscription)}
        return render(request, "billing/membership/pause.html", facts, status=422 if form.errors else 200)
    try:
        resumes_on = pause(subscription=subscription, months=form.cleaned_data["months"])
    except MayNotPause:
        return say_that_it_cannot(request)
    words = _("Je pauze staat klaar. Je begint weer op %(day)s.")
    messages.success(request, words % {"day": date_format(resumes_on)})
    return redirect(PAGE)


def say_that_it_cannot(request: HttpRequest) -> HttpResponse:
    messages.info(request, _("Pauzeren kan nu niet. Er is niets veranderd."))
    return redirect(PAGE)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, key: UUID) -> HttpResponse:
    """Asks first: once the pause has begun, ending it costs money at once."""
    subscription = find_own(request, key)
    if subscription.paused_on is None:
        messages.info(request, _("Er is geen pauze. Er is niets veranderd."))
        return redirect(PAGE)
    if request.method != "POST":
        facts = {"subscription": subscription, "cents": price_next(subscription)}
        facts |= {"has_begun": subscription.paused_on <= timezone.localdate()}
        return render(request, "billing/membership/end_pause.html", facts)
    try:
        end_pause(subscription=subscription)
    except NotPaused:
        messages.info(request, _("Er is geen pauze. Er is niets veranderd."))
    else:
        messages.success(request, _("Je pauze is voorbij. Je lidmaatschap gaat door."))
    return redirect(PAGE)
