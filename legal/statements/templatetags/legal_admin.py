from typing import Any

from django import template

from ..reports.plain_words import write_plainly

register = template.Library()


@register.filter
def plainly(value: Any) -> Any:
    return write_plainly(value)
