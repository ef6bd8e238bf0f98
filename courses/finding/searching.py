"""Which pages hold all words of a question, best first, as far as this person may know.

Two indexes that never meet in a query. The public one answers everybody alike, so that neither ranks nor counts nor
proposals for spelling can tell what stands in a lesson. The gated one is only asked for people who logged in; each
lesson that it names goes past the gate, on its own merits, before anything is counted or shown. Such lessons come
behind the others in the order of the catalogue: a rank would weigh a word by the lessons that stay shut.

Not Wagtail's own search: it knows one language per site, indexes no more than one text per page, and on SQLite repeats
its match for every row that it ranks (see notes on performance: minutes for a word on every page). It remains what
editors search with.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection
from wagtail.models import PageViewRestriction

from members.membership.access import Person, decide_many

from ..models import CoursePage, Kind
from .statements import GATED, PUBLIC
from .words import Question, is_beginning


class Hit(NamedTuple):
    page: int
    path: str
    source_path: str | None
    course: int | None
    is_archived: bool | None
    kind: str
    is_open: bool = False  # found in the words of a lesson that this person may read


@dataclass(frozen=True)
class FoundLesson:
    """A lesson as the gate sees it; the same for all lessons of a course with the same rule."""

    access_course_key: UUID
    access_rule: str
    live: bool = True


@dataclass(frozen=True)
class Found:
    hits: list[Hit]

    @property
    def counts(self) -> dict[Kind, int]:
        """In the order in which kinds are shown; only those with something in them."""
        counted = Counter(hit.kind for hit in self.hits)
        return {kind: counted[kind] for kind in Kind if counted[kind]}

    def of_kind(self, kind: str) -> list[Hit]:
        return [hit for hit in self.hits if hit.kind == kind] if kind else self.hits


def search(question: Question, person: Person) -> Found:
    """Two queries for visitors; five or six for who logged in, however much is found."""
    if not question.stems:
        return Found([])
    hits = [Hit(*row) for row in ask_index(PUBLIC, question)]
    if person.is_authenticated:
        known = {hit.page for hit in hits}
        hits += [hit for hit in find_in_open_lessons(question, person) if hit.page not in known]
    hits = leave_out_restricted(leave_out_archived(hits, person))
    order = {kind.value: number for number, kind in enumerate(Kind)}
    return Found(sorted(hits, key=lambda hit: order[hit.kind]))


def has_answer(question: Question) -> bool:
    """Whether a visitor would find anything."""
    hits = (Hit(*row) for row in ask_index(PUBLIC, question))
    return bool(leave_out_restricted([hit for hit in hits if not hit.is_archived]))


def ask_index(statements: dict[str, str], question: Question) -> list[tuple[Any, ...]]:
    match = {"sqlite": write_fts5, "postgresql": write_tsquery}[connection.vendor](question)
    with connection.cursor() as cursor:
        cursor.execute(statements[connection.vendor], {"match": match, "language": question.language})
        return cursor.fetchall()


def write_fts5(question: Question) -> str:
    """Stems hold letters and digits only: nothing in them is an operator."""
    return " ".join(f'"{stem}"{"*" if is_beginning(stem) else ""}' for stem in question.stems)


def write_tsquery(question: Question) -> str:
    return " & ".join(f"'{stem}'{':*' if is_beginning(stem) else ''}" for stem in question.stems)


def find_in_open_lessons(question: Question, person: Person) -> list[Hit]:
    rows = ask_index(GATED, question)
    lessons = {row[6:]: FoundLesson(UUID(str(row[6])), row[7]) for row in rows}
    decisions = zip(lessons, decide_many(person, lessons.values()), strict=True)
    opened = {key for key, decision in decisions if decision.is_allowed}
    return [Hit(*row[:6])._replace(is_open=True) for row in rows if row[6:] in opened]


def leave_out_archived(hits: list[Hit], person: Person) -> list[Hit]:
    """An archived course, and its lessons, are only found by whom it is open to."""
    archived = {hit.course for hit in hits if hit.is_archived}
    opened: set[int] = set()
    if archived and person.is_authenticated:
        courses = list(CoursePage.objects.filter(pk__in=archived).with_access_keys().defer_streamfields())
        decisions = decide_many(person, [course.contents for course in courses])
        opened = {course.pk for course, decision in zip(courses, decisions, strict=True) if decision.is_allowed}
    return [hit for hit in hits if not hit.is_archived or hit.course in opened]


def leave_out_restricted(hits: list[Hit]) -> list[Hit]:
    """Wagtail's own private pages, which also hide their aliases, are found by nobody."""
    closed = tuple(PageViewRestriction.objects.values_list("page__path", flat=True))
    if not closed:
        return hits
    return [hit for hit in hits if not f"{hit.path}".startswith(closed) and not f"{hit.source_path}".startswith(closed)]
