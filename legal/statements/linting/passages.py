"""A text as the rules read it: line by line, each with the section that it stands in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from ..writing.lines import read_lines
from ..writing.rendering import RenderedText
from .vocabulary import BASIS, DURATION, HEADINGS, KEEPING

PROSE = {"paragraph", "notice", "caption"}
TABLES = {"row", "register", "contact"}  # each cell stands behind the heading of its column
MARKS = str.maketrans(
    {"\N{HYPHEN}": "-", "\N{EN DASH}": "-", "\N{EM DASH}": "-", "\N{RIGHT SINGLE QUOTATION MARK}": "'"}
)
SENTENCE_END = re.compile(r"(?<=[.!?;])\s+(?=\W{0,2}[A-ZÀ-Þ])")
LABEL_END = re.compile(r"\s*(?::|→|\||\s-\s)")
LONGEST_LABEL = 60


def fold(text: str) -> str:
    """Small letters without accents, plain hyphens and single spaces: what the patterns of the vocabulary expect."""
    plain = unicodedata.normalize("NFKD", text.casefold()).translate(MARKS)
    return " ".join("".join(letter for letter in plain if not unicodedata.combining(letter)).split())


@dataclass(frozen=True)
class Passage:
    """One line; `anchor` and `heading` are those of its section, and empty above the first."""

    text: str
    kind: str
    anchor: str = ""
    heading: str = ""

    @cached_property
    def folded(self) -> str:
        return fold(self.text)

    @cached_property
    def label(self) -> str:
        """ "account" of "Account: tot 30 dagen", and the first cell of a row; empty for a line without either."""
        if self.kind in TABLES:
            return self.folded.partition(";")[0].partition(": ")[2]
        end = LABEL_END.search(self.folded, 0, LONGEST_LABEL)
        return self.folded[: end.start()] if end else ""

    @property
    def subject(self) -> str:
        return self.label or self.folded

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        return tuple(fold(sentence) for sentence in SENTENCE_END.split(self.text))

    @property
    def is_prose(self) -> bool:
        return self.kind in PROSE


@dataclass(frozen=True)
class Reading:
    """The text under review. Headings are no passages; `sections` keeps them."""

    html: str
    passages: tuple[Passage, ...]
    sections: tuple[Passage, ...] = field(repr=False)

    def find(self, pattern: re.Pattern[str]) -> Passage | None:
        return next(self.find_all(pattern), None)

    def find_all(self, pattern: re.Pattern[str]) -> Iterator[Passage]:
        return (passage for passage in self.passages if pattern.search(passage.folded))

    def list_under(self, name: str) -> list[Passage]:
        """The lines of the sections whose heading speaks of this, such as "rights"."""
        return [passage for passage in self.passages if HEADINGS[name].search(passage.heading)]

    @cached_property
    def rights(self) -> tuple[Passage, ...]:
        """The section on rights, and the whole text when no heading names it."""
        return tuple(self.list_under("rights")) or self.passages

    @cached_property
    def rows(self) -> tuple[Passage, ...]:
        """The rows that say which data are used: they name a basis or stand under such a heading."""
        return tuple(passage for passage in self.passages if _is_row(passage))

    @cached_property
    def terms(self) -> tuple[Passage, ...]:
        """The lines that say how long something is kept."""
        return tuple(passage for passage in self.passages if _is_term(passage))


def _is_row(passage: Passage) -> bool:
    if passage.is_prose or passage.kind == "row":
        return not passage.is_prose
    return bool(HEADINGS["rows"].search(passage.heading) or BASIS.search(passage.folded))


def _is_term(passage: Passage) -> bool:
    if HEADINGS["terms"].search(passage.folded if passage.kind in TABLES else passage.heading):
        return True
    return bool(KEEPING.search(passage.folded) and DURATION.search(passage.folded))


def read(rendered: RenderedText) -> Reading:
    sections: list[Passage] = []
    passages: list[Passage] = []
    for line in read_lines(rendered.blocks, rendered.snapshot):
        if line.kind == "section":
            sections.append(Passage(line.text, line.kind, line.anchor, fold(line.text)))
            continue
        section = sections[-1] if sections else Passage("", "section")
        if line.text:
            passages.append(Passage(line.text, line.kind, section.anchor, section.heading))
    return Reading(rendered.html, tuple(passages), tuple(sections))
