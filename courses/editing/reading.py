"""What the texts of a course or a lesson hold: headings, links, words and pictures, in their order."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from wagtail import blocks
from wagtail.blocks import StreamValue

from ..models import CoursePage, LessonPage
from .walking import Links, find_heading_levels, read_rich_text, walk


@dataclass
class Reading:
    """What the texts of one page hold, in their order."""

    levels: list[int] = field(default_factory=lambda: [1])  # the title of the page
    pages: dict[int, str] = field(default_factory=dict)  # the words of the link by the number of the page
    addresses: list[str] = field(default_factory=list)
    words: int = 0
    images_without_text: int = 0

    def add_rich_text(self, source: str) -> None:
        found: Links = read_rich_text(source)
        self.levels += found.levels
        self.pages |= found.pages
        self.addresses += found.addresses
        self.words += len(found.words)

    def add_stream(self, stream: StreamValue) -> None:
        for block, value in walk(stream):
            self._add_block(block, value)

    def _add_block(self, block: blocks.Block, value: Any) -> None:
        self.levels += find_heading_levels(getattr(block.meta, "template", None))
        if isinstance(block, blocks.RichTextBlock):
            self.add_rich_text(str(value or ""))
        elif isinstance(block, blocks.PageChooserBlock):
            self.pages |= {int(value): str(block.label)} if value else {}
        elif isinstance(block, blocks.URLBlock):
            self.addresses += [str(value)] if value else []
        elif isinstance(block, blocks.BaseStructBlock):
            self.images_without_text += lacks_alt_text(block, value or {})
        elif isinstance(value, str):
            self.words += len(value.split())


def lacks_alt_text(block: blocks.BaseStructBlock, value: dict[str, Any]) -> bool:
    """Whatever block has a field for it: what it shows must be described, or said to be decoration."""
    if "alternative" not in block.child_blocks or value.get("is_decorative"):
        return False
    return not str(value.get("alternative") or "").strip()


def read_page(page: CoursePage | LessonPage) -> Reading:
    reading = Reading()
    if isinstance(page, CoursePage):
        reading.add_rich_text(page.introduction)
        return reading
    for stream in (page.opening, page.body):
        reading.add_stream(stream)
    return reading
