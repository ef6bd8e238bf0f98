"""The mails about a booking, in the language that somebody chose."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from home.identity.naming import name_sender

from ..models import Booking, LiveSession, News
from .admission import may_attend
from .calendar import write_booking_events, write_calendar, write_cancelled_event
from .words import describe_place, describe_time

CALENDAR_FILE = "bijeenkomst.ics"


class Farewell(StrEnum):
    """Why a booking is gone."""

    CANCELLED = "left"
    RELEASED = "released"


def write_booking_mail(booking: Booking, news: str) -> EmailMessage:
    """How to join stands in it only for who has a seat and may attend at this moment. Raises ValueError."""
    is_off = not booking.session.takes_place
    is_open = not is_off and not booking.is_waiting and may_attend(booking.user, booking.session)
    mail = write_mail(booking, News.CANCELLED if is_off else news, is_open=is_open)
    events = [] if booking.is_waiting else write_booking_events([booking])
    if events:
        mail.attach(CALENDAR_FILE, write_calendar(events, method="CANCEL" if is_off else "PUBLISH"), "text/calendar")
    return mail


def write_farewell_mail(booking: Booking, farewell: Farewell) -> EmailMessage:
    mail = write_mail(booking, farewell)
    if not booking.is_waiting:
        calendar = write_calendar([write_cancelled_event(booking)], method="CANCEL")
        mail.attach(CALENDAR_FILE, calendar, "text/calendar")
    return mail


def write_mail(booking: Booking, news: str, *, is_open: bool = False) -> EmailMessage:
    session = booking.session
    with translation.override(booking.user.language):
        subject = f"{name_news(news)}: {session.title}"
        facts: dict[str, Any] = {
            "news": str(news),
            "booking": booking,
            "session": session,
            "is_open": is_open,
            "time": describe_time(session),
            "place": describe_place(session),
            "notifications": settings.SITE_URL + reverse("accounts:notifications"),
            "address": settings.SITE_URL + reverse("sessions:show", args=[session.pk]),
            "course_address": find_course_address(session),
        }
        text = render_to_string("courses/mail/booking.txt", facts)
    return EmailMessage(" ".join(subject.split()), text.strip() + "\n", name_sender(), [booking.user.email])


def find_course_address(session: LiveSession) -> str:
    """Empty while the course is not published."""
    parts = session.course.localized.get_url_parts() if session.course.live else None
    return settings.SITE_URL + parts[2] if parts else ""


def name_news(news: str) -> str:
    names: dict[str, str] = {
        News.BOOKED: _("Je hebt een plek"),
        News.WAITING: _("Je staat op de wachtlijst"),
        News.MOVED_UP: _("Er is een plek voor je"),
        News.CHANGED: _("Er is iets veranderd"),
        News.CANCELLED: _("Gaat niet door"),
        Farewell.CANCELLED: _("Je bent afgemeld"),
        Farewell.RELEASED: _("Je bent afgemeld"),
    }
    return names[news]
