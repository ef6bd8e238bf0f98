"""Every row judged before anything is written: what it says as pages, or all that is wrong with it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.html import escape
from django.utils.text import slugify

from members.membership.access import AccessRule

from ..labels import Form, Level
from ..models import CatalogPage, CoursePage, LessonPage, TopicPage
from ..models.lesson import TAKEN_SLUGS
from .reading import Row

LONGEST_CELL = 30_000  # characters; a spreadsheet holds 32,767
FORMULA = re.compile(r"[=+@\t]|-\S")
MARKUP = re.compile(r"<[/!?a-zA-Z]")
OUR_NAMES = {"own_rule": "free", "body": "text"}


@dataclass(frozen=True)
class Fault:
    row: int
    column: str
    reason: str


@dataclass
class PlannedCourse:
    row: int
    page: CoursePage
    lessons: list[LessonPage] = field(default_factory=list)


@dataclass
class Plan:
    courses: list[PlannedCourse] = field(default_factory=list)
    skipped: list[tuple[int, str]] = field(default_factory=list)  # the row, and the slug that is already there
    faults: list[Fault] = field(default_factory=list)


class WrongCell(Exception):
    def __init__(self, column: str, reason: str) -> None:
        super().__init__(reason)
        self.column = column


def plan_import(rows: list[Row], catalog: CatalogPage) -> Plan:
    """A course whose slug is already there is skipped with its lessons, and named: nothing is ever overwritten."""
    plan = Plan()
    topics = list_topics(catalog)
    taken = dict(catalog.get_children().values_list("slug", "content_type__model"))
    planned: dict[str, PlannedCourse] = {}
    plan.faults += [fault for row in rows for fault in find_hostile_cells(row)]
    hostile = {fault.row for fault in plan.faults}
    readable = [row for row in rows if row.number not in hostile]
    for row in (row for row in readable if not row.cells["course"]):
        plan_course(row, catalog, topics, taken, planned, plan)
    refused = {make_slug(row) for row in rows if not row.cells.get("course")} - planned.keys()
    for row in (row for row in readable if row.cells["course"]):
        plan_lesson(row, catalog, taken, planned, refused, plan)
    plan.courses = list(planned.values())
    return plan


def find_hostile_cells(row: Row) -> Iterator[Fault]:
    for column, text in row.cells.items():
        if reason := judge_text(text, is_formula=column in row.formulas):
            yield Fault(row.number, column, reason)
        elif not column:
            yield Fault(row.number, "(behind the last)", text)


def judge_text(text: str, *, is_formula: bool) -> str:
    if len(text) > LONGEST_CELL:
        return f"has {len(text):,} characters; at most {LONGEST_CELL:,} are read"
    if is_formula or FORMULA.match(text):
        return "is a formula, or looks like one to a spreadsheet"
    if any(unicodedata.category(sign) in ("Cc", "Cs") and sign != "\n" for sign in text) or re.search(
        "[\u202a-\u202e\u2066-\u2069]", text
    ):
        return "has control characters"
    if MARKUP.search(text):
        return "has HTML; write plain text"
    return ""


def list_topics(catalog: CatalogPage) -> dict[str, TopicPage]:
    topics = TopicPage.objects.child_of(catalog)
    return {name.casefold(): topic for topic in topics for name in (topic.title, topic.slug)}


def make_slug(row: Row) -> str:
    return row.cells.get("slug") or slugify(row.cells.get("title", ""))[:200].strip("-")


def plan_course(
    row: Row,
    catalog: CatalogPage,
    topics: dict[str, TopicPage],
    taken: dict[str, str],
    planned: dict[str, PlannedCourse],
    plan: Plan,
) -> None:
    slug = make_slug(row)
    if taken.get(slug) == CoursePage._meta.model_name:
        plan.skipped.append((row.number, slug))
        return
    faults = []
    if slug in taken:
        faults.append(WrongCell("slug", f"{slug} is already the address of another page"))
    if slug in planned:
        faults.append(WrongCell("slug", f"{slug} is already used in row {planned[slug].row}"))
    values, wrong = read_values(row, COURSE_CELLS)
    topic = topics.get(row.cells["topic"].casefold())
    if topic is None:
        wrong.append(WrongCell("topic", f"{row.cells['topic'][:80]!r} is no topic of this catalogue"))
    page = CoursePage(slug=slug, locale=catalog.locale, topic=topic, title=row.cells["title"], **values)
    faults += [*wrong, *judge_page(page, {fault.column for fault in wrong})]
    plan.faults += [Fault(row.number, fault.column, str(fault)) for fault in faults]
    planned.setdefault(slug, PlannedCourse(row.number, page))


def plan_lesson(
    row: Row,
    catalog: CatalogPage,
    taken: dict[str, str],
    planned: dict[str, PlannedCourse],
    refused: set[str],
    plan: Plan,
) -> None:
    slug = row.cells["course"]
    if taken.get(slug) == CoursePage._meta.model_name:
        plan.skipped.append((row.number, slug))
        return
    values, faults = read_values(row, LESSON_CELLS)
    if slug not in planned and slug not in refused:
        faults.append(WrongCell("course", f"there is no course {slug[:80]!r}, here or in this file"))
    page = LessonPage(slug=make_slug(row), locale=catalog.locale, title=row.cells["title"], **values)
    faults += judge_page(page, {fault.column for fault in faults})
    lessons = planned[slug].lessons if slug in planned else []
    if page.slug in TAKEN_SLUGS:
        faults.append(WrongCell("slug", f"{page.slug} is the address of something else beneath a course"))
    if any(lesson.slug == page.slug for lesson in lessons):
        faults.append(WrongCell("slug", f"{page.slug} is already a lesson of {slug}"))
    plan.faults += [Fault(row.number, fault.column, str(fault)) for fault in faults]
    lessons.append(page)


def judge_page(page: Any, known: set[str]) -> list[WrongCell]:
    """What the editor's form would refuse as well, except for what was already named."""
    try:
        page.clean_fields(
            exclude=["path", "depth", "url_path", "content_type", "topic", "draft_title", "translation_key"]
        )
    except ValidationError as error:
        named = {OUR_NAMES.get(name, name): " ".join(texts) for name, texts in error.message_dict.items()}
        return [WrongCell(name, text) for name, text in named.items() if name not in known]
    return []


