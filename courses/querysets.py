"""Which courses, lessons, sessions and bookings: in the words of the people who make and follow them."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models
from django.db.models import Case, Count, Exists, F, Min, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, Concat
from django.utils import timezone
from wagtail.models import Page, PageManager, PageQuerySet


class CourseQuerySet(PageQuerySet):
    def with_access_keys(self) -> CourseQuerySet:
        """Also reads what names the course in grants; for an alias that stands on its source."""
        return self.select_related("alias_of")

    def offered(self) -> CourseQuerySet:
        """What a visitor can choose from."""
        return self.live().filter(is_archived=False)

    def for_cards(self) -> CourseQuerySet:
        """With what a card shows beside the course itself and its access key, in the same query.

        The title of the published topic, in the language of the course where it can be, and the slug of its tones;
        whether there are lessons; the starts of the first session to come and of the first with a free seat
        (`coming_at`, `free_at`).
        """
        topics = Page.objects.filter(
            translation_key=OuterRef("topic__translation_key"), locale=OuterRef("locale"), live=True
        )
        untranslated = Case(When(topic__live=True, then=F("topic__title")))
        last = Concat(OuterRef("path"), Value("Z" * Page.steplen))
        lessons = Page.objects.filter(path__gt=OuterRef("path"), path__lte=last, live=True).order_by()
        key = Coalesce(OuterRef("alias_of__translation_key"), OuterRef("translation_key"))
        sessions = apps.get_model("courses", "LiveSession").objects.of_course(key).starting_after(timezone.now())
        return (
            self.with_access_keys()
            .defer_streamfields()
            .annotate(
                topic_title=Coalesce(Subquery(topics.values("title")[:1]), untranslated, Value("")),
                topic_slug=F("topic__slug"),
                has_lessons=Exists(lessons),
                coming_at=Subquery(sessions.values("starts_at")[:1]),
                free_at=Subquery(sessions.with_free_seats().values("starts_at")[:1]),
            )
        )

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
        return self.filter(live=True, ends_at__gt=at).order_by("starts_at", "pk")

    def find_next_moment(self, now: datetime) -> datetime | None:
        """At which any of them begins or ends."""
        later = self.filter(ends_at__gt=now).aggregate(
            begins=Min("starts_at", filter=Q(starts_at__gt=now)), ends=Min("ends_at")
        )
        return min((moment for moment in later.values() if moment), default=None)

    def starting_after(self, moment: datetime) -> SessionQuerySet:
        """Published sessions that take place and have not begun, the first one first."""
        return self.filter(live=True, is_cancelled=False, starts_at__gt=moment).order_by("starts_at", "pk")

    def of_course(self, key: Any) -> SessionQuerySet:
        """In every language of the course, which is named by its access key."""
        return self.filter(Q(course__translation_key=key) | Q(course__alias_of__translation_key=key))

    def with_course(self) -> SessionQuerySet:
        """With what the gate asks of it."""
        return self.select_related("course__alias_of")

    def with_seats_taken(self) -> SessionQuerySet:
        """`seats_taken`: how many have a seat; `waiting`: how many wait for one."""
        return self.annotate(
            seats_taken=Count("bookings", filter=Q(bookings__is_waiting=False)),
            waiting=Count("bookings", filter=Q(bookings__is_waiting=True)),
        )

    def with_free_seats(self) -> SessionQuerySet:
        return self.with_seats_taken().filter(seats_taken__lt=F("seats"))


class BookingQuerySet(models.QuerySet[Any]):
    def of(self, person: Any) -> BookingQuerySet:
        return self.filter(user_id=person.pk)

    def coming(self, at: datetime) -> BookingQuerySet:
        """Of sessions that have not ended: after that there are none."""
        return self.filter(session__ends_at__gt=at).order_by("session__starts_at", "pk")

    def with_session(self) -> BookingQuerySet:
        return self.select_related("user", "session__course__alias_of")

    def with_place_in_line(self) -> BookingQuerySet:
        """`ahead`: how many wait for the same session and came before."""
        before = self.model._default_manager.filter(
            session=OuterRef("session"), is_waiting=True, pk__lt=OuterRef("pk")
        ).order_by()
        number = Subquery(before.values("session").annotate(number=Count("pk")).values("number"))
        return self.annotate(ahead=Coalesce(number, 0))

    def waiting(self) -> BookingQuerySet:
        """The first to be helped first."""
        return self.filter(is_waiting=True).order_by("pk")

    def seated(self) -> BookingQuerySet:
        return self.filter(is_waiting=False)


CourseManager = PageManager.from_queryset(CourseQuerySet)
LessonManager = PageManager.from_queryset(LessonQuerySet)
