"""On record that a colleague looked at people's data: numbers and kinds only, nobody's name or address.

Every page of the admin that shows somebody's data calls `log_reading`, whichever app it belongs to.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from ..models import StaffReading

LONGEST_DETAIL = StaffReading._meta.get_field("detail").max_length
KEPT = timedelta(days=2 * 365)


def log_reading(*, reader: Any, what: StaffReading.What, subject: int | None = None, detail: str = "") -> None:
    """Call this before anything is shown; when it fails, nothing is.

    `subject` is the account it was about. `detail` may hold kinds, numbers and days, and nothing that somebody typed.
    """
    StaffReading.objects.create(
        reader=reader.pk, read_at=timezone.now(), what=what, subject=subject, detail=detail[:LONGEST_DETAIL]
    )


def list_readings(user: Any) -> QuerySet[StaffReading]:
    """When colleagues looked at this person's data and at what, newest first, for that person and their export.

    Lists of many people name nobody and are not among them; nor is looking at one's own account.
    """
    since = timezone.now() - KEPT
    return StaffReading.objects.filter(subject=user.pk, read_at__gt=since).exclude(reader=user.pk).order_by("-pk")


def forget_old_readings() -> Iterator[str]:
    """Work of `run_due`: what is older than its term goes."""
    StaffReading.objects.filter(read_at__lte=timezone.now() - KEPT).delete()
    yield from ()
