"""Writing a version and its words down, for good."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, cast

from django.utils import timezone

from legal.ledger.recording import append_leaf

from ..entries import encode_text
from ..models.records import Document, Version, VersionText
from ..writing.rendering import RenderedText, hash_text
from .four_eyes import Signatures

if TYPE_CHECKING:
    from ..models import LegalPage


def create_version(
    document: Document, last: Version | None, page: LegalPage, origin: str, signatures: Signatures
) -> Version:
    number = last.number + 1 if last else 1
    return Version.objects.create(
        document=document,
        number=number,
        change=page.change,
        floor=find_floor(page, last, number),
        effective_from=cast(date, page.effective_from),  # find_faults refuses a page without it
        published_at=timezone.now().replace(microsecond=0),
        published_by=signatures.publisher,
        approved_by=signatures.approver,
        written_by=signatures.writers,
        origin=origin,
    )


def asks_everybody(page: LegalPage, last: Version | None) -> bool:
    """Whether those who answered the last version have to answer again."""
    return last is None or page.change == Version.Change.SUBSTANTIVE


def find_floor(page: LegalPage, last: Version | None, number: int) -> int:
    """Of the version with this number that the page would become after the last one."""
    return last.floor if last and not asks_everybody(page, last) else number


def create_text(version: Version, rendered: RenderedText, edition: int, signatures: Signatures) -> VersionText:
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
        published_by=signatures.publisher,
        approved_by=signatures.approver,
        written_by=signatures.writers,
    )
    row.leaf = append_leaf(kind="text", entry=encode_text(row))
    row.save(force_insert=True)
    return row
