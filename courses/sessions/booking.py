"""Booking a seat, or a place on the waiting list."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from members.accounts.models import User
from members.membership.access import Decision

from ..models import Booking, LiveSession, News
from .admission import decide_attendance, may_attend
from .seats import fill_seats, lock_session
from .telling import tell_after_commit


class BookingRefused(Exception):
    """Nothing was booked."""


class TooLate(BookingRefused):
    """The session has begun."""


class DoesNotTakePlace(BookingRefused):
    """The session is cancelled."""


class MayNotAttend(BookingRefused):
    def __init__(self, decision: Decision) -> None:
        super().__init__()
        self.decision = decision


def book(*, person: User, session_number: int) -> Booking:
    """The booking of this person, seated or waiting; the one there was when they did this before.

    Raises BookingRefused, and LiveSession.DoesNotExist for a session that is not published.
    """
    with transaction.atomic():
        session = lock_session(session_number)
        if not session.live:
            raise LiveSession.DoesNotExist
        if existing := session.bookings.of(person).first():
            return existing
        refuse_booking(person, session)
        booking = Booking.objects.create(session=session, user=person, is_waiting=True)
        seated = fill_seats(session)
        booking.refresh_from_db()
        booking.news = News.WAITING if booking.is_waiting else News.BOOKED
        booking.save(update_fields=["news"])
        tell_after_commit([booking, *(other for other in seated if other.pk != booking.pk)])
    return booking


def refuse_booking(person: User, session: LiveSession) -> None:
    if not session.takes_place:
        raise DoesNotTakePlace
    if session.starts_at <= timezone.now():
        raise TooLate
    if not may_attend(person, session):
        raise MayNotAttend(decide_attendance(person, session))
