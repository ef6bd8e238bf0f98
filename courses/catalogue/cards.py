"""Cards with the state of their course for the reader: one query for their access, however many cards."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from members.membership.access import Person, decide_many
from members.membership.offering import SinglePrices

from ..models.course import CoursePage
from .states import CourseState, Dates, Ways, tell_state


@dataclass(frozen=True)
class Card:
    course: CoursePage
    state: CourseState


def make_cards(courses: Iterable[Any], person: Person, prices: SinglePrices) -> list[Card]:
    """`courses`: read `for_cards()`."""
    courses = list(courses)
    decisions = decide_many(person, [course.contents for course in courses])
    return [
        Card(
            course,
            tell_state(
                course,
                decision,
                Dates(course.coming_at, course.free_at),
                is_known=person.is_authenticated,
                has_lessons=course.has_lessons,
                price=prices.find(course.access_key),
                ways=Ways(),  # the whole card leads to the course
            ),
        )
        for course, decision in zip(courses, decisions, strict=True)
    ]
