"""Sessions in the form that calendars read (RFC 5545): times in UTC, and one identity for ever."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from ..models import Booking, LiveSession
from .admission import decide_attendances
from .words import describe_place

REFRESH = timedelta(hours=1)


def write_calendar(events: Iterable[Event], *, method: str = "PUBLISH", name: str = "") -> str:
    calendar = Calendar()
    calendar.add("prodid", f"-//{urlsplit(settings.SITE_URL).hostname}//Bijeenkomsten//NL")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    if name:
        calendar.add("name", name)
        calendar.add("x-wr-calname", name)
        calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    for event in events:
        calendar.add_component(event)
    return calendar.to_ical().decode()


def write_booking_events(bookings: Iterable[Booking]) -> list[Event]:
    """Of one person with seats: how to join while the gate lets them in, and nothing of what it does not open.

    A session that does not take place is told as such, without how to join it. Asks the database once.
    """
    bookings = list(bookings)
    if not bookings or not bookings[0].user.is_active:
        return []
    decisions = decide_attendances(bookings[0].user, [booking.session for booking in bookings])
    return [
        write_booking_event(booking)
        for booking, decision in zip(bookings, decisions, strict=True)
        if decision.is_allowed or not booking.session.takes_place
    ]


def write_booking_event(booking: Booking) -> Event:
    """Whether this person may attend is for the caller to know."""
    session = booking.session
    with translation.override(booking.user.language):
        if not session.takes_place:
            return write_event(session, is_cancelled=True)
        return write_event(session, joining="\n\n".join(filter(None, [session.joining, session.link])))


def write_cancelled_event(booking: Booking) -> Event:
    """Takes the session out of the calendar of somebody who will not come."""
    with translation.override(booking.user.language):
        return write_event(booking.session, is_cancelled=True, later=1)


def write_event(session: LiveSession, *, joining: str = "", is_cancelled: bool = False, later: int = 0) -> Event:
    event, changed_at = Event(), session.changed_at.astimezone(UTC).replace(microsecond=0)
    event.add("uid", f"bijeenkomst-{session.pk}@{urlsplit(settings.SITE_URL).hostname}")
    event.add("sequence", session.sequence + later)
    event.add("dtstamp", changed_at)
    event.add("last-modified", changed_at)
    event.add("dtstart", session.starts_at.astimezone(UTC))
    event.add("dtend", session.ends_at.astimezone(UTC))
    event.add("summary", session.title)
    event.add("location", describe_place(session))
    parts = [_("Cursus: %(title)s") % {"title": session.course.title}, joining]
    event.add("description", "\n\n".join(filter(None, parts)))
    event.add("status", "CANCELLED" if is_cancelled else "CONFIRMED")
    event.add("class", "PRIVATE")
    return event
