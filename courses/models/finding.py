"""What can be found by its words. The database keeps its own index beside these rows (see migration 0008)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from .course import CoursePage
from .lesson import LessonPage


class Kind(models.TextChoices):
    """In the order in which what was found is shown."""

    COURSE = "cursus", _("Cursussen")
    TOPIC = "onderwerp", _("Onderwerpen")
    MAKER = "maker", _("Makers")
    LESSON = "les", _("Lessen")
    PAGE = "pagina", _("Pagina’s")


class FindableText(models.Model):
    """The public words of a published page. Nothing that stands behind the gate is ever in this table."""

    page = models.OneToOneField(Page, primary_key=True, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    language = models.CharField(max_length=10)
    # The course that a lesson belongs to, and a course itself; empty for all else.
    course = models.ForeignKey(CoursePage, null=True, on_delete=models.CASCADE, related_name="+")
    title = models.TextField()
    text = models.TextField()
    title_stems = models.TextField()
    text_stems = models.TextField()

    class Meta:
        verbose_name = _("vindbare tekst")
        verbose_name_plural = _("vindbare teksten")
        default_permissions = ()

    def __str__(self) -> str:
        return self.title


class GatedText(models.Model):
    """All words of a published lesson. Only asked for what the gate then opens to the person who asks."""

    lesson = models.OneToOneField(LessonPage, primary_key=True, on_delete=models.CASCADE, related_name="+")
    language = models.CharField(max_length=10)
    course = models.ForeignKey(CoursePage, null=True, on_delete=models.CASCADE, related_name="+")
    text = models.TextField()
    stems = models.TextField()

    class Meta:
        verbose_name = _("besloten tekst")
        verbose_name_plural = _("besloten teksten")
        default_permissions = ()
        indexes = [models.Index(fields=["language", "course"], name="gated_text_of_course")]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


class KnownWord(models.Model):
    """A word of the public texts, to propose instead of a misspelled one; gone when the last text with it is gone."""

    language = models.CharField(max_length=10)
    word = models.CharField(max_length=40)
    length = models.PositiveSmallIntegerField()
    uses = models.IntegerField()

    class Meta:
        verbose_name = _("bekend woord")
        verbose_name_plural = _("bekende woorden")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["language", "word"], name="known_word_once_per_language")]

    def __str__(self) -> str:
        return self.word
