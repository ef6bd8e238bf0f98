"""Publishing a legal text: the page goes live and its version is on record in one transaction, or neither."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail.models import PageLogEntry

from legal.ledger.recording import append_leaf

from .entries import encode_text
from .faults import find_faults, find_newest_text, is_unchanged
from .models.records import PREVAILING_LANGUAGE, Document, Version, VersionText
from .rendering import RenderedText, hash_text, render_page

if TYPE_CHECKING:
    from wagtail.models import Revision

    from .models import LegalPage


class PublicationRefused(ValidationError):
    """Why this text may not become a version, by field of the page."""


@dataclass(frozen=True)
class Publication:
    """The number of the account that publishes, and along which road."""

    account: int | None
    origin: str


_publication: ContextVar[Publication | None] = ContextVar("publication", default=None)


def publish_version(
    page: LegalPage, revision: Revision, publish: Callable[..., None], *, user: Any, origin: str, **kwargs: Any
) -> None:
    """Let Wagtail publish in one transaction. Saving the page then writes the version: see `record_live_text`."""
    account = user.pk if user else find_scheduler(revision) or revision.user_id
    token = _publication.set(Publication(account, origin or find_origin(account, kwargs.get("log_action"))))
    try:
        with transaction.atomic():
            lock_document(page)
            publish(revision, user=user, **kwargs)
    finally:
        _publication.reset(token)


def record_live_text(page: LegalPage) -> None:
    """Called in the transaction that makes the page live, along whatever road it does."""
    live = type(page).objects.select_related("document", "locale", "live_revision").get(pk=page.pk)
    author = live.live_revision.user_id if live.live_revision else None
    record_publication(live, _publication.get() or Publication(author, find_origin(author, None)))


def lock_document(page: LegalPage) -> Document:
    """Publications of one document queue here, before they touch anything else: or two would wait for each other."""
    return Document.objects.select_for_update().get(pk=page.document_id)


def find_scheduler(revision: Revision) -> int | None:
    """Who gave the order, which the schedule carries out without them."""
    orders = PageLogEntry.objects.filter(revision=revision, action="wagtail.publish.schedule").order_by("-timestamp")
    return orders.values_list("user_id", flat=True).first()


def find_origin(account: int | None, log_action: Any) -> str:
    if log_action == "wagtail.publish.scheduled":
        return Version.Origin.SCHEDULE
    return Version.Origin.ADMIN if account else Version.Origin.SHELL


def record_publication(page: LegalPage, publication: Publication) -> VersionText:
    """The text as it now stands on record; an unchanged one gives the row that is there already."""
    document = page.document
    rendered = render_page(page)
    last = document.versions.order_by("-number").first()
    newest = find_newest_text(last, rendered.language)
    if newest and is_unchanged(newest, rendered):
        return newest
    if publication.origin == Version.Origin.SCHEDULE and page.effective_from:
        page.effective_from = max(page.effective_from, timezone.localdate())  # the schedule may run late
    if faults := find_faults(page, last, rendered, is_import=publication.origin == Version.Origin.IMPORT):
        raise PublicationRefused(faults)
    edition = newest.edition + 1 if newest else 1
    if last is None or rendered.language == PREVAILING_LANGUAGE:
        last, edition = create_version(document, last, page, publication), 1
    return create_text(last, rendered, edition)


def create_version(document: Document, last: Version | None, page: LegalPage, publication: Publication) -> Version:
    number = last.number + 1 if last else 1
    return Version.objects.create(
        document=document,
        number=number,
        change=page.change,
        floor=number if last is None or page.change == Version.Change.SUBSTANTIVE else last.floor,
        effective_from=cast(date, page.effective_from),  # find_faults refuses a page without it
        published_at=timezone.now().replace(microsecond=0),
        published_by=publication.account,
        origin=publication.origin,
    )


def create_text(version: Version, rendered: RenderedText, edition: int) -> VersionText:
    row = VersionText(
        version=version,
        language=rendered.language,
        edition=edition,
        title=rendered.title,
        summary=rendered.summary,
        html=rendered.html,
        text=rendered.text,
        blocks=rendered.blocks,
        snapshot=rendered.snapshot,
        sha256=hash_text(rendered),
        published_at=timezone.now().replace(microsecond=0),
    )
    row.leaf = append_leaf(kind="text", entry=encode_text(row))
    row.save(force_insert=True)
    return row
