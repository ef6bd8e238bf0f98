"""The seats of one session: whoever takes, gives back or hands on one queues here."""

from __future__ import annotations

from ..models import Booking, LiveSession, News
from .admission import may_attend


def lock_session(number: int) -> LiveSession:
    """Until the end of the caller's transaction. SQLite queues all who write. Raises LiveSession.DoesNotExist."""
    LiveSession.objects.select_for_update(of=("self",)).get(pk=number)
    return LiveSession.objects.with_course().get(pk=number)


def count_free_seats(session: LiveSession) -> int:
    """Never less than none: an editor's schedule may have taken seats away that were booked meanwhile."""
    return max(session.seats - session.count_seats_taken(), 0)


def fill_seats(session: LiveSession) -> list[Booking]:
    """Seats those who wait, in their order, while there are seats; who may not attend any more is passed over.

    The session was locked by the caller, who also sees to it that the people are told.
    """
    free = count_free_seats(session) if session.takes_place and not session.has_started else 0
    moved: list[Booking] = []
    if not free:
        return moved
    for booking in session.bookings.waiting().select_related("user"):
        if len(moved) == free:
            break
        if may_attend(booking.user, session):
            booking.is_waiting, booking.news = False, News.MOVED_UP
            booking.save(update_fields=["is_waiting", "news"])
            moved.append(booking)
    return moved
