"""A member's own calendar: the page with its address, and what calendars read there."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from home.identity.naming import name_company
from members.accounts.models import User

from ..models import Booking, CalendarAddress
from .calendar import write_booking_events, write_calendar
from .calendar_addresses import find_owner, make_address, remove_address, show_address

UNSEEN = {"Cache-Control": "private, no-store", "X-Robots-Tag": "noindex, nofollow"}


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def manage_calendar(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return change_address(request)
    address = CalendarAddress.objects.filter(user=cast(User, request.user)).first()
    shown = show_address(address) if address else ""
    return render(request, "courses/calendar.html", {"calendar": address, "address": shown})


def change_address(request: HttpRequest) -> HttpResponse:
    person = cast(User, request.user)
    act = request.POST.get("act")
    if act == "remove":
        remove_address(person=person)
        messages.success(request, _("Je agenda-adres werkt niet meer."))
    elif act == "make":
        make_address(person=person)
        messages.success(request, _("Je hebt een nieuw agenda-adres. Een adres dat je eerder had, werkt niet meer."))
    return redirect("sessions:calendar")


@require_safe
def show_calendar(request: HttpRequest, secret: str) -> HttpResponse:
    """For whoever knows the address: a calendar program cannot log in. The gate is asked for every session."""
    owner = find_owner(secret)
    if owner is None:
        # Our own page for what is not found links to the same address in the other language, secret and all.
        return HttpResponseNotFound("404", content_type="text/plain; charset=utf-8", headers=UNSEEN)
    bookings = Booking.objects.of(owner).seated().coming(timezone.now()).with_session()
    calendar = write_calendar(write_booking_events(bookings), name=name_company())
    response = HttpResponse(calendar, content_type="text/calendar; charset=utf-8", headers=UNSEEN)
    response["Content-Disposition"] = 'inline; filename="bijeenkomsten.ics"'
    return response
