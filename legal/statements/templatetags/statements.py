from collections.abc import Iterable
from typing import Any

from django import template
from wagtail.rich_text import RichText

from ..archive.differences import UNCHANGED, ComparedLine
from ..writing.markup import keep_allowed

register = template.Library()


@register.simple_tag
def number_sections(blocks: Any) -> list[tuple[Any, int]]:
    """Each block with its number; 0 for what is no section."""
    numbered, number = [], 0
    for block in blocks:
        is_section = block.block_type == "section"
        number += is_section
        numbered.append((block, number if is_section else 0))
    return numbered


@register.filter
def allowed(value: RichText) -> RichText:
    """Drafts come here too, before anybody refused what does not belong in them."""
    return RichText(keep_allowed(value.source))


@register.filter
def beside(columns: Iterable[str], row: Iterable[str]) -> list[tuple[str, str]]:
    """Each cell of a row behind the heading of its column."""
    return list(zip(columns, row, strict=True))


@register.filter
def has_difference(lines: Iterable[ComparedLine]) -> bool:
    return any(line.kind != UNCHANGED for line in lines)
