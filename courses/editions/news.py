"""What changed in a course since somebody got it: from the dates of their access and of the editions alone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone

from members.membership.access import Person, choose_grants
from members.membership.models import Grant
from members.membership.unbroken import find_unbroken_start

from ..models import CourseEdition, CoursePage


def list_editions(course: CoursePage) -> list[CourseEdition]:
    """For everybody, the newest first. An alias shows those of its source."""
    return list(CourseEdition.objects.of([_find_source(course)]))


def list_news(person: Person, courses: Iterable[CoursePage], *, at: datetime | None = None) -> list[CourseEdition]:
    """Editions that began after the person got access, the newest first; `course` is the course as it was given.

    Counted from the first day of their unbroken access: `find_unbroken_start` has the rule. Two queries, however many
    courses; none for visitors.
    """
    by_source = {_find_source(course): course for course in courses}
    if not by_source or not person.is_authenticated or not person.is_active or not person.pk:
        return []
    since = find_starts(person, by_source, at or timezone.now())
    changes = CourseEdition.objects.of(since).changing() if since else []
    news = [edition for edition in changes if edition.published_at > since[edition.course_id]]
    for edition in news:
        edition.course = by_source[edition.course_id]
    return news


def find_starts(person: Person, courses: dict[int, CoursePage], at: datetime) -> dict[int, datetime]:
    """Since when each course has been this person's; without those that are not."""
    grants = list(Grant.objects.of(person).opening(course.access_key for course in courses.values()))
    starts = {
        number: find_unbroken_start(choose_grants(course.contents, grants), at) for number, course in courses.items()
    }
    return {number: start for number, start in starts.items() if start}


def _find_source(course: CoursePage) -> int:
    return course.alias_of_id or course.pk
