"""What an import would do, and all that is wrong with the file it comes from."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..models import CoursePage, LessonPage


@dataclass(frozen=True)
class Fault:
    row: int
    column: str
    reason: str


@dataclass
class PlannedCourse:
    row: int
    page: CoursePage
    price: int | None = None  # in cents; None: not sold by itself
    lessons: list[LessonPage] = field(default_factory=list)


@dataclass(frozen=True)
class PlannedPrice:
    """Of a course that is there already and costs something else."""

    row: int
    page: CoursePage
    cents: int


@dataclass
class Plan:
    courses: list[PlannedCourse] = field(default_factory=list)
    prices: list[PlannedPrice] = field(default_factory=list)
    skipped: list[tuple[int, str]] = field(default_factory=list)  # the row, and the slug that is already there
    faults: list[Fault] = field(default_factory=list)
