"""What the pages of the catalogue ask for while they are rendered."""

from typing import Any

from django import template

from ..models import CoursePage
from ..outline import Outline, outline_course

register = template.Library()


@register.simple_tag(takes_context=True)
def outline(context: dict[str, Any], course: CoursePage) -> Outline:
    """The lessons of the course, with what is open to the reader."""
    return outline_course(course, context["request"].user)
