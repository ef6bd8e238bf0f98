"""Which courses, lessons, sessions and bookings: in the words of the people who make and follow them."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from wagtail.models import Page, PageManager, PageQuerySet


class CourseQuerySet(PageQuerySet):
    def with_access_keys(self) -> CourseQuerySet:
        """Also reads what names the course in grants; for an alias that stands on its source."""
        return self.select_related("alias_of")

    def offered(self) -> CourseQuerySet:
        """What a visitor can choose from."""
        return self.live().filter(is_archived=False)

    def for_cards(self) -> CourseQuerySet:
        """With what a card shows of the topic: its title in the language of the course, and the slug of its tones."""
        topics = Page.objects.filter(
            translation_key=OuterRef("topic__translation_key"), locale=OuterRef("locale"), live=True
        )
        title = Coalesce(Subquery(topics.values("title")[:1]), F("topic__title"))
        return self.annotate(topic_title=title, topic_slug=F("topic__slug"))

    def about(self, topic: UUID) -> CourseQuerySet:
        """A topic is named by its translation key, equal in every language."""
        return self.filter(topic__translation_key=topic)

    def made_by(self, maker: UUID) -> CourseQuerySet:
        return self.filter(makers__maker__translation_key=maker)

    def in_order(self) -> CourseQuerySet:
        return self.order_by("path")


class LessonQuerySet(PageQuerySet):
    def without_body(self) -> LessonQuerySet:
        """For everything that only shows what lessons there are: the gated text stays in the database."""
        return self.defer("body", "opening")

    def in_order(self) -> LessonQuerySet:
        return self.order_by("path")


class SessionQuerySet(models.QuerySet[Any]):
    def upcoming(self, at: datetime) -> SessionQuerySet:
        """Published sessions that have not ended, the first one first."""
        return self.filter(live=True, ends_at__gt=at).order_by("starts_at")

    def of_course(self, key: UUID) -> SessionQuerySet:
        """In every language of the course, which is named by its access key."""
        return self.filter(Q(course__translation_key=key) | Q(course__alias_of__translation_key=key))

    def with_seats_taken(self) -> SessionQuerySet:
        """`seats_taken`: how many have a seat; who waits does not count."""
        return self.annotate(seats_taken=Count("bookings", filter=Q(bookings__is_waiting=False)))


class BookingQuerySet(models.QuerySet[Any]):
    def of(self, person: Any) -> BookingQuerySet:
        return self.filter(user_id=person.pk)

    def waiting(self) -> BookingQuerySet:
        """The first to be helped first."""
        return self.filter(is_waiting=True).order_by("created_at", "pk")

    def seated(self) -> BookingQuerySet:
        return self.filter(is_waiting=False)


CourseManager = PageManager.from_queryset(CourseQuerySet)
LessonManager = PageManager.from_queryset(LessonQuerySet)
