"""What the mails and pages about money show."""

from datetime import date

from django import template
from django.utils.formats import date_format

register = template.Library()


@register.filter
def day(text: str) -> str:
    """A day that was kept as 2026-12-31, as people write it."""
    return date_format(date.fromisoformat(text))
