"""From the blocks of a page to what a version keeps: HTML as visitors see it, plain text, and canonical JSON."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.utils import translation
from wagtail.rich_text import get_text_for_indexing

if TYPE_CHECKING:
    from .models import LegalPage


# Wagtail's editor marks each paragraph so; in the text itself a "<" is always written "&lt;".
BLOCK_KEY = re.compile(r'(<[a-z0-9]+) data-block-key="[^"]*"')


@dataclass(frozen=True)
class Line:
    """One heading, paragraph or item; `number` is "3" for a section and "3.2" for an item in it, or empty."""

    kind: str
    text: str
    number: str = ""
    anchor: str = ""

    def __str__(self) -> str:
        mark = {"bullets": "• ", "steps": f"{self.number.rpartition('.')[2]}. ", "section": f"{self.number}. "}
        return mark.get(self.kind, "") + self.text


@dataclass(frozen=True)
class RenderedText:
    title: str
    language: str
    summary: str
    html: str
    text: str
    blocks: list[dict[str, Any]] = field(repr=False)
    snapshot: dict[str, Any] = field(default_factory=dict, repr=False)


def hash_text(text: Any) -> str:
    """Hexadecimal SHA-256 over the canonical JSON (RFC 8785) of everything that the words of a version are."""
    names = ("title", "language", "summary", "html", "text", "blocks", "snapshot")
    return hashlib.sha256(encode_canonically({name: getattr(text, name) for name in names})).hexdigest()


def encode_canonically(value: Any) -> bytes:
    """RFC 8785 for what we store: strings, whole numbers, lists and objects with ASCII names."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def render_page(page: LegalPage) -> RenderedText:
    blocks = drop_identifiers(page.body.get_prep_value())
    with translation.override(page.locale.language_code):
        html = BLOCK_KEY.sub(r"\1", str(page.body.render_as_block()))
    text = "\n\n".join(str(line) for line in read_lines(blocks))
    return RenderedText(page.title, page.locale.language_code, page.summary, html, text, blocks)


def drop_identifiers(value: Any) -> Any:
    """Block identifiers are Wagtail's bookkeeping, and so is the wrapping of list items: equal texts must be equal."""
    if isinstance(value, list):
        return [drop_identifiers(item) for item in value]
    if isinstance(value, dict):
        if value.get("type") == "item":
            return drop_identifiers(value["value"])
        return {name: drop_identifiers(item) for name, item in value.items() if name != "id"}
    return BLOCK_KEY.sub(r"\1", value) if isinstance(value, str) else value


def read_lines(blocks: list[dict[str, Any]]) -> Iterator[Line]:
    """The text line by line, as the difference between versions and the plain text need it."""
    section = 0
    for block in blocks:
        if block["type"] != "section":
            yield from _read_block(block, prefix="")
            continue
        section += 1
        value = block["value"]
        yield Line("section", value["heading"], str(section), value["anchor"])
        for inner in value["content"]:
            yield from _read_block(inner, prefix=f"{section}.")


def _read_block(block: dict[str, Any], prefix: str) -> Iterator[Line]:
    kind, value = block["type"], block["value"]
    if kind in ("bullets", "steps"):
        for position, item in enumerate(value, 1):
            yield Line(kind, _read_rich_text(item), f"{prefix}{position}" if kind == "steps" else "")
    else:
        yield Line(kind, _read_rich_text(value))


def _read_rich_text(html: str) -> str:
    return " ".join(get_text_for_indexing(html).split())


def list_headings(blocks: list[dict[str, Any]]) -> list[Line]:
    return [line for line in read_lines(blocks) if line.kind == "section"]
