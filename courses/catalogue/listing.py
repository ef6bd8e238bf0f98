"""The catalogue as somebody asked for it: a page of courses, what was chosen, and what else there is to choose.

Costs two queries however many courses there are: a few columns of all, and one page of cards.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.core.paginator import Page as Leaf
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import QueryDict
from wagtail.models import Page

from members.membership.offering import SinglePrices

from ..querysets import CourseQuerySet
from .asking import ORDER, Order, Question, read_question
from .facets import CountedFacet, Facet, OfferedCourse, OfferedTopic, count_choices, define_facets, describe, matches

if TYPE_CHECKING:
    from ..models import CoursePage

COURSES_ON_A_PAGE = 24
FEWEST_IN_A_LIST = 3  # fewer are no list to search engines
COLUMNS = ("pk", "first_published_at", "level", "form", "minutes", "access_rule", "key")


@dataclass(frozen=True)
class Removal:
    label: str
    query: str


@dataclass(frozen=True)
class OrderLink:
    label: str
    query: str
    is_current: bool


@dataclass(frozen=True)
class Listing:
    question: Question
    total: int
    offered: int
    leaf: Leaf
    courses: list[CoursePage]
    facets: list[CountedFacet]
    topics: Sequence[OfferedTopic]

    @property
    def removals(self) -> list[Removal]:
        return [
            Removal(choice.label, self.question.without(facet.key, choice.value).write())
            for facet in self.facets
            for choice in facet.choices
            if choice.is_chosen
        ]

    @property
    def orders(self) -> list[OrderLink]:
        first = replace(self.question, page=1)
        return [
            OrderLink(str(label), replace(first, order=value).write(), value == first.order)
            for value, label in Order.choices
        ]

    @property
    def hidden(self) -> Mapping[str, str]:
        """What the form sends along beside the facets."""
        return {ORDER: self.question.order} if self.question.order != Order.EDITORS else {}

    @property
    def query_for_pages(self) -> str:
        """What stands before the number of the page in a link."""
        query = replace(self.question, page=1).write()
        return f"{query}&" if query else ""

    @property
    def canonical_query(self) -> str:
        """The same courses in another order are no other page."""
        return replace(self.question, order=Order.EDITORS).write()

    @property
    def is_for_search_engines(self) -> bool:
        """One choice makes a page of its own; every combination of choices would be thousands."""
        return self.question.facets_used <= 1 and sum(map(len, self.question.chosen.values())) <= 1

    @property
    def is_a_list(self) -> bool:
        return len(self.courses) >= FEWEST_IN_A_LIST


def list_catalogue(
    courses: CourseQuerySet, languages: Sequence[str], query: QueryDict, prices: SinglePrices
) -> Listing:
    """`courses`: what is offered in this language; `languages`: the others that a course may exist in."""
    rows = read_rows(courses, languages)
    topics = sorted({row.topic for row in rows if row.topic}, key=lambda topic: topic.path)
    facets = define_facets({topic.slug: topic.title for topic in topics}, languages)
    question = read_question(query, facets)
    known = [(row, describe(row, prices.find(row.key))) for row in rows]
    return _show(courses, topics, facets, known, question)


def read_rows(courses: CourseQuerySet, languages: Sequence[str]) -> list[OfferedCourse]:
    """The topic as it is published in the language of the course; an alias still awaits its translation."""
    topics = Page.objects.filter(
        translation_key=OuterRef("topic__translation_key"), locale=OuterRef("locale"), live=True
    )
    translated = courses.model.objects.offered().filter(
        translation_key=OuterRef("translation_key"), alias_of__isnull=True
    )
    also = {f"in_{code}": Exists(translated.filter(locale__language_code=code)) for code in languages}
    about = {f"topic_{name}": Subquery(topics.values(name)[:1]) for name in ("path", "slug", "title")}
    key = Coalesce("alias_of__translation_key", "translation_key")
    rows = courses.annotate(key=key, **also, **about).order_by("path").values_list(*COLUMNS, *about, *also)
    return [_read_row(row, languages) for row in rows]


def _read_row(row: Sequence[Any], languages: Sequence[str]) -> OfferedCourse:
    about, also = row[len(COLUMNS) :][:3], row[len(COLUMNS) + 3 :]
    topic = OfferedTopic(*about) if about[0] else None
    there = frozenset(code for code, is_there in zip(languages, also, strict=True) if is_there)
    values: list[Any] = [*row[: len(COLUMNS)], topic, there]
    return OfferedCourse(*values)


def _show(
    courses: CourseQuerySet,
    topics: Sequence[OfferedTopic],
    facets: Sequence[Facet],
    known: Sequence[Any],
    question: Question,
) -> Listing:
    found = put_in_order([row for row, values in known if matches(values, question.chosen)], question.order)
    paginator = Paginator([row.pk for row in found], COURSES_ON_A_PAGE)
    leaf = paginator.get_page(question.page)
    if leaf.number != question.page:
        question = replace(question, page=leaf.number, is_understood=False)
    return Listing(
        question=question,
        total=len(found),
        offered=len(known),
        leaf=leaf,
        courses=read_cards(courses, list(leaf.object_list)),
        facets=count_choices(facets, [values for _row, values in known], question.chosen),
        topics=topics,
    )


def put_in_order(rows: list[OfferedCourse], order: str) -> list[OfferedCourse]:
    """The rows come in the order of the editors, which also decides between equals."""
    if order == Order.SHORTEST:
        return sorted(rows, key=lambda row: row.minutes)
    if order == Order.NEWEST:
        return sorted(rows, key=lambda row: row.first_published_at.timestamp() if row.first_published_at else 0.0)[::-1]
    return rows


def read_cards(courses: CourseQuerySet, keys: list[int]) -> list[CoursePage]:
    found = courses.for_cards().in_bulk(keys)
    return [found[key] for key in keys if key in found]
