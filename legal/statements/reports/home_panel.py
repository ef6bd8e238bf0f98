"""What waits for the legal team, on the first page of the admin."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.forms import Media
from django.utils import timezone
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from legal.ledger.models import Verification

from ..models import FourEyesTask, Version, VersionText
from ..writing.drift import find_drift

TOO_OLD = timedelta(days=2)  # verification runs every night
RECENT = timedelta(days=30)


class LegalPanel(Component):
    name = "legal"
    order = 120  # above the edits and reviews of pages
    template_name = "statements/admin/home_panel.html"
    media = Media(css={"all": ["css/admin/legal.css"]})

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        return {
            "ledger": read_ledger_state(),
            "announced": list_announced(),
            "unapproved": list_unapproved(),
            "drift": find_drift(),
            "reviews": list_reviews(parent_context["request"].user),
        }


@dataclass(frozen=True)
class LedgerState:
    last: Verification | None

    @property
    def is_too_old(self) -> bool:
        return self.last is not None and self.last.checked_at < timezone.now() - TOO_OLD

    @property
    def is_well(self) -> bool:
        return self.last is not None and not self.last.faults and not self.is_too_old


def read_ledger_state() -> LedgerState:
    return LedgerState(Verification.objects.first())


def list_announced() -> QuerySet[Any]:
    """With how many people were told of each."""
    announced = Version.objects.announced().select_related("document").with_notice_counts()
    return announced.order_by("effective_from", "document__position")


def list_unapproved() -> list[tuple[Version, list[str]]]:
    """Versions of the last month, with the languages in which nobody but the authors stood for the words."""
    since = timezone.now() - RECENT
    texts = VersionText.objects.filter(approved_by__isnull=True, published_at__gte=since)
    languages: dict[Version, list[str]] = {}
    for text in texts.only("language", "version").select_related("version__document").order_by("-version", "pk"):
        languages.setdefault(text.version, []).append(text.language)
    return list(languages.items())


def list_reviews(person: Any) -> list[Page]:
    """Drafts that this person can approve. What they wrote themselves waits for somebody else."""
    waiting = []
    for task in FourEyesTask.objects.filter(active=True):
        states = task.get_task_states_user_can_moderate(person).order_by("started_at")
        pages = [state.revision.content_object for state in states.select_related("revision")]
        waiting += [page for page in pages if page and not task.find_objection(page, person)]
    return waiting
