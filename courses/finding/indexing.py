"""What can be found follows what is published: also on a plain save, a move and a deletion.

Wagtail saves a page with its draft in hand; so what is indexed is always read anew from the database.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models.signals import post_save, pre_delete
from wagtail.models import Page
from wagtail.signals import page_unpublished, post_page_move

from home.freshness.models import renew_stamp

from ..models import CoursePage, FindableText, GatedText, LessonPage
from .spelling import know_words
from .texts import Findable, join, registered
from .words import write_stems

AT_A_TIME = 500
FIELDS = ("kind", "language", "course_id", "title", "text", "title_stems", "text_stems")


def follow_pages() -> None:
    """Apps register what can be found while they start, some after this one: hence every save is heard."""
    post_save.connect(index_saved_page, dispatch_uid="courses_index_saved_page")
    page_unpublished.connect(index_saved_page, dispatch_uid="courses_index_unpublished_page")  # also by the base page
    post_page_move.connect(index_moved_page, dispatch_uid="courses_index_moved_page")
    pre_delete.connect(forget_words, sender=FindableText, dispatch_uid="courses_forget_words")


def index_saved_page(sender: type, instance: Any, raw: bool = False, **kwargs: Any) -> None:
    """`raw`: whoever writes in bulk calls `index_pages` afterwards."""
    if not raw and sender in registered:
        index_pages(registered[sender], [instance.pk])


def index_moved_page(sender: type, instance: Page, **kwargs: Any) -> None:
    """A lesson may have come under another course."""
    if isinstance(instance.specific, LessonPage):
        index_pages(registered[LessonPage], [instance.pk])


def forget_words(sender: type, instance: FindableText, **kwargs: Any) -> None:
    know_words(added=[], removed=[instance])


def index_everything() -> int:
    """Makes the index anew; gives the number of pages in it."""
    FindableText.objects.exclude(page__in=Page.objects.live()).delete()
    for findable in registered.values():
        index_pages(findable, findable.model.objects.values_list("pk", flat=True))
    return FindableText.objects.count()


def index_pages(findable: Findable, numbers: Iterable[int]) -> None:
    known = tuple(numbers)
    for start in range(0, len(known), AT_A_TIME):
        index_some(findable, known[start : start + AT_A_TIME])


@transaction.atomic
def index_some(findable: Findable, numbers: tuple[int, ...]) -> None:
    pages = list(findable.model.objects.filter(pk__in=numbers, live=True).select_related("locale"))
    courses = find_courses(pages)
    write_public_texts(findable, pages, numbers, courses)
    if findable.read_gated:
        write_gated_texts(findable, pages, numbers, courses)
    renew_stamp()  # which lessons there are to look in is kept under it


def write_public_texts(findable: Findable, pages: list[Any], numbers: tuple[int, ...], courses: dict[str, int]) -> None:
    stored = {text.pk: text for text in FindableText.objects.filter(pk__in=numbers)}
    texts = [write_public_text(findable, page, courses) for page in pages]
    gone = stored.keys() - {text.pk for text in texts}
    FindableText.objects.filter(pk__in=gone).delete()
    changed = [text for text in texts if text.pk in stored and not is_same(text, stored[text.pk])]
    new = [text for text in texts if text.pk not in stored]
    FindableText.objects.bulk_update(changed, [field.removesuffix("_id") for field in FIELDS], batch_size=100)
    FindableText.objects.bulk_create(new)
    if new or changed:
        know_words(added=new + changed, removed=[stored[text.pk] for text in changed])


def write_public_text(findable: Findable, page: Any, courses: dict[str, int]) -> FindableText:
    language = page.locale.language_code
    title, text = join([page.title]), join(findable.read(page))
    return FindableText(
        page_id=page.pk,
        kind=findable.kind,
        language=language,
        course_id=courses.get(page.path),
        title=title,
        text=text,
        title_stems=write_stems(title, language),
        text_stems=write_stems(text, language),
    )


def is_same(one: FindableText, other: FindableText) -> bool:
    return all(getattr(one, name) == getattr(other, name) for name in FIELDS)


def find_courses(pages: list[Any]) -> dict[str, int]:
    """The number of its course, by the path of each lesson and of the course itself."""
    parents = {page.path: page.path[: -page.steplen] for page in pages if isinstance(page, LessonPage)}
    found = dict(CoursePage.objects.filter(path__in=set(parents.values())).values_list("path", "pk"))
    own = {page.path: page.pk for page in pages if isinstance(page, CoursePage)}
    return own | {path: found[parent] for path, parent in parents.items() if parent in found}


def write_gated_texts(findable: Findable, pages: list[Any], numbers: tuple[int, ...], courses: dict[str, int]) -> None:
    GatedText.objects.filter(pk__in=numbers).exclude(pk__in=[page.pk for page in pages]).delete()
    texts = [write_gated_text(findable, page, courses) for page in pages]
    GatedText.objects.bulk_create(
        texts,
        update_conflicts=True,
        unique_fields=["lesson"],
        update_fields=["language", "course", "text", "stems"],
        batch_size=100,
    )


def write_gated_text(findable: Findable, page: Any, courses: dict[str, int]) -> GatedText:
    """With the public words too, so that a question may take some of its words from each."""
    language = page.locale.language_code
    text = join(findable.read_gated(page)) if findable.read_gated else ""
    stems = write_stems(join([page.title, *findable.read(page), text]), language)
    return GatedText(lesson_id=page.pk, language=language, course_id=courses.get(page.path), text=text, stems=stems)
