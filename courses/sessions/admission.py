"""Who may attend a session: the gate has the only word, also after somebody booked."""

from __future__ import annotations

from collections.abc import Sequence

from members.membership.access import Decision, Person, decide, decide_many

from ..models import LiveSession


def decide_attendance(person: Person, session: LiveSession) -> Decision:
    return decide(person, session.contents)


def decide_attendances(person: Person, sessions: Sequence[LiveSession]) -> list[Decision]:
    """In the order of the sessions; one query at most."""
    return decide_many(person, [session.contents for session in sessions])


def may_attend(person: Person, session: LiveSession) -> bool:
    """Somebody with an open account, whom the gate lets through now. A visitor could not be told of a change."""
    return person.is_authenticated and person.is_active and decide_attendance(person, session).is_allowed
