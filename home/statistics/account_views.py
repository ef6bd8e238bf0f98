"""A member's own page about being counted."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from legal.cookies.consent import delete_cookies, read_number, read_verdicts, remember_choice
from legal.cookies.published import recall_published_purposes
from legal.cookies.purposes import list_optional
from members.accounts.models import User

from .objecting import has_objected, object_to_statistics, withdraw_objection
from .providers import PURPOSE


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    person = cast(User, request.user)
    response = redirect("own_visits:choose")
    act = request.POST.get("act")
    if act == "object":
        object_to_statistics(person)
        refuse_in_this_browser(request, response)
        messages.success(request, _("We tellen je bezoek niet meer mee, in welke browser je ook inlogt."))
    elif act == "withdraw":
        withdraw_objection(person)
        messages.success(request, _("Je telt weer mee, in elke browser waarin je dat accepteert."))
    elif request.method != "POST":
        return render(request, "statistics/own_visits.html", {"has_objected": has_objected(person)})
    return response


def refuse_in_this_browser(request: HttpRequest, response: HttpResponse) -> None:
    """So that it holds after they log out, too. No proof of a choice is written: they were not shown the question, and
    what they said is kept with their account. What they chose about other purposes stays as it was.
    """
    optional = list_optional(recall_published_purposes(request))
    refused = tuple(purpose for purpose in optional if purpose.group == PURPOSE)
    if refused:
        verdicts = read_verdicts(request, optional) | {PURPOSE: False}
        remember_choice(response, optional=optional, verdicts=verdicts, number=read_number(request))
        delete_cookies(response, refused)
