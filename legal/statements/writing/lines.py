"""A text line by line, as its plain text, the difference between versions and the linter read it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from wagtail.rich_text import get_text_for_indexing

Blocks = list[dict[str, Any]]
CONTROLLERS = "controllers"  # the register that a contact block shows
COLUMNS = ("category", "data", "purpose", "basis", "retention")  # in order: a JSON object has none


@dataclass(frozen=True)
class Line:
    """One heading, paragraph, item or row; `number` is "3" for a section and "3.2" for an item in it, or empty."""

    kind: str
    text: str
    number: str = ""
    anchor: str = ""

    def __str__(self) -> str:
        mark = {"bullets": "• ", "steps": f"{self.number.rpartition('.')[2]}. ", "section": f"{self.number}. "}
        return mark.get(self.kind, "") + self.text


def read_lines(blocks: Blocks, snapshot: dict[str, Any] | None = None) -> Iterator[Line]:
    """`snapshot` holds what the registers said when the text was published; without it their lines are left out."""
    section = 0
    for block in blocks:
        if block["type"] != "section":
            yield from _read_block(block, snapshot or {}, prefix="")
            continue
        section += 1
        value = block["value"]
        yield Line("section", value["heading"], str(section), value["anchor"])
        for inner in value["content"]:
            yield from _read_block(inner, snapshot or {}, prefix=f"{section}.")


def list_headings(blocks: Blocks) -> list[Line]:
    return [line for line in read_lines(blocks) if line.kind == "section"]


def _read_block(block: dict[str, Any], snapshot: dict[str, Any], prefix: str) -> Iterator[Line]:
    kind, value = block["type"], block["value"]
    if kind in ("bullets", "steps"):
        for position, item in enumerate(value, 1):
            yield Line(kind, _read_rich_text(item), f"{prefix}{position}" if kind == "steps" else "")
    elif kind == "definitions":
        for item in value:
            yield Line("definition", f"{item['term']}: {_read_rich_text(item['meaning'])}")
    elif kind == "table":
        yield Line("caption", value["caption"])
        for row in value["rows"]:
            yield Line("row", join_cells((value["columns"][name] for name in COLUMNS), (row[name] for name in COLUMNS)))
    elif kind in ("contact", "register"):
        yield from _read_register(kind, snapshot.get(CONTROLLERS if kind == "contact" else value, []))
    else:
        yield Line(kind, _read_rich_text(value))


def _read_register(kind: str, tables: list[dict[str, Any]]) -> Iterator[Line]:
    for table in tables:
        yield from (Line(kind, table[name]) for name in ("title", "text") if table[name])
        for row in table["rows"]:
            yield Line(kind, join_cells(table["columns"], row))


def join_cells(labels: Iterable[str], cells: Iterable[str]) -> str:
    """A row as it is read aloud: each cell behind the heading of its column."""
    named = zip(labels, (" ".join(cell.split()) for cell in cells), strict=True)
    return "; ".join(f"{label}: {cell}" for label, cell in named if cell)


def _read_rich_text(html: str) -> str:
    return " ".join(get_text_for_indexing(html).split())
