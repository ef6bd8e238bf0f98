"""The sessions that a page shows, each with where the reader stands and the one thing they can do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.utils import timezone

from members.membership.access import AccessRule, Decision, Person

from ..models import Booking, CoursePage, LiveSession
from .admission import decide_attendances
from .words import describe_place, describe_seats, describe_time


class Call(StrEnum):
    """The one thing to do; NONE where there is nothing."""

    NONE = "none"
    LOG_IN = "log_in"
    READ_WHY_NOT = "why_not"
    BOOK = "book"
    JOIN_WAITING_LIST = "join"
    SEE_SEAT = "seat"
    SEE_WAITING = "waiting"


@dataclass(frozen=True)
class SessionRow:
    """All of it may stand on a page for everybody, but for the booking: that is the reader's own."""

    session: LiveSession
    booking: Booking | None
    call: Call
    seats: str
    time: str
    place: str

    @property
    def is_online(self) -> bool:
        return not self.session.place


@dataclass(frozen=True)
class SessionList:
    rows: tuple[SessionRow, ...]
    rule: str
    decision: Decision | None

    @property
    def asks_to_log_in(self) -> bool:
        return any(row.call is Call.LOG_IN for row in self.rows)

    @property
    def says_why_not(self) -> bool:
        return any(row.call is Call.READ_WHY_NOT for row in self.rows)

    @property
    def needs_course(self) -> bool:
        return self.rule == AccessRule.COURSE


def list_sessions(course: CoursePage, person: Person) -> SessionList:
    """Of the course in all its languages; three queries at most, however many sessions."""
    upcoming = LiveSession.objects.upcoming(timezone.now()).of_course(course.access_key)
    sessions = list(upcoming.with_course().with_seats_taken().defer("link", "joining"))
    bookings = find_bookings(person, sessions)
    decisions = decide_attendances(person, sessions)
    rows = [
        make_row(session, bookings.get(session.pk), find_call(person, session, bookings.get(session.pk), decision))
        for session, decision in zip(sessions, decisions, strict=True)
    ]
    return SessionList(tuple(rows), course.access_rule, decisions[0] if decisions else None)


def list_bookings(person: Person) -> list[SessionRow]:
    """Seats and places in line, the first session first. Also those of sessions that do not take place after all."""
    bookings = Booking.objects.of(person).coming(timezone.now()).with_session().with_place_in_line()
    return [make_row(booking.session, booking, call_of(booking)) for booking in bookings]


def find_bookings(person: Person, sessions: Iterable[LiveSession]) -> dict[int, Booking]:
    if not person.is_authenticated:
        return {}
    own = Booking.objects.of(person).filter(session__in=[session.pk for session in sessions]).with_place_in_line()
    return {booking.session_id: booking for booking in own}


def make_row(session: LiveSession, booking: Booking | None, call: Call) -> SessionRow:
    return SessionRow(
        session=session,
        booking=booking,
        call=call,
        seats=describe_seats(session, taken=getattr(session, "seats_taken", 0)),
        time=describe_time(session),
        place=describe_place(session),
    )


def find_call(person: Person, session: LiveSession, booking: Booking | None, decision: Decision) -> Call:
    if booking:
        return call_of(booking)
    if not session.takes_place or session.has_started:
        return Call.NONE
    if not person.is_authenticated:
        return Call.LOG_IN
    if not decision.is_allowed:
        return Call.READ_WHY_NOT
    return Call.BOOK if session.seats > session.seats_taken else Call.JOIN_WAITING_LIST


def call_of(booking: Booking) -> Call:
    return Call.SEE_WAITING if booking.is_waiting else Call.SEE_SEAT
