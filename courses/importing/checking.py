"""Every row judged before anything is written: what it says as pages, or all that is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.text import slugify

from members.membership.offering import read_single_prices

from ..models import CatalogPage, CoursePage, LessonPage, TopicPage
from ..models.addresses import BENEATH_CATALOGUE, BENEATH_COURSE
from .cells import COURSE_CELLS, LESSON_CELLS, WrongCell, read_values
from .hostile import find_hostile_cells
from .plan import Fault, Plan, PlannedCourse, PlannedPrice
from .reading import Row

OUR_NAMES = {"own_rule": "free", "body": "text"}


def plan_import(rows: list[Row], catalog: CatalogPage) -> Plan:
    """A course whose slug is already there is skipped with its lessons, and named: of what is there nothing is
    overwritten. Only its price may be another one from now on.
    """
    return Planning(catalog).plan_all(rows)


class Planning:
    def __init__(self, catalog: CatalogPage) -> None:
        self.plan = Plan()
        self.locale = catalog.locale
        self.topics = list_topics(catalog)
        self.taken = dict(catalog.get_children().values_list("slug", "content_type__model"))
        self.courses = {
            page.slug: page for page in CoursePage.objects.child_of(catalog).with_access_keys().defer_streamfields()
        }
        self.prices = read_single_prices()
        self.planned: dict[str, PlannedCourse] = {}
        self.refused: set[str] = set()  # courses of this file that cannot be read

    def plan_all(self, rows: list[Row]) -> Plan:
        self.plan.faults += [fault for row in rows for fault in find_hostile_cells(row)]
        hostile = {fault.row for fault in self.plan.faults}
        readable = [row for row in rows if row.number not in hostile]
        for row in (row for row in readable if not row.cells["course"]):
            self.plan_course(row)
        self.refused = {make_slug(row) for row in rows if not row.cells.get("course")} - self.planned.keys()
        for row in (row for row in readable if row.cells["course"]):
            self.plan_lesson(row)
        self.plan.courses = list(self.planned.values())
        return self.plan

    def plan_course(self, row: Row) -> None:
        slug = make_slug(row)
        if self.skip_if_there(row, slug):
            self.plan_price(row, slug)
            return
        values, faults = read_values(row, COURSE_CELLS)
        price = values.pop("price", None)
        topic = self.topics.get(row.cells["topic"].casefold())
        if topic is None:
            faults.append(WrongCell("topic", f"{row.cells['topic'][:80]!r} is no topic of this catalogue"))
        page = CoursePage(slug=slug, locale=self.locale, topic=topic, title=row.cells["title"], **values)
        self.refuse(row, [*self.judge_course_slug(slug), *faults, *judge_page(page, faults)])
        self.planned.setdefault(slug, PlannedCourse(row.number, page, price))

    def plan_price(self, row: Row, slug: str) -> None:
        values, faults = read_values(row, {"price": COURSE_CELLS["price"]})
        self.refuse(row, faults)
        page, cents = self.courses[slug], values.get("price")
        if cents is not None and cents != self.prices.find(page.access_key):
            self.plan.prices.append(PlannedPrice(row.number, page, cents))

    def plan_lesson(self, row: Row) -> None:
        slug = row.cells["course"]
        if self.skip_if_there(row, slug):
            return
        values, faults = read_values(row, LESSON_CELLS)
        if slug not in self.planned and slug not in self.refused:
            faults.append(WrongCell("course", f"there is no course {slug[:80]!r}, here or in this file"))
        page = LessonPage(slug=make_slug(row), locale=self.locale, title=row.cells["title"], **values)
        lessons = self.planned[slug].lessons if slug in self.planned else []
        self.refuse(row, [*faults, *judge_page(page, faults), *judge_lesson_slug(page.slug, slug, lessons)])
        lessons.append(page)

    def skip_if_there(self, row: Row, course: str) -> bool:
        """Whether this course is there already; then its row is named."""
        is_there = self.taken.get(course) == CoursePage._meta.model_name
        if is_there:
            self.plan.skipped.append((row.number, course))
        return is_there

    def judge_course_slug(self, slug: str) -> list[WrongCell]:
        faults = []
        if slug in BENEATH_CATALOGUE:
            faults.append(WrongCell("slug", f"{slug} is the address of something else beneath the catalogue"))
        if slug in self.taken:
            faults.append(WrongCell("slug", f"{slug} is already the address of another page"))
        if slug in self.planned:
            faults.append(WrongCell("slug", f"{slug} is already used in row {self.planned[slug].row}"))
        return faults

    def refuse(self, row: Row, faults: Iterable[WrongCell]) -> None:
        self.plan.faults += [Fault(row.number, fault.column, str(fault)) for fault in faults]


def list_topics(catalog: CatalogPage) -> dict[str, TopicPage]:
    topics = TopicPage.objects.child_of(catalog)
    return {name.casefold(): topic for topic in topics for name in (topic.title, topic.slug)}


def make_slug(row: Row) -> str:
    return row.cells.get("slug") or slugify(row.cells.get("title", ""))[:200].strip("-")


def judge_lesson_slug(slug: str, course: str, lessons: Iterable[LessonPage]) -> list[WrongCell]:
    faults = []
    if slug in BENEATH_COURSE:
        faults.append(WrongCell("slug", f"{slug} is the address of something else beneath a course"))
    if any(lesson.slug == slug for lesson in lessons):
        faults.append(WrongCell("slug", f"{slug} is already a lesson of {course}"))
    return faults


def judge_page(page: Any, named: Iterable[WrongCell]) -> list[WrongCell]:
    """What the editor's form would refuse as well, except for the columns that were already named."""
    known = {fault.column for fault in named}
    try:
        page.clean_fields(
            exclude=["path", "depth", "url_path", "content_type", "topic", "draft_title", "translation_key"]
        )
    except ValidationError as error:
        found = {OUR_NAMES.get(name, name): " ".join(texts) for name, texts in error.message_dict.items()}
        return [WrongCell(name, text) for name, text in found.items() if name not in known]
    return []
