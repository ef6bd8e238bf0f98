"""Half a year of counts, up to yesterday, so that the report of visits has something to show. The same every time."""

from collections.abc import Iterator
from datetime import date, timedelta
from math import sin

from django.utils import timezone
from wagtail.models import Page

from home.statistics.models import DailyCount, Dimension

DAYS = 200
CAMPAIGN_DAYS = range(40, 60)  # before today
# How many of a hundred views.
SHARES: dict[Dimension, dict[str, int]] = {
    Dimension.DEVICE: {"phone": 48, "tablet": 7, "desktop": 45},
    Dimension.LANGUAGE: {"nl": 88, "en": 12},
    Dimension.REFERRER: {"zoekmachine.example": 21, "vakblad.example": 6, "collega.example": 3, "*": 1},
}


def make_visits() -> None:
    pages = Page.objects.live().filter(locale__language_code="nl").order_by("path").specific()
    labels = [label for page in pages if (label := getattr(page, "statistics_label", ""))]
    yesterday = timezone.localdate() - timedelta(days=1)
    rows = [
        count
        for number in range(DAYS)
        for count in count_day(yesterday - timedelta(days=number), number, labels)
        if count.views
    ]
    DailyCount.objects.bulk_create(rows, batch_size=500)


def count_day(day: date, number: int, labels: list[str]) -> Iterator[DailyCount]:
    """More every month, few at the weekend, and never twice the same. `number`: of days before the last."""
    busy = (1.5 - number / DAYS) * (0.4 if day.weekday() > 4 else 1) * (1 + 0.2 * sin(number * number))
    total = 0
    for place, label in enumerate(labels):
        views = round(busy * (60 / (place + 1) + 3 * (1 + sin(number * (place + 2)))))
        total += views
        yield add(day, Dimension.PAGE, label, views)
    for dimension, shares in SHARES.items():
        for label, share in shares.items():
            yield add(day, dimension, label, round(total * share / 100))
    if number in CAMPAIGN_DAYS:
        yield add(day, Dimension.CAMPAIGN, "nieuwsbrief-herfst", round(total / 5))


def add(day: date, dimension: Dimension, label: str, views: int) -> DailyCount:
    return DailyCount(day=day, dimension=dimension, label=label, views=views, visits=round(views * 0.4))
