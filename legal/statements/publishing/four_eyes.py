"""Who wrote what is about to be published, and which other person stands for it.

Wagtail keeps a revision for every press of a button. Only who changed the words, or the facts of the version, wrote.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from wagtail.models import Revision, TaskState
from wagtail_localize.models import StringTranslation

from ..writing.rendering import drop_identifiers

if TYPE_CHECKING:
    from ..models import LegalPage

FACTS = ("title", "summary", "change", "effective_from", "document")


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


def sign(page: LegalPage, drafts: Sequence[Draft], former: int | None, publisher: int | None) -> Signatures:
    """`former` is the revision that is live now. A colleague's approval counts for the last words only."""
    writers, revisions = find_writers(drafts, former)
    writers |= find_translators(page, former)
    approvals = TaskState.objects.filter(revision__in=revisions, status=TaskState.STATUS_APPROVED)
    finishers = approvals.order_by("finished_at").values_list("finished_by", flat=True)
    others = (account for account in [*finishers, publisher] if account and account not in writers)
    return Signatures(publisher, next(others, None), sorted(writers))


def read_drafts(page: LegalPage, revision: int, former: int | None) -> list[Draft]:
    """The published state, and every one since. An old one that is published again brings along all that made it."""
    start = former if former and former < revision else 0
    saved = Revision.objects.for_instance(page).filter(pk__gte=start, pk__lte=revision).order_by("pk")
    rows = saved.values_list("pk", "user_id", "content")
    return [Draft(number, account, read_words(content)) for number, account, content in rows]


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


def find_translators(page: LegalPage, former: int | None) -> set[int]:
    """Who translated single sentences: the revision only names who put them together."""
    strings = StringTranslation.objects.filter(locale=page.locale_id, context__object_id=page.translation_key)
    if former:
        strings = strings.filter(updated_at__gt=Revision.objects.filter(pk=former).values("created_at"))
    return set(strings.exclude(last_translated_by=None).values_list("last_translated_by", flat=True))


def list_writers(page: LegalPage) -> list[int]:
    """Of the newest draft."""
    former = find_former_revision(page)
    return sign(page, read_drafts(page, page.latest_revision_id or 0, former), former, None).writers


def has_changed_since(page: LegalPage, revision: int) -> bool:
    drafts = read_drafts(page, page.latest_revision_id or 0, None)
    return len({str(draft.words) for draft in drafts if draft.revision >= revision}) > 1


def find_former_revision(page: LegalPage) -> int | None:
    """The revision that is live, as stored: the object in hand may come from an old revision."""
    return type(page).objects.filter(pk=page.pk).values_list("live_revision", flat=True).first()
