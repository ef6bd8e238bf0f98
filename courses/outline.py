"""The outline of a course with honest locks: what there is, and what of it is open to this person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from members.membership.access import AccessRule, Person, decide_many

if TYPE_CHECKING:
    from .models import CoursePage


@dataclass(frozen=True)
class CourseContents:
    """All lessons of a course together, as the gate sees them: shut, unless a grant opens the course."""

    access_course_key: UUID
    live: bool
    access_rule: str = AccessRule.GRANT


@dataclass(frozen=True)
class OutlineEntry:
    title: str
    teaser: str
    url: str
    minutes: int
    is_open: bool


@dataclass(frozen=True)
class Outline:
    lessons: tuple[OutlineEntry, ...]

    @property
    def first_open(self) -> OutlineEntry | None:
        return next((lesson for lesson in self.lessons if lesson.is_open), None)

    @property
    def is_all_open(self) -> bool:
        return bool(self.lessons) and all(lesson.is_open for lesson in self.lessons)


def outline_course(course: CoursePage, person: Person) -> Outline:
    lessons = list(course.list_lessons())
    decisions = decide_many(person, lessons)
    return Outline(
        tuple(
            OutlineEntry(lesson.title, lesson.teaser, lesson.url, lesson.minutes, decision.is_allowed)
            for lesson, decision in zip(lessons, decisions, strict=True)
        )
    )
