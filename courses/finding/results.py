"""What was found, ready to be shown: a page of results beneath the heading of their kind."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlencode

from django.core.paginator import Page as PageOfHits
from django.core.paginator import Paginator
from django.utils.functional import cached_property

from members.membership.access import Person

from ..models import FindableText, GatedText, Kind, TopicPage
from .searching import Found, Hit, has_answer, search
from .snippets import Part, mark, write_snippet
from .spelling import propose_spelling
from .words import Question

PER_PAGE = 20


@dataclass(frozen=True)
class Result:
    url: str
    title: list[Part]
    snippet: list[Part]
    course: str  # the title of the course that a lesson belongs to


@dataclass(frozen=True)
class Group:
    kind: Kind
    results: list[Result]


@dataclass(frozen=True)
class Choice:
    """A link that shows one kind only, or all of them."""

    label: str
    number: int
    query: str
    is_current: bool


@dataclass(frozen=True)
class Answer:
    question: Question
    found: Found
    kind: str
    hits: PageOfHits

    @cached_property
    def groups(self) -> list[Group]:
        shown = list(self.hits)
        texts = (
            FindableText.objects.filter(page__live=True)
            .select_related("page", "page__locale", "course")
            .defer("course__introduction")
        )
        stored = texts.in_bulk([hit.page for hit in shown])
        bodies = GatedText.objects.in_bulk([hit.page for hit in shown if hit.is_open])
        results = [
            (hit.kind, self._write(stored[hit.page], bodies.get(hit.page))) for hit in shown if hit.page in stored
        ]
        return [
            Group(Kind(kind), [result for _, result in some]) for kind, some in groupby(results, lambda pair: pair[0])
        ]

    def _write(self, text: FindableText, body: GatedText | None) -> Result:
        """`body` comes only with a lesson that was found by words behind the gate, and that the gate opened."""
        course = text.course.title if text.course and text.kind == Kind.LESSON else ""
        snippet = write_snippet(text.text, self.question)
        if body and not any(part.is_hit for part in snippet):
            snippet = write_snippet(body.text, self.question)
        return Result(text.page.url or "", mark(text.title, self.question), snippet, course)

    @property
    def number(self) -> int:
        return len(self.found.hits)

    @property
    def query(self) -> str:
        """What stands in front of the number of a page in its address."""
        return urlencode({"q": self.question.text} | ({"soort": self.kind} if self.kind else {})) + "&"

    @property
    def choices(self) -> list[Choice]:
        query = urlencode({"q": self.question.text})
        return [
            Choice(str(kind.label), number, f"{query}&soort={kind.value}", kind == self.kind)
            for kind, number in self.found.counts.items()
        ]

    @cached_property
    def proposal(self) -> Question | None:
        """Only when nothing was found, and only what a visitor would find."""
        if self.number:
            return None
        proposal = propose_spelling(self.question)
        return proposal if proposal and has_answer(proposal) else None

    @property
    def topics(self) -> list[TopicPage]:
        return list(
            TopicPage.objects.live().public().filter(locale__language_code=self.question.language).order_by("path")
        )


def answer(question: Question, person: Person, *, kind: str = "", number: str = "1") -> Answer:
    """`number` is that of the page; what is no number shows the first one, too high a number the last."""
    found = search(question, person)
    kind = kind if kind in found.counts else ""
    hits: list[Hit] = found.of_kind(kind)
    return Answer(question, found, kind, Paginator(hits, PER_PAGE).get_page(number))
