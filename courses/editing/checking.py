"""Courses and lessons looked through, together in a few queries. Nothing outside the site is asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from members.membership.access import AccessRule

from ..models import CoursePage, LessonPage
from .findings import Finding, Kind
from .links import LinkedPages
from .reading import Reading, read_page


def list_findings(page: CoursePage | LessonPage) -> list[Finding]:
    return find_everything([page]).get(page.pk, [])


def find_everything(pages: Iterable[CoursePage | LessonPage]) -> dict[int, list[Finding]]:
    """By the number of the page; pages with nothing to repair are left out. Three queries, however many pages."""
    readings = {page: read_page(page) for page in pages}
    links = LinkedPages(readings.values())
    open_courses = find_courses_with_open_lesson(page for page in readings if isinstance(page, CoursePage))
    found = {
        page.pk: [*find_in_page(page, reading, open_courses), *links.find_dead(reading)]
        for page, reading in readings.items()
    }
    return {number: findings for number, findings in found.items() if findings}


def find_in_page(page: CoursePage | LessonPage, reading: Reading, open_courses: set[str]) -> Iterator[Finding]:
    if not (page.teaser.strip() or page.search_description.strip()):
        yield Finding(Kind.NO_SUMMARY)
    if isinstance(page, LessonPage) and not reading.words:
        yield Finding(Kind.NO_TEXT)
    skips = [(above, below) for above, below in pairwise(reading.levels) if below > above + 1]
    if skips:
        yield Finding(Kind.HEADINGS, ", ".join(f"h{above} → h{below}" for above, below in dict.fromkeys(skips)))
    if reading.images_without_text:
        yield Finding(Kind.NO_ALT_TEXT, str(reading.images_without_text))
    if isinstance(page, CoursePage) and not page.is_archived and page.path not in open_courses:
        yield Finding(Kind.NOTHING_OPEN)


def find_courses_with_open_lesson(courses: Iterable[CoursePage]) -> set[str]:
    """By their path. A lesson without a rule of its own has that of its course; only lessons near these are read."""
    rules = {course.path: course.access_rule for course in courses}
    if not rules:
        return set()
    near = (min(rules), max(rules) + "Z" * LessonPage.steplen)
    lessons = LessonPage.objects.live().filter(path__range=near).values_list("path", "own_rule")
    parents = ((path[: -LessonPage.steplen], own_rule) for path, own_rule in lessons)
    return {parent for parent, own_rule in parents if (own_rule or rules.get(parent)) == AccessRule.OPEN}
