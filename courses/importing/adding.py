"""Many pages put into the tree at once, each as Wagtail would have left it: revision, log, index and all.

Wagtail's own way costs about a hundred queries a page. Here the rows of the tree go in by the hundreds, and a page has
one query of its own. Each page gets the revision that an editor opens; published ones are announced by Wagtail's
signal, so that whoever follows publications hears of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, ReferenceIndex, Revision
from wagtail.search.backends import get_search_backends
from wagtail.signals import page_published

from ..finding.indexing import index_pages
from ..finding.texts import registered
from ..models import CatalogPage, CoursePage
from ..selling import sell_by_itself
from .plan import PlannedCourse, PlannedPrice

AT_A_TIME = 500
Progress = Callable[[], None]


@transaction.atomic
def add_courses(
    *,
    catalog: CatalogPage,
    courses: Sequence[PlannedCourse],
    prices: Sequence[PlannedPrice] = (),
    is_published: bool,
    progress: Progress = lambda: None,
) -> None:
    """All of them or, when anything is refused, none. `progress` is called once for each page."""
    catalog = CatalogPage.objects.select_for_update().get(pk=catalog.pk)
    pages = [planned.page for planned in courses]
    add_pages([(catalog, pages)], is_published=is_published, progress=progress)
    lessons = [(planned.page, planned.lessons) for planned in courses if planned.lessons]
    add_pages(lessons, is_published=is_published, progress=progress)
    for planned in courses:
        if planned.price is not None:
            sell_by_itself(course=planned.page, cents=planned.price)
    for price in prices:
        sell_by_itself(course=price.page, cents=price.cents)


def add_pages(families: list[tuple[Any, list[Any]]], *, is_published: bool, progress: Progress) -> None:
    """Pages of one kind, below the pages they belong to."""
    pages = [page for _, children in families for page in children]
    if not pages:
        return
    for parent, children in families:
        place(parent, children, is_published)
    contents = [page.serializable_data() for page in pages]  # of a page with a number this asks the database
    insert(pages, progress)
    revisions = write_revisions(pages, contents)
    write_log(pages, revisions, is_published)
    index(pages, is_published)
    if is_published:
        for page, revision in zip(pages, revisions, strict=True):
            page_published.send(sender=type(page), instance=page, revision=revision)


def place(parent: Any, children: list[Any], is_published: bool) -> None:
    """Behind the children that are already there."""
    last = parent.get_last_child() if parent.numchild else None
    step = last._get_lastpos_in_path() if last else 0
    now = timezone.now()
    kind = ContentType.objects.get_for_model(type(children[0]))
    for number, page in enumerate(children, step + 1):
        page.depth, page.numchild = parent.depth + 1, 0
        page.path = Page._get_path(parent.path, page.depth, number)
        page.content_type, page.draft_title = kind, page.title
        page.set_url_path(parent)
        page.live, page.has_unpublished_changes = is_published, not is_published
        page.latest_revision_created_at = now
        page.first_published_at = page.last_published_at = now if is_published else None
    parent.numchild += len(children)
    Page.objects.filter(pk=parent.pk).update(numchild=parent.numchild)


def insert(pages: list[Any], progress: Progress) -> None:
    names = [column.attname for column in Page._meta.concrete_fields if not column.primary_key]
    rows = [Page(**{name: getattr(page, name) for name in names}) for page in pages]
    for page, row in zip(pages, Page.objects.bulk_create(rows, batch_size=AT_A_TIME), strict=True):
        page.id = page.page_ptr_id = row.pk
        page._state.adding = False
        page.save_base(raw=True, force_insert=True)  # only the table of its own kind
        progress()


def write_revisions(pages: list[Any], contents: list[dict[str, Any]]) -> list[Revision]:
    base = ContentType.objects.get_for_model(Page)
    revisions = Revision.objects.bulk_create(
        (
            Revision(
                content_type_id=page.content_type_id,
                base_content_type=base,
                object_id=str(page.pk),
                created_at=page.latest_revision_created_at,
                object_str=str(page),
                content=content | {"pk": page.pk},
            )
            for page, content in zip(pages, contents, strict=True)
        ),
        batch_size=AT_A_TIME,
    )
    rows = []
    for page, revision in zip(pages, revisions, strict=True):
        page.latest_revision, page.live_revision = revision, revision if page.live else None
        rows.append(Page(pk=page.pk, latest_revision=page.latest_revision, live_revision=page.live_revision))
    Page.objects.bulk_update(rows, ["latest_revision", "live_revision"], batch_size=200)
    return revisions


def write_log(pages: list[Any], revisions: list[Revision], is_published: bool) -> None:
    actions = ["wagtail.create", *(["wagtail.publish"] if is_published else [])]
    PageLogEntry.objects.bulk_create(
        (
            PageLogEntry(
                page_id=page.pk,
                content_type_id=page.content_type_id,
                label=str(page)[:255],
                action=action,
                timestamp=page.latest_revision_created_at,
                revision=revision,
                content_changed=True,
            )
            for page, revision in zip(pages, revisions, strict=True)
            for action in actions
        ),
        batch_size=AT_A_TIME,
    )


def index(pages: Sequence[Any], is_published: bool) -> None:
    """For editors, for visitors and members, and for whoever asks what a topic is used by."""
    kind = type(pages[0])
    for backend in get_search_backends():
        for some in divide(pages):
            backend.add_bulk(kind, some)
    if is_published:
        index_pages(registered[kind], [page.pk for page in pages])
    if kind is CoursePage:
        for page in pages:
            ReferenceIndex.create_or_update_for_object(page)


def divide(pages: Sequence[Any]) -> Iterable[Sequence[Any]]:
    return (pages[start : start + AT_A_TIME] for start in range(0, len(pages), AT_A_TIME))
