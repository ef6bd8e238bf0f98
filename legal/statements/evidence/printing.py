"""From the blocks of a text to the parts of a printed document, in letters that its fonts have."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from wagtail.rich_text import get_text_for_indexing

from ..writing.lines import COLUMNS, CONTROLLERS, Blocks, read_lines

MISSING = "□"
NO_BREAK = 40  # letters; a longer word may be broken anywhere
# What the fonts inside Typst can show, tried letter by letter. PDF/A refuses a document with any other.
PRINTABLE = re.compile(
    "[ -~\n\xa0-\u0377\u0384-\u052f\u1e00-\u1f15\u1f18-\u1f1d\u1f20-\u1f45\u1f48-\u1f4d\u1f50-\u1f57"
    "\u2010-\u2027\u2030-\u2040\u2042\u2044-\u2052\u2054-\u205e\u20a0-\u20c0\u2190-\u23ff\u2500-\u25ff]"
)
LINK = re.compile(r'<a\b[^>]*\bhref="(https?://[^"]*)"[^>]*>(.*?)</a>', re.DOTALL)

Part = dict[str, Any]


def make_printable(text: str) -> str:
    """A letter that no font has becomes □; what is invisible goes, and so does what would turn a line around."""
    visible = (letter for letter in unicodedata.normalize("NFC", text) if _is_visible(letter))
    letters = "".join(letter if PRINTABLE.match(letter) else MISSING for letter in visible)
    return re.sub(rf"\S{{{NO_BREAK},}}", lambda word: "\u200b".join(word[0]), letters)


def _is_visible(letter: str) -> bool:
    return letter == "\n" or unicodedata.category(letter) not in {"Cc", "Cf", "Cn", "Cs"}


def make_all_printable(value: Any) -> Any:
    """A fact that is marked as code is left alone: it holds hexadecimal digits, to be copied."""
    if isinstance(value, dict) and value.get("code"):
        return value
    if isinstance(value, dict):
        return {name: make_all_printable(one) for name, one in value.items()}
    if isinstance(value, list):
        return [make_all_printable(one) for one in value]
    return make_printable(value) if isinstance(value, str) else value


def read_rich_text(html: str) -> str:
    """Plain text, with the address of a link behind its words: on paper nobody can click."""
    shown = LINK.sub(lambda link: link[2] if link[1] == link[2] else f"{link[2]} ({link[1]})", html)
    return " ".join(get_text_for_indexing(shown).split())


def read_parts(blocks: Blocks, snapshot: dict[str, Any]) -> Iterator[Part]:
    section = 0
    for block in blocks:
        if block["type"] != "section":
            yield from _read_block(block, snapshot)
            continue
        section += 1
        yield {"kind": "heading", "text": f"{section}. {block['value']['heading']}"}
        for inner in block["value"]["content"]:
            yield from _read_block(inner, snapshot)


def _read_block(block: dict[str, Any], snapshot: dict[str, Any]) -> Iterator[Part]:
    """A kind of block that came later is printed line by line."""
    kind, value = block["type"], block["value"]
    if kind in ("bullets", "steps"):
        yield {"kind": kind, "items": [read_rich_text(item) for item in value]}
    elif kind in ("paragraph", "notice"):
        yield {"kind": kind, "text": read_rich_text(value)}
    elif kind == "definitions":
        yield {"kind": kind, "items": [[item["term"], read_rich_text(item["meaning"])] for item in value]}
    elif kind == "table":
        yield read_table(value)
    elif kind in ("contact", "register"):
        yield from read_register(snapshot.get(CONTROLLERS if kind == "contact" else value, []))
    else:
        yield from ({"kind": "paragraph", "text": str(line)} for line in read_lines([block], snapshot))


def read_table(value: dict[str, Any]) -> Part:
    rows = [[row[name] for name in COLUMNS] for row in value["rows"]]
    columns = [value["columns"][name] for name in COLUMNS]
    return {"kind": "table", "caption": value["caption"], "columns": columns, "rows": rows}


def read_register(tables: list[dict[str, Any]]) -> Iterator[Part]:
    for table in tables:
        texts = [table["text"]] if table["rows"] else [table["title"], table["text"]]
        yield from ({"kind": "paragraph", "text": text} for text in texts if text)
        if table["rows"]:
            yield {"kind": "table", "caption": table["title"], "columns": table["columns"], "rows": table["rows"]}
