"""What can be read of each kind of page: by everybody, and by whom the gate lets through.

Apps that stand above this one add their own kinds with `register_findable` when they start.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.rich_text import get_text_for_indexing

from ..models import CoursePage, Kind, LessonPage, MakerPage, TopicPage

LONGEST_TEXT = 200_000  # characters; PostgreSQL refuses an index entry of more than a megabyte


@dataclass(frozen=True)
class Findable:
    """`read` gives the public text of a page below its title; `read_gated` what only some may read."""

    model: type[Page]
    kind: Kind
    read: Callable[[Any], Iterable[str]]
    read_gated: Callable[[Any], Iterable[str]] | None = None


registered: dict[type[Page], Findable] = {}


def register_findable(findable: Findable) -> None:
    registered[findable.model] = findable


def read_stream(page: Page, name: str) -> list[str]:
    field = page._meta.get_field(name)
    return field.get_searchable_content(getattr(page, name)) if isinstance(field, StreamField) else []


def join(parts: Iterable[str]) -> str:
    """One line, without the blanks of the editor."""
    return " ".join(" ".join(parts).split())[:LONGEST_TEXT]


def read_course(course: CoursePage) -> list[str]:
    streams = (text for name in ("outcomes", "audience", "questions") for text in read_stream(course, name))
    return [course.teaser, get_text_for_indexing(course.introduction), *streams]


def read_topic(topic: TopicPage) -> list[str]:
    return [topic.teaser, get_text_for_indexing(topic.introduction)]


def read_maker(maker: MakerPage) -> list[str]:
    return [maker.role, maker.lead, get_text_for_indexing(maker.introduction)]


def read_lesson(lesson: LessonPage) -> list[str]:
    return [lesson.teaser, *read_stream(lesson, "opening")]


def read_lesson_body(lesson: LessonPage) -> list[str]:
    return read_stream(lesson, "body")


def register_pages_of_courses() -> None:
    register_findable(Findable(CoursePage, Kind.COURSE, read_course))
    register_findable(Findable(TopicPage, Kind.TOPIC, read_topic))
    register_findable(Findable(MakerPage, Kind.MAKER, read_maker))
    register_findable(Findable(LessonPage, Kind.LESSON, read_lesson, read_lesson_body))
