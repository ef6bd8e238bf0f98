"""The chart of a version: how many people agreed and declined, over time. Numbers in, places on the paper out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from math import ceil, log10

from .tallies import Tally

WIDTH, HEIGHT = 640, 280
LEFT, RIGHT, TOP, BOTTOM = 56, 16, 16, 40  # margins, for the words along the axes
MOST_DAYS, MOST_WEEKS = 92, 106  # beyond so many, the next larger step
FULL_TICKS = 4


@dataclass(frozen=True)
class Point:
    """How things stood at the end of the period that begins on `day`."""

    day: date
    agreed: int
    declined: int


@dataclass(frozen=True)
class Tick:
    at: float
    label: int | date
    anchor: str = "end"  # which end of its label stands at the place; the outer ones stay on the paper


@dataclass(frozen=True)
class Dot:
    x: float
    y: float


@dataclass(frozen=True)
class Line:
    """`path` is the `d` of an SVG path; `end` its last place."""

    path: str
    end: Dot


@dataclass(frozen=True)
class Chart:
    agreed: Line
    declined: Line
    across: tuple[Tick, ...]
    upward: tuple[Tick, ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    floor: int = HEIGHT - BOTTOM


def accumulate_days(tallies: dict[date, Tally], until: date) -> list[Point]:
    """A point for every day from the first answer to `until`: for every week or month when there are many."""
    if not tallies:
        return []
    first, last = min(tallies), max(*tallies, until)
    length = (last - first).days + 1
    begin_of = choose_step(length)
    days = [first + timedelta(days=number) for number in range(length)]
    agreed = accumulate(tallies.get(day, Tally()).agreed for day in days)
    declined = accumulate(tallies.get(day, Tally()).declined for day in days)
    rows = zip(map(begin_of, days), agreed, declined, strict=True)
    return list({day: Point(day, yes, no) for day, yes, no in rows}.values())  # the last of a period stays


def choose_step(days: int) -> Callable[[date], date]:
    """How to find the day that a period begins on: days as such, weeks from Monday, or months."""
    if days <= MOST_DAYS:
        return lambda day: day
    if days <= MOST_WEEKS * 7:
        return lambda day: day - timedelta(days=day.weekday())
    return lambda day: day.replace(day=1)


def draw_chart(points: Sequence[Point]) -> Chart:
    """Raises ValueError without points: there is nothing to draw."""
    if not points:
        raise ValueError("a chart needs points")
    highest = max(max(point.agreed, point.declined) for point in points)
    step = round_up(highest / FULL_TICKS)
    most = step * max(1, ceil(highest / step))
    return Chart(
        agreed=draw_line([point.agreed for point in points], most),
        declined=draw_line([point.declined for point in points], most),
        across=tuple(
            Tick(place_across(number, len(points)), points[number].day, choose_anchor(number, len(points)))
            for number in choose_labels(len(points))
        ),
        upward=tuple(Tick(place_upward(number, most), number) for number in range(0, most + 1, step)),
    )


def round_up(number: float) -> int:
    """The next of 1, 2, 5, 10, 20, 50 …"""
    power = 10 ** int(log10(number)) if number >= 1 else 1
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= number)


def choose_labels(points: int) -> list[int]:
    """Which points have their day below them: the ends, and two between when there is room."""
    return sorted({round(part * (points - 1) / 3) for part in range(4)}) if points > 3 else list(range(points))


def choose_anchor(number: int, points: int) -> str:
    return "middle" if 0 < number < points - 1 or points == 1 else "end" if number else "start"


def place_across(number: int, points: int) -> float:
    share = number / (points - 1) if points > 1 else 0.5
    return round(LEFT + share * (WIDTH - LEFT - RIGHT), 1)


def place_upward(number: int, most: int) -> float:
    return round(HEIGHT - BOTTOM - number / most * (HEIGHT - TOP - BOTTOM), 1)


def draw_line(numbers: Sequence[int], most: int) -> Line:
    dots = [Dot(place_across(n, len(numbers)), place_upward(number, most)) for n, number in enumerate(numbers)]
    return Line("M" + "L".join(f"{dot.x} {dot.y}" for dot in dots), dots[-1])
