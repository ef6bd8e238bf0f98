"""What the dashboard shows of a period: the course of it, and what there was most of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet, Sum
from django.utils.formats import number_format

from legal.statements.reports.chart import choose_step

from ..models import DailyCount, Dimension
from .names import name_labels

MOST_SHOWN = 10


def write_number(number: int) -> str:
    return str(number_format(number, force_grouping=True))


@dataclass(frozen=True)
class Step:
    """A day, or a week or month that begins on it."""

    day: date
    views: int = 0
    visits: int = 0


@dataclass(frozen=True)
class Share:
    """`width`: its views in per cent of those of the first of its list, for a bar beside the number."""

    name: str
    views: int
    visits: int
    width: float


def sum_steps(first: date, last: date) -> list[Step]:
    """From the first day to the last, in days, weeks or months, also where nothing was counted. One query."""
    begin_of = choose_step((last - first).days + 1)
    counted = find_counts(first, last).filter(dimension=Dimension.PAGE).values_list("day")
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    sums = dict.fromkeys(map(begin_of, days), (0, 0))
    for day, views, visits in counted.annotate(Sum("views"), Sum("visits")):
        before = sums[begin_of(day)]
        sums[begin_of(day)] = (before[0] + views, before[1] + visits)
    return [Step(day, *both) for day, both in sums.items()]


def list_shares(first: date, last: date) -> dict[Dimension, list[Share]]:
    """Of each dimension what was read most. One query each, and one for the titles of pages."""
    found = {dimension: list(sum_labels(dimension, first, last)[:MOST_SHOWN]) for dimension in Dimension}
    names = name_labels((dimension, row["label"]) for dimension, rows in found.items() for row in rows)
    return {dimension: list(describe(dimension, rows, names)) for dimension, rows in found.items()}


def sum_labels(dimension: Dimension, first: date, last: date) -> QuerySet[Any, Any]:
    rows: QuerySet[Any, Any] = find_counts(first, last).filter(dimension=dimension).values("label")
    return rows.annotate(views_sum=Sum("views"), visits_sum=Sum("visits")).order_by("-views_sum", "label")


def find_counts(first: date, last: date) -> QuerySet[DailyCount]:
    return DailyCount.objects.filter(day__range=(first, last), views__gt=0).order_by()


def describe(dimension: Dimension, rows: list[dict[str, Any]], names: dict[tuple[str, str], str]) -> Iterable[Share]:
    for row in rows:
        width = round(100 * row["views_sum"] / rows[0]["views_sum"], 1)
        yield Share(names[dimension, row["label"]], row["views_sum"], row["visits_sum"], width)
