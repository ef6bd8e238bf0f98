"""What the pages of the catalogue say about the editions of a course."""

from typing import Any

from django import template

from ..editions.news import list_editions, list_news
from ..models import CourseEdition, CoursePage

register = template.Library()


@register.simple_tag
def editions(course: CoursePage) -> list[CourseEdition]:
    """All of them, the newest first."""
    return list_editions(course)


@register.simple_tag(takes_context=True)
def news(context: dict[str, Any], course: CoursePage) -> list[CourseEdition]:
    """What changed since the reader got this course."""
    return list_news(context["request"].user, [course])
