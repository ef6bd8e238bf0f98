"""A member's own page about being counted."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from legal.cookies.answering import carry_out
from legal.cookies.asking import ask
from legal.cookies.consent import has_consent
from legal.cookies.published import recall_published_purposes
from legal.cookies.purposes import list_optional
from members.accounts.models import User

from .objecting import has_objected, object_to_statistics, withdraw_objection
from .providers import PURPOSE

OBJECT = gettext_noop("Tel mijn bezoek niet mee")  # the button


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    person = cast(User, request.user)
    response = redirect("own_visits:choose")
    act = request.POST.get("act")
    if act == "object":
        with transaction.atomic():
            object_to_statistics(person)
            refuse_in_this_browser(request, response)
        messages.success(request, _("We tellen je bezoek niet meer mee, in welke browser je ook inlogt."))
    elif act == "withdraw":
        withdraw_objection(person)
        messages.success(request, _("Je telt weer mee, in elke browser waarin je dat accepteert."))
    elif request.method != "POST":
        return render(
            request, "statistics/own_visits.html", {"has_objected": has_objected(person), "object": _(OBJECT)}
        )
    return response


def refuse_in_this_browser(request: HttpRequest, response: HttpResponse) -> None:
    """So that it holds after they log out, too. Who had said yes in this browser takes it back. Who had not was never
    shown the question: nothing to prove.
    """
    optional = list_optional(recall_published_purposes(request))
    if any(purpose.group == PURPOSE for purpose in optional):
        carry_out(
            request,
            response,
            optional=optional,
            question=ask(optional),
            answers={PURPOSE: False},
            wording=f"[{_(OBJECT)}]",
            is_recorded=has_consent(request, PURPOSE),
        )
