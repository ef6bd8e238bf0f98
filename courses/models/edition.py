"""Editions: a course as it was from some day on, with what had changed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from ..editions.querysets import EditionQuerySet
from .course import CoursePage


class CourseEdition(models.Model):
    """A substantive change to a course. Who had the course before then is told about it, by the dates alone."""

    course = models.ForeignKey(CoursePage, on_delete=models.CASCADE, related_name="editions", verbose_name=_("cursus"))
    number = models.PositiveSmallIntegerField(_("editie"))
    note = models.TextField(_("wat er is veranderd"), max_length=500)
    published_at = models.DateTimeField(_("gepubliceerd"))

    objects: ClassVar[EditionQuerySet] = EditionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("editie")
        verbose_name_plural = _("edities")
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["course", "number"], name="edition_number_once_per_course")]

    def __str__(self) -> str:
        return f"{self.course.title} {self.number}"
