"""What follows when a published session changes: who booked is told, and new seats go to who waits."""

from __future__ import annotations

from typing import Any

from ..models import LiveSession, News
from .seats import fill_seats

SEEN_BY_ALL = {"starts_at", "ends_at", "place", "language"}
SEEN_BY_SEATED = {"link", "joining"}
DECIDES_WHETHER = {"live", "is_cancelled"}


def follow_change(instance: LiveSession, *, raw: bool = False, **kwargs: Any) -> None:
    """Receives `post_save`, in the transaction of the save. The mails are left to `run_due`: they may be many."""
    changes, instance.changes = instance.changes, frozenset()
    if raw or not changes or instance.has_ended:
        return
    if instance.takes_place:
        note_change(instance, changes)
        if not instance.has_started:
            fill_seats(instance)
    elif not changes.isdisjoint(DECIDES_WHETHER):
        instance.bookings.update(news=News.CANCELLED)


def note_change(session: LiveSession, changes: frozenset[str]) -> None:
    """Whoever is still to be told of their seat reads the newest facts in that mail."""
    if not changes.isdisjoint(DECIDES_WHETHER):
        session.bookings.update(news=News.CHANGED)
    elif not changes.isdisjoint(SEEN_BY_ALL):
        session.bookings.filter(news="").update(news=News.CHANGED)
    elif not changes.isdisjoint(SEEN_BY_SEATED):
        session.bookings.seated().filter(news="").update(news=News.CHANGED)
