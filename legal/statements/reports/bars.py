"""A chart of one number for each period, for any report: bars, or a line. Numbers in, places on the paper out.

`statements/admin/bars.html` shows a `Drawing`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil, floor

from django.utils.functional import Promise

from .chart import round_up

WIDTH, HEIGHT = 640, 240
LEFT, RIGHT, TOP, BOTTOM = 72, 8, 16, 44  # margins, for the words along the axes
FULL_TICKS = 4
BAR = 0.7  # of the room for a period


@dataclass(frozen=True)
class Bar:
    x: float
    y: float
    width: float
    height: float
    middle: float


@dataclass(frozen=True)
class Tick:
    at: float
    value: int


@dataclass(frozen=True)
class Chart:
    """`path`: the `d` of an SVG path through the same places as the ends of the bars."""

    bars: tuple[Bar, ...]
    path: str
    upward: tuple[Tick, ...]
    zero: float
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    floor: int = HEIGHT - BOTTOM


@dataclass(frozen=True)
class Word:
    """Below the bars. `line`: 1 or 2; `anchor`: which end of the word stands at the place."""

    at: float
    text: str
    line: int = 1
    anchor: str = "middle"


@dataclass(frozen=True)
class Drawing:
    """`name`: tells it from the others of its page. `write`: how to say a number along the axis."""

    name: str
    title: str | Promise
    chart: Chart
    below: Sequence[Word]
    write: Callable[[int], str] = str
    is_line: bool = False

    @property
    def upward(self) -> list[tuple[float, str]]:
        return [(tick.at, self.write(tick.value)) for tick in self.chart.upward]


def draw_chart(values: Sequence[int], *, unit: int = 1) -> Chart:
    """`unit`: what the axis counts in, as 100 for whole euros of cents. Raises ValueError without values."""
    step = unit * round_up(max(1, *map(abs, values)) / unit / FULL_TICKS)
    most, least = step * max(1, ceil(max(values) / step)), step * min(0, floor(min(values) / step))

    def place(value: int) -> float:
        return round(HEIGHT - BOTTOM - (value - least) / (most - least) * (HEIGHT - TOP - BOTTOM), 1)

    room = (WIDTH - LEFT - RIGHT) / len(values)
    bars = tuple(draw_bar(number * room, room, place(value), place(0)) for number, value in enumerate(values))
    ends = [f"{bar.middle} {place(value)}" for bar, value in zip(bars, values, strict=True)]
    upward = tuple(Tick(place(value), value) for value in range(least, most + 1, step))
    return Chart(bars, "M" + "L".join(ends), upward, place(0))


def draw_bar(start: float, room: float, end: float, zero: float) -> Bar:
    """Up from the line of zero, or down."""
    x, width = round(LEFT + start + room * (1 - BAR) / 2, 1), round(room * BAR, 1)
    return Bar(x, min(end, zero), width, round(abs(end - zero), 1), round(LEFT + start + room / 2, 1))
