"""Which pages hold all words of a question, best first, as far as this person may know.

Two indexes that never meet in a query. The public one answers everybody alike, so that neither ranks nor counts nor
proposals for spelling can tell what stands in a lesson. The gated one is only asked for people who logged in; each
lesson that it names goes past the gate, on its own merits, before anything is counted or shown. Such lessons come
behind the others, the oldest first: a rank would weigh a word by the lessons that stay shut.

Not Wagtail's own search: it knows one language per site, indexes no more than one text per page, and on SQLite repeats
its match for every row that it ranks (see notes on performance: minutes for a word on every page). It remains what
editors search with.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Q
from django.utils.functional import cached_property
from wagtail.models import Page, PageViewRestriction

from home.freshness.keeping import recall
from home.freshness.models import read_stamp
from members.membership.access import GateFacts, Person, decide_many

from ..models import CoursePage, GatedText, Kind, LessonPage
from .statements import GATED, PUBLIC
from .words import Question, is_beginning

MOST = 2_000  # results that are looked at; nobody pages on as far
ORDER = {kind.value: number for number, kind in enumerate(Kind)}


class Hit(NamedTuple):
    page: int
    kind: str
    course: int | None
    is_open: bool = False  # found in the words of a lesson that this person may read


@dataclass(frozen=True)
class Found:
    hits: list[Hit]
    is_more: bool = False

    @cached_property
    def counts(self) -> dict[Kind, int]:
        """In the order in which kinds are shown; only those with something in them."""
        counted = Counter(hit.kind for hit in self.hits)
        return {kind: counted[kind] for kind in Kind if counted[kind]}

    def of_kind(self, kind: str) -> list[Hit]:
        return [hit for hit in self.hits if hit.kind == kind] if kind else self.hits


def search(question: Question, person: Person) -> Found:
    """A handful of queries, however much is found."""
    if not question.stems:
        return Found([])
    hits = [Hit(*row) for row in ask_index(PUBLIC, question)]
    is_more = len(hits) == MOST
    if person.is_authenticated:
        opened = find_in_open_lessons(question, person, {hit.page for hit in hits})
        hits, is_more = hits + opened, is_more or len(opened) >= MOST
    hits = leave_out_restricted(leave_out_hidden(hits, person))
    return Found(sorted(hits, key=lambda hit: ORDER[hit.kind]), is_more)


def has_answer(question: Question) -> bool:
    """Whether a visitor would find anything."""
    hits = [Hit(*row) for row in ask_index(PUBLIC, question)]
    return bool(leave_out_restricted(leave_out_hidden(hits, None)))


def ask_index(statements: dict[str, str], question: Question) -> list[tuple[Any, ...]]:
    match = {"sqlite": write_fts5, "postgresql": write_tsquery}[connection.vendor](question)
    with connection.cursor() as cursor:
        cursor.execute(statements[connection.vendor], {"match": match, "language": question.language, "most": MOST})
        return cursor.fetchall()


def write_fts5(question: Question) -> str:
    """Stems hold letters and digits only: nothing in them is an operator."""
    return " ".join(f'"{stem}"{"*" if is_beginning(stem) else ""}' for stem in question.stems)


def write_tsquery(question: Question) -> str:
    return " & ".join(f"'{stem}'{':*' if is_beginning(stem) else ''}" for stem in question.stems)


def find_in_open_lessons(question: Question, person: Person, known: set[int]) -> list[Hit]:
    """Those that were not found by their public words. Whether a course is still there is looked at with the others.

    As many lessons at a time as anybody pages through: who may read them all is not asked about ten thousand.
    """
    courses, rules = recall(f"lessons:{question.language}", partial(read_places, question.language), read_stamp())
    numbers = [number for (number,) in ask_index(GATED, question) if number in courses and number not in known]
    hits: list[Hit] = []
    for start in range(0, len(numbers), MOST):
        some = numbers[start : start + MOST]
        pairs = [(courses[number], rules.get(number, "")) for number in some]
        opened = find_opened(set(pairs), person)
        found = zip(some, pairs, strict=True)
        hits += [Hit(number, Kind.LESSON.value, pair[0], is_open=True) for number, pair in found if pair in opened]
        if len(hits) >= MOST:
            break
    return hits


def read_places(language: str) -> tuple[dict[int, int | None], dict[int, str]]:
    """The course of each lesson in this language; the rule of each lesson, in any, that has one of its own."""
    courses = GatedText.objects.filter(language=language).values_list("pk", "course")
    rules = LessonPage.objects.exclude(own_rule="").order_by().values_list("pk", "own_rule")
    return dict(courses), dict(rules)


def find_opened(pairs: set[tuple[Any, ...]], person: Person) -> set[tuple[Any, ...]]:
    lessons = describe_to_gate(pairs)
    decisions = zip(lessons, decide_many(person, lessons.values()), strict=True)
    return {pair for pair, decision in decisions if decision.is_allowed}


def describe_to_gate(pairs: set[tuple[Any, ...]]) -> dict[tuple[Any, ...], GateFacts]:
    """By the number of the course and the rule of the lesson; a lesson that names no course stays shut."""
    columns = ("pk", "access_rule", "live", "translation_key", "alias_of__translation_key")
    rows = CoursePage.objects.filter(pk__in={course for course, _ in pairs if course}).values_list(*columns)
    courses = {number: rest for number, *rest in rows}
    lessons = {}
    for course, own_rule in (pair for pair in pairs if pair[0] in courses):
        rule, live, key, original_key = courses[course]
        lessons[course, own_rule] = GateFacts(own_rule or rule, original_key or key, live)
    return lessons


def leave_out_hidden(hits: list[Hit], person: Person | None) -> list[Hit]:
    """An archived course, and its lessons, are found by whom it is open to; those of a draft by nobody."""
    found = CoursePage.objects.filter(pk__in={hit.course for hit in hits if hit.course})
    hidden = found.filter(Q(live=False) | Q(is_archived=True))
    courses = list(hidden.with_access_keys().defer_streamfields())
    closed = {course.pk for course in courses}
    if person and person.is_authenticated:
        decisions = decide_many(person, [course.contents for course in courses])
        closed -= {course.pk for course, one in zip(courses, decisions, strict=True) if one.is_allowed}
    return [hit for hit in hits if hit.course not in closed] if closed else hits


def leave_out_restricted(hits: list[Hit]) -> list[Hit]:
    """Wagtail's own private pages, which also hide their aliases, are found by nobody."""
    paths = list(PageViewRestriction.objects.values_list("page__path", flat=True))
    if not paths:
        return hits
    closed = set(list_pages_below(paths))
    return [hit for hit in hits if hit.page not in closed]


def list_pages_below(paths: Iterable[str]) -> Iterable[int]:
    below = Q()
    for path in paths:
        below |= Q(path__startswith=path) | Q(alias_of__path__startswith=path)
    return Page.objects.filter(below).values_list("pk", flat=True)
