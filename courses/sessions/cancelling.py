"""Giving back a seat, or leaving the waiting list."""

from __future__ import annotations

from django.db import transaction

from members.accounts.models import User

from ..models import Booking
from .farewell import say_farewell_after_commit
from .mails import Farewell
from .seats import fill_seats, lock_session
from .telling import tell_after_commit


def cancel_booking(*, person: User, session_number: int) -> bool:
    """False when there was nothing to cancel. The first in line gets the seat in the same transaction.

    Raises LiveSession.DoesNotExist.
    """
    with transaction.atomic():
        session = lock_session(session_number)
        booking = session.bookings.of(person).first()
        if booking is None:
            return False
        give_back(booking, Farewell.CANCELLED)
        tell_after_commit(fill_seats(session))
    return True


def give_back(booking: Booking, farewell: Farewell) -> None:
    """Removes the booking and tells the person so. The session was locked by the caller, who hands the seat on."""
    say_farewell_after_commit(booking, farewell)
    booking.delete()
