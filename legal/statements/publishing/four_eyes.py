"""Who wrote what is about to be published, and which other person stands for it.

Wagtail keeps a revision for every press of a button. Only who changed the words, or the facts of the version, wrote.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import QuerySet
from wagtail.models import PageLogEntry, Revision, TaskState
from wagtail_localize.models import SegmentOverride, StringTranslation

from ..models.records import VersionText
from ..writing.rendering import RenderedText, drop_identifiers, render_page

if TYPE_CHECKING:
    from ..models import LegalPage

SAVING = ("wagtail.create", "wagtail.edit", "wagtail.revert")
FACTS = ("title", "summary", "change", "effective_from", "document")


class Former(NamedTuple):
    """The revision that is live, and when it last went live."""

    revision: int | None
    went_live: datetime | None


@dataclass(frozen=True)
class Draft:
    """One state of the text; `revision` is 0 for what is still in the editor's window."""

    revision: int
    account: int | None
    words: tuple[Any, ...]


@dataclass(frozen=True)
class Signatures:
    """Account numbers: who publishes, who wrote, and who, without having written, approved."""

    publisher: int | None
    approver: int | None
    writers: list[int]


def read_words(content: dict[str, Any]) -> tuple[Any, ...]:
    """What a writer can change, from a revision or from the fields of a page."""
    return (drop_identifiers(json.loads(content["body"])), *(str(content[name]) for name in FACTS))


def sign(
    page: LegalPage, rendered: RenderedText, drafts: Sequence[Draft], former: Former, publisher: int | None
) -> Signatures:
    """A colleague's approval counts for the last words only, and no longer once a register says something else."""
    writers, revisions = find_writers(drafts, former.revision)
    writers |= find_translators(page, former.revision)
    reviews = TaskState.objects.filter(revision__in=revisions)
    if has_changed_register(page, rendered):
        reviews = list_reviews_since(reviews, former)
        writers |= find_presenters(reviews) or ({publisher} if publisher else set())
    approvals = reviews.filter(status=TaskState.STATUS_APPROVED)
    finishers = approvals.order_by("finished_at").values_list("finished_by", flat=True)
    others = (account for account in [*finishers, publisher] if account and account not in writers)
    return Signatures(publisher, next(others, None), sorted(writers))


def read_drafts(page: LegalPage, revision: int, former: int | None) -> list[Draft]:
    """The published state, and every one since. An old one that is published again brings along all that made it."""
    start = former if former and former < revision else 0
    saved = Revision.objects.for_instance(page).filter(pk__gte=start, pk__lte=revision).order_by("pk")
    rows = list(saved.values_list("pk", "user_id", "content"))
    gone = find_accounts_that_are_gone([number for number, account, _content in rows if account is None])
    return [Draft(number, account or gone.get(number), read_words(content)) for number, account, content in rows]


def find_accounts_that_are_gone(revisions: list[int]) -> dict[int, int]:
    """By revision: it forgets its author with the account, and Wagtail's log keeps the number."""
    if not revisions:
        return {}
    saved = PageLogEntry.objects.filter(revision__in=revisions, action__in=SAVING).exclude(user_id=None)
    return dict(saved.order_by("pk").values_list("revision", "user_id"))


def find_writers(drafts: Sequence[Draft], former: int | None) -> tuple[set[int], list[int]]:
    """Everybody who changed something since, and the revisions that hold the last words."""
    writers: set[int] = set()
    same: list[int] = []
    words: tuple[Any, ...] | None = None
    for draft in drafts:
        if draft.words != words:
            same = []
            if draft.account and not (draft.revision == former and words is None):
                writers.add(draft.account)
        same.append(draft.revision)
        words = draft.words
    return writers, same


def has_changed_register(page: LegalPage, rendered: RenderedText) -> bool:
    """Whether words that no draft holds differ from those that were published last in this language."""
    texts = VersionText.objects.filter(version__document=page.document_id, language=rendered.language)
    published = texts.order_by("-version__number", "-edition").first()
    if published is None:
        return False
    frozen, now = published.snapshot, rendered.snapshot
    return any(frozen[name] != now[name] for name in frozen.keys() & now.keys())


def list_reviews_since(reviews: QuerySet[TaskState], former: Former) -> QuerySet[TaskState]:
    """Of an earlier round, nobody saw what the registers say now."""
    return reviews.filter(started_at__gt=former.went_live) if former.went_live else reviews


def find_presenters(reviews: QuerySet[TaskState]) -> set[int]:
    """Who handed the text to a colleague, and so brought in what the registers say."""
    counting = reviews.filter(status__in=(TaskState.STATUS_IN_PROGRESS, TaskState.STATUS_APPROVED))
    presenters = counting.exclude(workflow_state__requested_by=None)
    return set(presenters.values_list("workflow_state__requested_by", flat=True))


def find_translators(page: LegalPage, former: int | None) -> set[int]:
    """Who translated single sentences, or gave a link: the revision only names who put them together."""
    return {
        account
        for model in (StringTranslation, SegmentOverride)
        for account in find_parts(model.objects.all(), page, former).values_list("last_translated_by", flat=True)
    }


def find_parts(parts: QuerySet[Any], page: LegalPage, former: int | None) -> QuerySet[Any]:
    parts = parts.filter(locale=page.locale_id, context__object_id=page.translation_key)
    if former:
        parts = parts.filter(updated_at__gt=Revision.objects.filter(pk=former).values("created_at"))
    return parts.exclude(last_translated_by=None)


def list_writers(page: LegalPage) -> list[int]:
    """Of the newest draft, whoever publishes it."""
    former = find_former(page)
    drafts = read_drafts(page, page.latest_revision_id or 0, former.revision)
    rendered = render_page(page.get_latest_revision_as_object())
    return sign(page, rendered, drafts, former, None).writers


def has_changed_since(page: LegalPage, revision: int) -> bool:
    if page.latest_revision_id == revision:
        return False
    since = Revision.objects.for_instance(page).filter(pk__gte=revision, pk__lte=page.latest_revision_id or 0)
    return len({str(read_words(content)) for content in since.values_list("content", flat=True)}) > 1


def find_former(page: LegalPage) -> Former:
    """As stored: the object in hand may come from an old revision."""
    facts = type(page).objects.filter(pk=page.pk).values_list("live_revision", "last_published_at").first()
    return Former(*facts) if facts else Former(None, None)
