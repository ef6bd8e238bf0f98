"""Every version of a document, with the time that it applied."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from ..models import Document, Version, VersionText

IN_FORCE, ANNOUNCED, FORMER = "in_force", "announced", "former"


@dataclass(frozen=True)
class ArchivedVersion:
    """`last_day` is None while no end is known, and before the first day for a version that never applied."""

    version: Version
    text: VersionText
    state: str
    last_day: date | None

    @property
    def has_applied(self) -> bool:
        return self.last_day is None or self.last_day >= self.version.effective_from


@dataclass(frozen=True)
class Archive:
    """Newest version first, without the words. There is at least one."""

    document: Document
    versions: list[ArchivedVersion]

    @property
    def title(self) -> str:
        return self.versions[0].text.title


def read_archive(document: Document, language: str) -> Archive:
    """Raises Version.DoesNotExist for a document that is still being written, and is nobody's business yet;
    VersionText.DoesNotExist for a damaged record.
    """
    versions = document.versions.with_titles().select_related("document").order_by("-number")
    end, archived = document.ended_on, []
    for version in versions:
        archived.append(_describe(version, version.find_text(language), end))
        end = min(filter(None, (end, version.effective_from)))
    if not archived:
        raise Version.DoesNotExist(document.slug)
    return Archive(document, archived)


def _describe(version: Version, text: VersionText, end: date | None) -> ArchivedVersion:
    """`end` is the first day on which something else applies, or nothing."""
    today = timezone.localdate()
    if end is not None and end <= max(today, version.effective_from):
        state = FORMER
    else:
        state = ANNOUNCED if version.effective_from > today else IN_FORCE
    return ArchivedVersion(version, text, state, end - timedelta(days=1) if end else None)
