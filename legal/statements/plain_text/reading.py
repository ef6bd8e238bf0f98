"""A statement as plain text, read into the parts that a legal page is made of.

Every line that holds something becomes one heading, block or item: lines are never joined and never dropped.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Literal

from django.utils.translation import gettext as _

from .lines import Line, UnreadableStatement, read_lines
from .numbering import NumberedLine, find_headings
from .parts import Part, recognise
from .placeholders import check_contact, fill_placeholders
from .update_date import is_update_line, read_update_date

BlockKind = Literal["paragraph", "bullets", "steps", "notice", "register", "contact"]

# What the title of a page holds, and the heading of a section.
MAXIMUM_TITLE = 255
MAXIMUM_HEADING = 200

# "Wie zijn wij? Wij zijn een bureau." A question that another question follows is a heading as a whole.
HEADING_WITH_TEXT = re.compile(r"(?P<heading>[^?]+\?)\s+(?P<text>\S.*\.)")


@dataclass(frozen=True)
class Block:
    """`texts` holds one text for a paragraph, a notice or (its name) a register, who we are too, and each item of
    bullets or steps.
    """

    kind: BlockKind
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Section:
    number: int
    heading: str
    blocks: tuple[Block, ...]
    line: int


@dataclass(frozen=True)
class Statement:
    """`closing` begins with the line that tells the date, if that line follows the sections."""

    title: str
    introduction: tuple[Block, ...]
    sections: tuple[Section, ...]
    closing: tuple[Block, ...]
    updated_on: date | None
    updated_on_line: int | None


def read_statement(raw: bytes, *, contact: str = "", may_hold_places: bool = False) -> Statement:
    """Read UTF-8 text of at most 1 MiB; `contact` replaces the bracketed places that wait for an e-mail address.

    A text with such places left is refused, unless it is only looked at and `may_hold_places`.
    Raises UnreadableStatement for text that cannot be read without guessing, UnusableContact for a wrong `contact`.
    """
    if contact:
        check_contact(contact)
    title, *lines = (line if may_hold_places else fill_placeholders(line, contact) for line in read_lines(raw))
    _refuse_unfit_title(title)
    parts = [recognise(line) for line in lines]
    end = _find_closing(parts)
    headings = find_headings(_list_numbered(parts[:end]))
    _refuse_numbers(parts[end:])
    starts = [place for place, part in enumerate(parts[:end]) if part.line in headings]
    if not starts:
        raise UnreadableStatement(_("Er staat geen genummerd onderdeel in, zoals “1. Wie zijn wij?”."))
    updated_on, updated_on_line = _read_update_dates(lines)
    return Statement(
        title=title.text,
        introduction=_build_blocks(parts[: starts[0]]),
        sections=tuple(_build_section(parts[start:stop]) for start, stop in pairwise([*starts, end])),
        closing=_build_blocks(parts[end:]),
        updated_on=updated_on,
        updated_on_line=updated_on_line,
    )


def _refuse_unfit_title(title: Line) -> None:
    if recognise(title).kind != "paragraph":
        raise UnreadableStatement(_("De titel ontbreekt: die staat op de eerste regel."), title.number)
    _refuse_long(title.text, title.number, maximum=MAXIMUM_TITLE)


def _refuse_long(heading: str, line: int, *, maximum: int) -> None:
    if len(heading) > maximum:
        raise UnreadableStatement(_("Deze kop is langer dan %(maximum)s tekens.") % {"maximum": maximum}, line)


def _find_closing(parts: list[Part]) -> int:
    """The place of the date line that follows the sections; a date under the title is part of the introduction."""
    has_numbers = False
    for place, part in enumerate(parts):
        has_numbers = has_numbers or part.kind == "numbered"
        if has_numbers and part.kind == "update":
            return place
    return len(parts)


def _list_numbered(parts: list[Part]) -> list[NumberedLine]:
    numbered = []
    before = ""
    for part in parts:
        if part.kind == "numbered":
            numbered.append(NumberedLine(part.line, part.number, part.text, continues=before == "numbered"))
        before = part.kind
    return numbered


def _refuse_numbers(closing: Iterable[Part]) -> None:
    for part in closing:
        if part.kind == "numbered":
            raise UnreadableStatement(_("Na de regel “Laatst bijgewerkt” kan geen onderdeel meer komen."), part.line)


def _read_update_dates(lines: Iterable[Line]) -> tuple[date | None, int | None]:
    updated_on: date | None = None
    updated_on_line: int | None = None
    for line in filter(is_update_line, lines):
        found = read_update_date(line)
        if updated_on is not None and found != updated_on:
            message = _("Hier staat een andere datum dan op regel %(number)s.") % {"number": updated_on_line}
            raise UnreadableStatement(message, line.number)
        if updated_on is None:
            updated_on, updated_on_line = found, line.number
    return updated_on, updated_on_line


def _build_section(parts: list[Part]) -> Section:
    first, *rest = parts
    both = HEADING_WITH_TEXT.fullmatch(first.text)
    heading = both["heading"] if both else first.text
    _refuse_long(heading, first.line, maximum=MAXIMUM_HEADING)
    opening = [Part("paragraph", both["text"], first.line)] if both else []
    return Section(first.number, heading, _build_blocks([*opening, *rest]), first.line)


def _build_blocks(parts: Iterable[Part]) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for part in parts:
        block = _build_block(part)
        if blocks and block.kind == blocks[-1].kind and (part.kind == "bullets" or part.number > 1):
            blocks[-1] = Block(block.kind, (*blocks[-1].texts, part.text))
        else:
            blocks.append(block)
    return tuple(blocks)


def _build_block(part: Part) -> Block:
    match part.kind:
        case "numbered":
            return Block("steps", (part.text,))
        case "update":
            return Block("paragraph", (part.text,))
        case kind:
            return Block(kind, (part.text,))
