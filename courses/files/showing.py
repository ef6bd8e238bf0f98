"""Which files a page shows: in what everybody reads, and in what only the gate opens.

A page says so itself: `open_streams` and `gated_streams` name its StreamFields. A page that says nothing shows no file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, ReferenceIndex

from members.membership.access import AccessRule

from ..models.files import LessonDocument, LessonImage, LessonMedia

FILE_MODELS = (LessonImage, LessonDocument, LessonMedia)
FileKey = tuple[type, int]


def list_open_files(page: Any) -> set[FileKey]:
    return list_files(page, getattr(page, "open_streams", ()))


def list_gated_files(page: Any) -> set[FileKey]:
    return list_files(page, getattr(page, "gated_streams", ()))


def list_files(page: Any, streams: Iterable[str]) -> set[FileKey]:
    """What the blocks of these StreamFields name, however deep they lie in one another."""
    return {key for name in streams for key in _read_stream(getattr(page, name))}


def _read_stream(stream: Any) -> Iterator[FileKey]:
    for model, number, *_where in stream.stream_block.extract_references(stream):
        if model in FILE_MODELS:
            yield model, int(number)


@dataclass(frozen=True)
class OpenUse:
    """A file of a lesson that somebody without access sees elsewhere."""

    file: str
    page: str


def find_open_uses(lesson: Any) -> list[OpenUse]:
    """Files in the gated part of this lesson that its opening, or another published page, shows to everybody."""
    if lesson.access_rule == AccessRule.OPEN:
        return []
    uses = []
    opening = list_open_files(lesson)
    for model, number in sorted(list_gated_files(lesson), key=lambda key: (key[0].__name__, key[1])):
        pages = [lesson] if (model, number) in opening else []
        pages += [page for page in _find_pages(model, number) if page.pk != lesson.pk]
        title = str(model.objects.get(pk=number))  # type: ignore[attr-defined]
        uses += [OpenUse(title, page.title) for page in pages if page is lesson or _shows(page, (model, number))]
    return uses


def _find_pages(model: type, number: int) -> list[Any]:
    references = ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(model), to_object_id=str(number)
    )
    numbers = {reference.object_id for reference in references.filter(base_content_type=_page_type())}
    return list(Page.objects.live().filter(pk__in=numbers).specific().order_by("path"))


def _page_type() -> ContentType:
    return ContentType.objects.get_for_model(Page)


def _shows(page: Any, key: FileKey) -> bool:
    """To everybody: an open lesson shows its whole text."""
    is_open = getattr(page, "access_rule", AccessRule.OPEN) == AccessRule.OPEN
    return key in list_open_files(page) or (is_open and key in list_gated_files(page))
