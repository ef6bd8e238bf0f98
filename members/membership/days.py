"""Days in the site's time zone."""

from __future__ import annotations

from datetime import date, datetime, time

from django.utils import timezone


def begin_of(day: date) -> datetime:
    """The first moment of this day."""
    return timezone.make_aware(datetime.combine(day, time.min))
