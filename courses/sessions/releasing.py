"""Seats of people who may no longer attend go to who waits, and after a session nobody's booking is kept."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from members.membership.access import FREE_RULES, AccessRule
from members.membership.models import Grant

from ..models import Booking, LiveSession
from .admission import may_attend
from .cancelling import give_back
from .mails import Farewell
from .seats import fill_seats, lock_session
from .telling import tell_after_commit


def forget_ended_sessions() -> Iterator[str]:
    """Who was there is never kept."""
    Booking.objects.filter(session__ends_at__lte=timezone.now()).delete()
    yield from ()


def release_seats() -> Iterator[str]:
    """Of sessions that are still to begin; then everybody who waits moves up as far as there are seats."""
    sessions = LiveSession.objects.starting_after(timezone.now()).filter(course__live=True)
    concerned = sessions.filter(Q(pk__in=list_doubtful_bookings().values("session")) | Q(bookings__is_waiting=True))
    for number in concerned.distinct().values_list("pk", flat=True):
        release_seats_of(number)
    yield from ()


def release_seats_of(session_number: int) -> None:
    with transaction.atomic():
        session = lock_session(session_number)
        for booking in list_doubtful_bookings().filter(session=session).select_related("user"):
            if not may_attend(booking.user, session):
                give_back(booking, Farewell.RELEASED)
        tell_after_commit(fill_seats(session))


def list_doubtful_bookings() -> QuerySet[Booking]:
    """Of closed accounts, and of people without a grant in force: a handful, whom the gate is then asked about."""
    key = Coalesce(OuterRef("session__course__alias_of__translation_key"), OuterRef("session__course__translation_key"))
    grants = Grant.objects.in_force(timezone.now()).filter(user=OuterRef("user"))
    opened = Q(Exists(grants.filter(course=key)))
    opened |= Q(Exists(grants.filter(course=None))) & Q(session__course__access_rule=AccessRule.GRANT)
    opened |= Q(session__course__access_rule__in=FREE_RULES)
    return Booking.objects.exclude(opened & Q(user__is_active=True))
