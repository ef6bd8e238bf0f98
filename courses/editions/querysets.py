"""Which editions: in the words of the people who have a course."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models


class EditionQuerySet(models.QuerySet[Any]):
    def of(self, courses: Iterable[int]) -> EditionQuerySet:
        """Courses by their number; the newest edition first."""
        return self.filter(course__in=list(courses)).order_by("-published_at", "-number")

    def changing(self) -> EditionQuerySet:
        """Without the first edition: it changed nothing."""
        return self.filter(number__gt=1)
