"""Going through the blocks of a stream as they are stored: no image, page or document is looked up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from typing import Any

from django.template.loader import get_template
from wagtail import blocks
from wagtail.blocks import StreamValue

HEADING = re.compile(r"<h([1-6])\b")


@dataclass
class Links(HTMLParser):
    """The headings, links and words of rich text as Wagtail stores it."""

    levels: list[int] = field(default_factory=list)
    pages: dict[int, str] = field(default_factory=dict)  # the words of the link by the number of the page
    addresses: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    _page: int | None = None  # that the link leads to whose words are being read

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if re.fullmatch(r"h[1-6]", tag):
            self.levels.append(int(tag[1]))
        elif tag == "a":
            self._add_link(dict(attributes))

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._page = None

    def handle_data(self, text: str) -> None:
        self.words += text.split()
        if self._page is not None:
            self.pages[self._page] += text

    def _add_link(self, link: dict[str, str | None]) -> None:
        number = link.get("id") or ""
        if link.get("linktype") == "page" and number.isdigit():
            self._page = int(number)
            self.pages.setdefault(self._page, "")
        elif address := link.get("href"):
            self.addresses.append(address)


def read_rich_text(source: str) -> Links:
    parser = Links()
    parser.feed(source)
    parser.close()
    return parser


def walk(stream: StreamValue) -> Iterator[tuple[blocks.Block, Any]]:
    """Every block with its value as stored, from top to bottom; a block comes before what is inside it."""
    yield from _walk(stream.stream_block, stream.stream_block.get_prep_value(stream))


def _walk(block: blocks.Block, value: Any) -> Iterator[tuple[blocks.Block, Any]]:
    if not isinstance(block, blocks.BaseStreamBlock):
        yield block, value
    yield from (pair for child, inside in _list_children(block, value) for pair in _walk(child, inside))


def _list_children(block: blocks.Block, value: Any) -> list[tuple[blocks.Block, Any]]:
    if isinstance(block, blocks.BaseStreamBlock):
        known = [item for item in value or [] if item["type"] in block.child_blocks]
        return [(block.child_blocks[item["type"]], item["value"]) for item in known]
    if isinstance(block, blocks.BaseStructBlock):
        return [(child, value[name]) for name, child in block.child_blocks.items() if name in (value or {})]
    if isinstance(block, blocks.ListBlock):
        return [(block.child_block, _unwrap(item)) for item in value or []]
    return []


def _unwrap(item: Any) -> Any:
    """Lists are stored with a number for each item since Wagtail 2.16, and before that without."""
    return item["value"] if isinstance(item, dict) and item.get("type") == "item" else item


@cache
def find_heading_levels(template: str | None) -> tuple[int, ...]:
    """The headings that a block's own template writes."""
    if not template:
        return ()
    source = get_template(template).template.source  # type: ignore[attr-defined]
    return tuple(int(level) for level in HEADING.findall(source))
