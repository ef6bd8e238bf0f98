"""What `run_due` does for the statistics: the statement keeps them for 24 months, and of few people no row."""

from collections.abc import Callable, Iterator

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from members.billing.calendar import add_months

from .counting import MOST_ON_A_DAY, OTHER
from .models import DailyCount

MONTHS_KEPT = 24
FEWEST_VIEWS = 5  # of a site or campaign on one day; fewer may be the one person who was sent that link


def forget_old_counts() -> Iterator[str]:
    """A day goes on the same day two years later, and not a day before."""
    DailyCount.objects.filter(day__lte=add_months(timezone.localdate(), -MONTHS_KEPT)).delete()
    yield from ()


def fold_small_counts() -> Iterator[str]:
    """Of days that are over, once and for all, so that neither the dashboard nor a download can show them."""
    small = DailyCount.objects.filter(
        day__lt=timezone.localdate(), dimension__in=MOST_ON_A_DAY, views__lt=FEWEST_VIEWS
    ).exclude(label=OTHER)
    for day, dimension in set(small.values_list("day", "dimension")):
        fold(small.filter(day=day, dimension=dimension), DailyCount(day=day, dimension=dimension, label=OTHER))
    yield from ()


@transaction.atomic
def fold(small: QuerySet[DailyCount], others: DailyCount) -> None:
    """Two runs at the same moment add each row once: it is locked, and gone for whoever comes second."""
    DailyCount.objects.bulk_create([others], ignore_conflicts=True)
    rows = list(small.select_for_update())
    views, visits = sum(row.views for row in rows), sum(row.visits for row in rows)
    into = DailyCount.objects.filter(day=others.day, dimension=others.dimension, label=OTHER)
    into.update(views=F("views") + views, visits=F("visits") + visits)
    DailyCount.objects.filter(pk__in=[row.pk for row in rows]).delete()


WORK: tuple[Callable[[], Iterator[str]], ...] = (forget_old_counts, fold_small_counts)
