"""Which courses and lessons: in the words of the people who make and follow them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from wagtail.models import PageManager, PageQuerySet

from members.membership.access import AccessRule

if TYPE_CHECKING:
    from .models import LessonPage


class CourseQuerySet(PageQuerySet):
    def with_access_keys(self) -> CourseQuerySet:
        """Also reads what names the course in grants; for an alias that stands on its source."""
        return self.select_related("alias_of")

    def in_order(self) -> CourseQuerySet:
        return self.order_by("path")


class LessonQuerySet(PageQuerySet):
    def without_body(self) -> LessonQuerySet:
        """For everything that only shows what lessons there are: the gated text stays in the database."""
        return self.defer("body")

    def open_to_all(self) -> LessonQuerySet:
        return self.filter(access_rule=AccessRule.OPEN)

    def in_order(self) -> LessonQuerySet:
        return self.order_by("path")

    def beside(self, lesson: LessonPage) -> LessonQuerySet:
        return self.sibling_of(lesson, inclusive=False).live().without_body()

    def following_rule_of(self, lesson: LessonPage) -> LessonQuerySet:
        """Its translations and aliases."""
        return self.filter(Q(translation_key=lesson.translation_key) | Q(alias_of=lesson)).exclude(pk=lesson.pk)


CourseManager = PageManager.from_queryset(CourseQuerySet)
LessonManager = PageManager.from_queryset(LessonQuerySet)
