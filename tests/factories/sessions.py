"""Live sessions, and people who booked them along the same way as a click does."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from courses.models import Booking, CoursePage, LiveSession
from courses.sessions.booking import book
from members.accounts.models import User
from tests.factories.courses import give_membership, make_course
from tests.factories.people import make_person

LINK, JOINING = "https://vergader.example/kanarie-link", "kanarie-zo-doe-je-mee"


def make_session(course: CoursePage | None = None, *, starts_at: datetime | None = None, **fields: Any) -> LiveSession:
    """Published, in a week, for an hour and a half, online, for two, with canaries in what is gated."""
    starts_at = starts_at or timezone.now() + timedelta(days=7)
    fields = {
        "title": "Samen oefenen",
        "ends_at": starts_at + timedelta(minutes=90),
        "seats": 2,
        "link": LINK,
        "joining": JOINING,
    } | fields
    return LiveSession.objects.create(course=course or make_course(), starts_at=starts_at, **fields)


def make_subscriber(number: int = 1, **fields: Any) -> User:
    """Somebody with a membership; the number is in the address."""
    person = make_person(f"lid{number}@voorbeeld.example", **fields)
    give_membership(person)
    return person


def book_seat(person: User, session: LiveSession) -> Booking:
    return book(person=person, session_number=session.pk)


def fill(session: LiveSession) -> list[User]:
    """As many people as there are seats, each with one."""
    people = [make_subscriber(100 + number) for number in range(session.seats)]
    for person in people:
        book_seat(person, session)
    return people


def publish_change(session: LiveSession, **fields: Any) -> LiveSession:
    """As an editor does it in the admin: a draft that is then published."""
    draft = LiveSession.objects.get(pk=session.pk).get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(draft, name, value)
    draft.save_revision().publish()
    return LiveSession.objects.get(pk=session.pk)
