"""What changed in a course since somebody got it: from the dates of their access and of the editions alone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone

from members.membership.access import Person

from ..models import CourseEdition, CoursePage


def list_editions(course: CoursePage) -> list[CourseEdition]:
    """For everybody, the newest first. An alias shows those of its source."""
    return list(CourseEdition.objects.of([_find_source(course)]))


def list_news(person: Person, courses: Iterable[CoursePage], *, at: datetime | None = None) -> list[CourseEdition]:
    """Editions that began after the person got access, the newest first; `course` is the course as it was given.

    One query, however many courses; none for visitors.
    """
    by_source = {_find_source(course): course for course in courses}
    if not by_source or not person.is_authenticated or not person.is_active or not person.pk:
        return []
    editions = list(CourseEdition.objects.of(by_source).since_access(person, at or timezone.now()))
    for edition in editions:
        edition.course = by_source[edition.course_id]
    return editions


def _find_source(course: CoursePage) -> int:
    return course.alias_of_id or course.pk
