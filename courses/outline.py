"""The outline of a course with honest locks: what there is, and what of it is open to this person."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from members.membership.access import Decision, Person, decide_many

from .models import CoursePage
from .models.lesson import list_lessons


@dataclass(frozen=True)
class OutlineEntry:
    title: str
    teaser: str
    url: str
    minutes: int
    module: str
    is_open: bool
    key: UUID  # names the lesson in the reader's own browser, equal in every language
    rule: str


@dataclass(frozen=True)
class OutlineModule:
    """Lessons that follow one another under the same heading; the heading may be empty."""

    title: str
    lessons: tuple[OutlineEntry, ...]

    @property
    def minutes(self) -> int:
        return sum(lesson.minutes for lesson in self.lessons)


@dataclass(frozen=True)
class Outline:
    lessons: tuple[OutlineEntry, ...]
    decision: Decision  # about the lessons together, by the rule of the course

    @property
    def modules(self) -> list[OutlineModule]:
        return [OutlineModule(title, tuple(group)) for title, group in groupby(self.lessons, lambda one: one.module)]

    @property
    def first_open(self) -> OutlineEntry | None:
        return next((lesson for lesson in self.lessons if lesson.is_open), None)

    @property
    def is_all_open(self) -> bool:
        return bool(self.lessons) and all(lesson.is_open for lesson in self.lessons)


def outline_course(course: CoursePage, person: Person) -> Outline:
    lessons = list_lessons(course)
    of_course, *decisions = decide_many(person, [course.contents, *lessons])
    return Outline(
        tuple(
            OutlineEntry(
                title=lesson.title,
                teaser=lesson.teaser,
                url=lesson.url,
                minutes=lesson.minutes or 0,  # a lesson that is published has some
                module=lesson.module,
                is_open=decision.is_allowed,
                key=lesson.translation_key,
                rule=lesson.access_rule,
            )
            for lesson, decision in zip(lessons, decisions, strict=True)
        ),
        decision=of_course,
    )
