"""What a member does with sessions: booking, cancelling, seeing how to join, and having them in a calendar."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from members.accounts.models import User

from ..models import Booking, LiveSession
from .admission import may_attend
from .booking import BookingRefused, DoesNotTakePlace, TooLate, book
from .calendar import write_booking_events, write_calendar
from .cancelling import cancel_booking
from .listing import call_of, make_row
from .mails import CALENDAR_FILE


@require_POST
@never_cache
def book_session(request: HttpRequest, number: int) -> HttpResponse:
    session = find_published_session(number)
    if not request.user.is_authenticated:
        return redirect_to_login(find_course_url(session))
    try:
        booking = book(person=request.user, session_number=number)
    except LiveSession.DoesNotExist as error:
        raise Http404 from error
    except BookingRefused as refusal:
        messages.error(request, word_refusal(refusal))
        return redirect(find_course_url(session))
    messages.success(request, _("Je staat op de wachtlijst.") if booking.is_waiting else _("Je hebt een plek."))
    return redirect("sessions:show", number)


@login_required
@never_cache
@require_safe
def show_booking(request: HttpRequest, number: int) -> HttpResponse:
    """The only page with how to join; for who has a seat, while the gate lets them in."""
    booking = find_own_booking(request, number)
    is_open = not booking.is_waiting and booking.session.takes_place and may_attend(request.user, booking.session)
    row = make_row(booking.session, booking, call_of(booking))
    facts = {"row": row, "is_open": is_open, "course": booking.session.course.localized}
    return render(request, "courses/session_booking.html", facts)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def cancel_session(request: HttpRequest, number: int) -> HttpResponse:
    """Asks first. Sent a second time it says that there is nothing left to cancel."""
    if request.method != "POST":
        booking = find_own_booking(request, number)
        return render(
            request, "courses/session_cancel.html", {"row": make_row(booking.session, booking, call_of(booking))}
        )
    try:
        was_cancelled = cancel_booking(person=cast(User, request.user), session_number=number)
    except LiveSession.DoesNotExist as error:
        raise Http404 from error
    if was_cancelled:
        messages.success(request, _("Je bent afgemeld."))
    else:
        messages.info(request, _("Je was al afgemeld."))
    return redirect("accounts:home")


@login_required
@never_cache
@require_safe
def download_session(request: HttpRequest, number: int) -> HttpResponse:
    """One session for a calendar, for who has a seat."""
    booking = find_own_booking(request, number)
    events = [] if booking.is_waiting else write_booking_events([booking])
    if not events:
        raise Http404
    response = HttpResponse(write_calendar(events), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{CALENDAR_FILE}"'
    return response


def find_published_session(number: int) -> LiveSession:
    session = LiveSession.objects.with_course().filter(pk=number, live=True, course__live=True).first()
    if session is None:
        raise Http404
    return session


def find_own_booking(request: HttpRequest, number: int) -> Booking:
    # By its key: a number too large for any row then finds none, instead of failing in SQLite.
    own = Booking.objects.of(request.user).coming(timezone.now()).filter(session__pk=number)
    booking = own.with_session().with_place_in_line().first()
    if booking is None:
        raise Http404
    return booking


def find_course_url(session: LiveSession) -> str:
    """In the language of the reader, where the course is there in it."""
    return session.course.localized.url or reverse("accounts:home")


def word_refusal(refusal: BookingRefused) -> str:
    if isinstance(refusal, TooLate):
        return _("Deze bijeenkomst is al begonnen. Je kunt geen plek meer boeken.")
    if isinstance(refusal, DoesNotTakePlace):
        return _("Deze bijeenkomst gaat niet door.")
    return _("Deze bijeenkomst hoort bij een cursus waartoe je geen toegang hebt. Er is niets geboekt.")
