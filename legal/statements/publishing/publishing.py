"""Publishing a legal text: the page goes live and its version is on record in one transaction, or neither."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import DatabaseError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import PageLogEntry

from ..languages import PREVAILING_LANGUAGE
from ..models.records import Document, Version, VersionText
from ..writing.rendering import RenderedText, render_page
from .effective_dates import find_day_after_notice
from .faults import find_faults, find_newest_text, is_unchanged
from .four_eyes import Former, Signatures, find_former, read_drafts, sign
from .rules import load_rules
from .versioning import create_text, create_version

if TYPE_CHECKING:
    from wagtail.models import Revision

    from ..models import LegalPage

logger = logging.getLogger(__name__)


class PublicationRefused(ValidationError):
    """Why this text may not become a version, by field of the page; `page` is its number, when there is one."""

    def __init__(self, message: Any, page: int | None = None) -> None:
        super().__init__(message)
        self.page = page


@dataclass(frozen=True)
class Publication:
    """The number of the account that publishes, and along which road."""

    account: int | None
    origin: str

    @property
    def is_by_people(self) -> bool:
        """Only they keep to the rules of the owners: imports and the shell are shown as unapproved."""
        return self.origin in (Version.Origin.ADMIN, Version.Origin.SCHEDULE)


_publication: ContextVar[Publication | None] = ContextVar("publication", default=None)


def publish_version(
    page: LegalPage, revision: Revision, publish: Callable[..., None], *, user: Any, origin: str, **kwargs: Any
) -> None:
    """Let Wagtail publish in one transaction. Saving the page then writes the version: see `record_live_text`."""
    account = user.pk if user else find_scheduler(revision) or revision.user_id
    publication = Publication(account, origin or find_origin(account, kwargs.get("log_action")))
    token = _publication.set(publication)
    try:
        with record_or_refuse(page):
            lock_document(page)
            refuse_faulty_order(page, revision, publication)
            publish(revision, user=user, **kwargs)
    finally:
        _publication.reset(token)


@contextmanager
def record_or_refuse(page: LegalPage) -> Iterator[None]:
    """One transaction. When the database refuses, people read that nothing was published instead of an error."""
    try:
        with transaction.atomic():
            yield
    except DatabaseError as error:
        logger.exception("The database refused a version of page %s", page.pk)
        message = _(
            "De versie kon niet worden vastgelegd, en daarom is er niets gepubliceerd. Probeer het later opnieuw."
        )
        raise PublicationRefused({NON_FIELD_ERRORS: message}, page.pk) from error


def refuse_faulty_order(page: LegalPage, revision: Revision, publication: Publication) -> None:
    """What is planned now is published without anybody watching: its faults are told to whoever gives the order."""
    draft = revision.as_object()
    if not draft.go_live_at or draft.go_live_at <= timezone.now():
        return
    rules, rendered = load_rules(), render_page(draft)
    last = draft.document.versions.order_by("-number").first()
    newest = find_newest_text(last, rendered.language)
    if newest and is_unchanged(newest, rendered):
        return
    faults = find_faults(draft, last, rendered, notice_days=rules.notice_days if publication.is_by_people else 0)
    if faults:
        raise PublicationRefused(faults, page.pk)
    former = find_former(page)
    drafts = read_drafts(page, revision.pk, former.revision)
    refuse_unapproved(sign(page, rendered, drafts, former, publication.account), publication, page.pk)


def record_live_text(page: LegalPage, former: Former) -> None:
    """Called in the transaction that makes the page live, along whatever road. `former` is what was live before."""
    live = type(page).objects.select_related("document", "locale", "live_revision").get(pk=page.pk)
    author = live.live_revision.user_id if live.live_revision else None
    publication = _publication.get() or Publication(author, find_origin(author, None))
    record_publication(live, former, publication)


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


def record_publication(page: LegalPage, former: Former, publication: Publication) -> VersionText:
    """The text as it now stands on record; an unchanged one gives the row that is there already."""
    document = page.document
    rendered = render_page(page)
    last = document.versions.order_by("-number").first()
    newest = find_newest_text(last, rendered.language)
    if newest and is_unchanged(newest, rendered):
        return newest
    notice_days = load_rules().notice_days if publication.is_by_people else 0
    if publication.origin == Version.Origin.SCHEDULE and page.effective_from:  # the schedule may run late
        page.effective_from = max(page.effective_from, find_day_after_notice(page, last, notice_days))
    is_import = publication.origin == Version.Origin.IMPORT
    if faults := find_faults(page, last, rendered, is_import=is_import, notice_days=notice_days):
        raise PublicationRefused(faults, page.pk)
    signatures = find_signatures(page, rendered, former, publication)
    edition = newest.edition + 1 if newest else 1
    if last is None or rendered.language == PREVAILING_LANGUAGE:
        last, edition = create_version(document, last, page, publication.origin, signatures), 1
    return create_text(last, rendered, edition, signatures)


def find_signatures(page: LegalPage, rendered: RenderedText, former: Former, publication: Publication) -> Signatures:
    """Raises PublicationRefused when the rules ask for a second person and there is none."""
    drafts = read_drafts(page, page.live_revision_id or 0, former.revision)
    signatures = sign(page, rendered, drafts, former, publication.account)
    if not publication.is_by_people:
        return Signatures(signatures.publisher, None, signatures.writers)
    refuse_unapproved(signatures, publication, page.pk)
    return signatures


def refuse_unapproved(signatures: Signatures, publication: Publication, page: int) -> None:
    if publication.is_by_people and signatures.approver is None and load_rules().four_eyes:
        raise PublicationRefused({NON_FIELD_ERRORS: describe_missing_approval()}, page)


def describe_missing_approval() -> str:
    return _("Wie aan een tekst schreef, publiceert hem niet alleen. Vraag een collega om hem goed te keuren.")
