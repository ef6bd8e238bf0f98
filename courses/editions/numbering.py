"""Publishing a course whose author said what changed begins an edition, along whatever road it is published."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q
from django.utils import timezone, translation
from django.utils.translation import gettext
from wagtail.models import Page, Revision

if TYPE_CHECKING:
    from ..models import CoursePage


@contextmanager
def number_edition(course: CoursePage, fields: Collection[str] | None) -> Iterator[None]:
    """Around saving a course, with the names of the fields that are saved, or None for all of them.

    The one door: Wagtail's editor, schedule and workflow all end in `save`. The edition is there together with the live
    page, or neither is.
    """
    if not course.live or (fields is not None and "change_note" not in fields):
        yield
        return
    written = course.change_note
    try:
        with transaction.atomic():
            stored = _lock(course)
            note = _take_note(course, stored)
            course.change_note = ""
            yield
            if not course.alias_of_id:  # an alias shows the editions of its source
                _record(course, stored, note)
    except BaseException:
        course.change_note = written
        raise


def _lock(course: CoursePage) -> Page | None:
    """The page as it is stored; None while it is new. Its translations too: saving one page changes the others."""
    if course.pk is None:
        return None
    together = Q(pk=course.pk) | Q(translation_key=course.translation_key) | Q(alias_of=course.pk)
    pages = Page.objects.select_for_update().filter(together).order_by("pk")
    return next((page for page in pages if page.pk == course.pk), None)


def _take_note(course: CoursePage, stored: Page | None) -> str:
    """What the author wrote, once: from now on it stands in no draft that could be published again.

    The object in hand may come from a revision whose note was taken a moment ago, so the stored revision counts.
    """
    is_publication = stored is None or (course.live_revision_id, course.last_published_at) != (
        stored.live_revision_id,
        stored.last_published_at,
    )
    if not is_publication or course.live_revision_id is None:
        return course.change_note.strip()
    revision = Revision.objects.get(pk=course.live_revision_id)
    note: str = revision.content.get("change_note") or ""
    if note:
        _empty_drafts(course, note)
    return note.strip()


def _empty_drafts(course: CoursePage, note: str) -> None:
    """Also in the drafts made since, unless their author wrote another note there."""
    for revision in Revision.objects.for_instance(course).filter(content__change_note=note):
        content = revision.content | {"change_note": ""}
        Revision.objects.filter(pk=revision.pk).update(content=content)


def _record(course: CoursePage, stored: Page | None, note: str) -> None:
    newest = course.editions.first()
    if newest is not None:
        if note:
            course.editions.create(number=newest.number + 1, note=note, published_at=timezone.now())
        return
    began = _find_beginning(stored)
    course.editions.create(
        number=1, note=name_first(course) if began or not note else note, published_at=began or timezone.now()
    )
    if began and note:
        course.editions.create(number=2, note=note, published_at=timezone.now())


def _find_beginning(stored: Page | None) -> datetime | None:
    """Since when a course was there that has no editions yet; None when it is published for the first time."""
    if stored is None:
        return None
    return stored.first_published_at or stored.last_published_at or (timezone.now() if stored.live else None)


def name_first(course: CoursePage) -> str:
    with translation.override(course.locale.language_code):
        return gettext("Eerste editie.")
