"""Publishing a legal text: the page goes live and its version is on record in one transaction, or neither."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.models import PageLogEntry

from legal.ledger.recording import append_leaf

from .entries import encode_text
from .models.records import PREVAILING_LANGUAGE, Document, Version, VersionText
from .rendering import RenderedText, hash_text, list_headings, read_lines, render_page

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
    document = lock_document(page)
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


def find_newest_text(version: Version | None, language: str) -> VersionText | None:
    return version.texts.filter(language=language).order_by("-edition").first() if version else None


def is_unchanged(text: VersionText, rendered: RenderedText) -> bool:
    return (text.title, text.html) == (rendered.title, rendered.html)


def find_publication_faults(page: LegalPage) -> dict[str, str]:
    """What would stop the publication of this page as it stands, by field; for the editor, before the click."""
    last = Version.objects.filter(document=page.document_id).order_by("-number").first()
    rendered = render_page(page)
    newest = find_newest_text(last, rendered.language)
    if last is None or newest is None or not is_unchanged(newest, rendered):
        return find_faults(page, last, rendered)
    if rendered.language == PREVAILING_LANGUAGE and page.effective_from != last.effective_from:
        message = _("Deze tekst is al versie %(number)s, geldig vanaf %(day)s. Die dag ligt vast.")
        return {"effective_from": message % {"number": last.number, "day": date_format(last.effective_from)}}
    return {}


def create_version(document: Document, last: Version | None, page: LegalPage, publication: Publication) -> Version:
    assert page.effective_from is not None  # noqa: S101 (find_faults refuses a page without it)
    number = last.number + 1 if last else 1
    return Version.objects.create(
        document=document,
        number=number,
        change=page.change,
        floor=number if last is None or page.change == Version.Change.SUBSTANTIVE else last.floor,
        effective_from=page.effective_from,
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


def find_faults(
    page: LegalPage, last: Version | None, rendered: RenderedText, *, is_import: bool = False
) -> dict[str, str]:
    faults = {}
    if not page.summary.strip():
        faults["summary"] = _("Schrijf op wat er verandert. Leden lezen dit boven de nieuwe tekst.")
    anchors = [line.anchor for line in list_headings(rendered.blocks)]
    if not rendered.text:
        faults["body"] = _("Schrijf eerst de tekst.")
    elif len(set(anchors)) < len(anchors):
        faults["body"] = _("Twee artikelen hebben hetzelfde anker. Geef elk artikel een eigen anker.")
    if rendered.language != PREVAILING_LANGUAGE:
        faults |= find_translation_fault(rendered, last)
    elif message := find_date_fault(page, last, may_lie_in_past=is_import and last is None):
        faults["effective_from"] = message
    return faults


def find_date_fault(page: LegalPage, last: Version | None, *, may_lie_in_past: bool) -> str:
    """Only the import of a first version may lie in the past: it puts on record what already applied."""
    first_day = timezone.localdate(page.go_live_at) if page.go_live_at else timezone.localdate()
    first_day = max(first_day, timezone.localdate())
    if page.effective_from is None:
        return _("Vul in vanaf welke dag deze versie geldt.")
    if page.effective_from < first_day and not may_lie_in_past:
        return _("Kies %(day)s of later. Een nieuwe versie geldt nooit met terugwerkende kracht.") % {
            "day": date_format(first_day)
        }
    if last and page.effective_from < last.effective_from:
        return _("Kies %(day)s of later: dan gaat de vorige versie in.") % {"day": date_format(last.effective_from)}
    return ""


def find_translation_fault(rendered: RenderedText, last: Version | None) -> dict[str, str]:
    """A translation belongs to the newest version and has its sections, paragraphs and items, one for one."""
    original = find_newest_text(last, PREVAILING_LANGUAGE)
    if original is None:
        return {"body": _("Publiceer eerst de Nederlandse tekst.")}
    ours = [line.kind for line in read_lines(rendered.blocks)]
    theirs = [line.kind for line in read_lines(original.blocks)]
    if ours != theirs:
        return {"body": _("De vertaling heeft andere artikelen of punten dan de nieuwste Nederlandse tekst.")}
    return {}
