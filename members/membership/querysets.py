"""Which grants and which offers: in the words of the people who give, make and buy them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.db.models import Q


class GrantQuerySet(models.QuerySet[Any]):
    def of(self, person: Any) -> GrantQuerySet:
        """A visitor, or a persona, has none."""
        if not person.is_authenticated or person.pk is None:
            return self.none()
        return self.filter(user_id=person.pk)

    def in_force(self, at: datetime) -> GrantQuerySet:
        """A grant holds from its first moment up to, and not including, its last."""
        return self.filter(starts_at__lte=at).filter(Q(ends_at__isnull=True) | Q(ends_at__gt=at))

    def opening(self, courses: Iterable[UUID]) -> GrantQuerySet:
        """Grants for one of these courses, and memberships, which open every course."""
        return self.filter(Q(course__isnull=True) | Q(course__in=set(courses)))

    def covering(
        self, *, user: AbstractBaseUser, course: UUID | None, starts_at: datetime, ends_at: datetime | None
    ) -> GrantQuerySet:
        """Grants that already give all that this one would give."""
        lasting = Q(ends_at__isnull=True)
        if ends_at is not None:
            lasting |= Q(ends_at__gte=ends_at)
        same_course = Q(course__isnull=True) if course is None else Q(course=course)
        return self.of(user).filter(same_course, lasting, starts_at__lte=starts_at)


class OfferQuerySet(models.QuerySet[Any]):
    def on_sale(self, day: date) -> OfferQuerySet:
        """With a price that holds on that day. Their prices and courses come along: two queries more, however many."""
        priced = self.filter(is_on_sale=True, prices__valid_from__lte=day).distinct()
        return priced.prefetch_related("prices", "courses")

    def opening_by_itself(self, course: UUID) -> OfferQuerySet:
        """Those that open this course alone or together with others; no membership, which opens every course."""
        return self.filter(courses__course=course)
