"""Adding to the counts of a day. Two at the same moment both count, and no stranger makes the table grow for long."""

import datetime
from collections.abc import Mapping

from django.db import transaction
from django.db.models import F

from .models import DailyCount, Dimension

OTHER = "*"  # no site, campaign or page is called so
# Anybody can invent names of sites and campaigns: beyond so many on a day, the others are counted together.
MOST_ON_A_DAY = {Dimension.REFERRER: 50, Dimension.CAMPAIGN: 20}


def count_view(*, day: datetime.date, seen: Mapping[Dimension, str], is_visit: bool) -> None:
    """Adds one view to the row of each dimension. Not in one transaction: the rows have nothing to do with each other,
    and nobody waits for two of them at once.
    """
    addition = {"views": F("views") + 1, "visits": F("visits") + int(is_visit)}
    for dimension, label in seen.items():
        rows = DailyCount.objects.filter(day=day, dimension=dimension)
        if not rows.filter(label=label).update(**addition):
            rows.filter(label=make_row(day, dimension, label)).update(**addition)


def make_row(day: datetime.date, dimension: Dimension, label: str) -> str:
    """The label under which it is counted, with a row of its own; at most once, whoever else makes it now."""
    if dimension in MOST_ON_A_DAY:
        return make_row_if_there_is_room(day, dimension, label)
    DailyCount.objects.bulk_create([DailyCount(day=day, dimension=dimension, label=label)], ignore_conflicts=True)
    return label


@transaction.atomic
def make_row_if_there_is_room(day: datetime.date, dimension: Dimension, label: str) -> str:
    """The row of all others is made first and locked, so that two newcomers do not both take the last place."""
    others = DailyCount(day=day, dimension=dimension, label=OTHER)
    DailyCount.objects.bulk_create([others], ignore_conflicts=True)
    rows = DailyCount.objects.filter(day=day, dimension=dimension)
    rows.select_for_update().get(label=OTHER)
    known = set(rows.values_list("label", flat=True)) - {OTHER}
    if label in known or label == OTHER:
        return label
    if len(known) >= MOST_ON_A_DAY[dimension]:
        return OTHER
    DailyCount.objects.create(day=day, dimension=dimension, label=label)
    return label
