from datetime import datetime

from django import template
from django.utils.dateformat import format

register = template.Library()


@register.filter(expects_localtime=True)
def as_datetime(moment: datetime) -> str:
    """For the attribute `datetime` of `<time>`: 2026-11-23T14:05:00+0100, in our own time zone."""
    return format(moment, r"Y-m-d\TH:i:sO")
