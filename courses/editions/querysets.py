"""Which editions: in the words of the people who have a course."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import CharField, ExpressionWrapper, F, OuterRef, Q, Subquery

from members.membership.access import AccessRule, Person
from members.membership.models import Grant


class EditionQuerySet(models.QuerySet[Any]):
    def of(self, courses: Iterable[int]) -> EditionQuerySet:
        """Courses by their number; the newest edition first."""
        return self.filter(course__in=list(courses)).order_by("-published_at", "-number")

    def since_access(self, person: Person, at: datetime) -> EditionQuerySet:
        """Made after the start of the earliest grant, in force at that moment, that opens the course.

        Never the first edition: it changed nothing.
        """
        rule = ExpressionWrapper(OuterRef("course__access_rule"), output_field=CharField())
        opening = Q(course=OuterRef("course__translation_key")) | (
            Q(course__isnull=True) & ~Q(course_rule=AccessRule.COURSE)
        )
        grants = Grant.objects.of(person).in_force(at).annotate(course_rule=rule).filter(opening)
        begins = Subquery(grants.order_by("starts_at").values("starts_at")[:1])
        return self.filter(number__gt=1).annotate(access_since=begins).filter(published_at__gt=F("access_since"))