def read_values(row: Row, cells: dict[str, Any]) -> tuple[dict[str, Any], list[WrongCell]]:
    values, faults = {}, []
    for column, (name, read) in cells.items():
        try:
            values[name] = read(row.cells.get(column, ""))
        except ValueError as error:
            faults.append(WrongCell(column, str(error)))
    return values, faults


def read_paragraphs(text: str) -> str:
    paragraphs = (" ".join(part.split()) for part in re.split(r"\n\s*\n", text))
    return "".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs if paragraph)


def read_body(text: str) -> list[tuple[str, str]]:
    if not text:
        raise ValueError("a lesson needs a text")
    parts = re.split(r"\n\s*\n", text)
    return [("paragraph", read_paragraphs(part)) for part in parts if part.strip()]


def read_list(kind: str) -> Any:
    def read(text: str) -> list[tuple[str, str]]:
        items = [item.strip() for item in text.split("|") if item.strip()]
        if long := [item for item in items if len(item) > 200]:
            raise ValueError(f"{long[0][:30]!r}… has more than 200 characters")
        return [(kind, item) for item in items]

    return read


def read_minutes(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,6}", text):
        raise ValueError(f"{text[:30]!r} is no whole number of minutes")
    return int(text)


def read_price(text: str) -> Decimal | None:
    if not text:
        return None
    try:
        price = Decimal(text.replace(",", "."))
    except InvalidOperation as error:
        raise ValueError(f"{text[:30]!r} is no price; write it as 49,50") from error
    if not price.is_finite():
        raise ValueError(f"{text[:30]!r} is no price; write it as 49,50")
    return price


def read_choice(kind: type[Form] | type[Level], usual: str) -> Any:
    def read(text: str) -> str:
        if text and text.lower() not in kind.values:
            raise ValueError(f"{text[:30]!r} is none of {', '.join(kind.values)}")
        return text.lower() or usual

    return read


def read_free(text: str) -> str:
    if text.lower() not in ("", "yes", "no", "ja", "nee"):
        raise ValueError(f"{text[:30]!r} is neither yes nor no")
    return AccessRule.OPEN if text.lower() in ("yes", "ja") else ""


COURSE_CELLS = {
    "teaser": ("teaser", str),
    "minutes": ("minutes", read_minutes),
    "form": ("form", read_choice(Form, Form.ONLINE)),
    "level": ("level", read_choice(Level, Level.BASIC)),
    "price": ("price", read_price),
    "introduction": ("introduction", read_paragraphs),
    "outcomes": ("outcomes", read_list("outcome")),
    "audience": ("audience", read_list("audience")),
}
LESSON_CELLS = {
    "teaser": ("teaser", str),
    "minutes": ("minutes", read_minutes),
    "module": ("module", str),
    "free": ("own_rule", read_free),
    "text": ("body", read_body),
}
