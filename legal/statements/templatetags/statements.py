from typing import Any

from django import template

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
