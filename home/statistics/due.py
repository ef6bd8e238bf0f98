"""What `run_due` does for the statistics: the statement keeps them for 24 months."""

from collections.abc import Callable, Iterator

from django.utils import timezone

from members.billing.calendar import add_months

from .models import DailyCount

MONTHS_KEPT = 24


def forget_old_counts() -> Iterator[str]:
    """A day goes on the same day two years later, and not a day before."""
    DailyCount.objects.filter(day__lte=add_months(timezone.localdate(), -MONTHS_KEPT)).delete()
    yield from ()


WORK: tuple[Callable[[], Iterator[str]], ...] = (forget_old_counts,)
