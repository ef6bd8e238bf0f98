"""What each cell says, as the value of a field."""

from __future__ import annotations

import re
from typing import Any

from django.utils.html import escape

from members.membership.access import AccessRule
from members.membership.fields import MOST_CENTS, read_cents

from ..labels import Form, Level
from .reading import Row


class WrongCell(Exception):
    def __init__(self, column: str, reason: str) -> None:
        super().__init__(reason)
        self.column = column


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


def read_price(text: str) -> int | None:
    """In cents."""
    if not text:
        return None
    try:
        cents = read_cents(text)
    except ValueError as error:
        raise ValueError(f"{text[:30]!r} is no price; write it as 49,50") from error
    if cents > MOST_CENTS:
        raise ValueError(f"{text[:30]!r} is more than a course may cost, {MOST_CENTS // 100:,} euros")
    return cents


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
