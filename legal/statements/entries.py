"""The bytes of a text or an act that are hashed into the ledger, and how to read them all again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import lru_cache
from uuid import UUID

from .models.records import Act, VersionText
from .rendering import encode_canonically, hash_text


def format_time(moment: datetime) -> str:
    """UTC to the second, as in 2026-11-23T12:00:00Z: what every database stores alike."""
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def encode_text(row: VersionText) -> bytes:
    """Canonical JSON of a published text with the facts of its version; the words themselves by their hash."""
    version = row.version
    return encode_canonically(
        {
            "approved_by": version.approved_by,
            "change": version.change,
            "document": version.document.kind,
            "edition": row.edition,
            "effective_from": version.effective_from.isoformat(),
            "floor": version.floor,
            "language": row.language,
            "origin": version.origin,
            "published_at": format_time(row.published_at),
            "published_by": version.published_by,
            "sha256": hash_text(row),
            "type": "text",
            "version": version.number,
            "version_published_at": format_time(version.published_at),
        }
    )


def commit_to_person(salt: bytes, person: int, entry: UUID) -> str:
    """Hexadecimal SHA-256(salt ‖ account number ‖ entry): says who, to whoever holds the salt, and else nothing."""
    return hashlib.sha256(salt + str(person).encode() + entry.bytes).hexdigest()


@lru_cache(maxsize=256)
def hash_wording(wording: str) -> str:
    return hashlib.sha256(wording.encode()).hexdigest()


def encode_act(
    kind: str,
    recorded_at: datetime,
    commitment: str,
    entry: UUID,
    place: str,
    wording: str,
    text_sha256: str,
    text_leaf: int,
) -> bytes:
    """Canonical JSON of an act, written out by hand: a verification encodes millions of them again."""
    return (
        f'{{"act":"{kind}","at":"{format_time(recorded_at)}","commitment":"{commitment}","entry":"{entry}",'
        f'"place":"{place}","text":"{text_sha256}","text_leaf":{text_leaf},"type":"act",'
        f'"wording":"{hash_wording(wording)}"}}'
    ).encode()


def read_text_entries() -> Iterator[tuple[int, bytes]]:
    for row in VersionText.objects.select_related("version__document").order_by("leaf_id").iterator(chunk_size=100):
        yield row.leaf_id, encode_text(row)


def read_act_entries() -> Iterator[tuple[int, bytes]]:
    fields = ("kind", "recorded_at", "commitment", "entry", "place", "wording", "text__sha256", "text__leaf_id")
    rows = Act.objects.order_by("leaf_id").values_list("leaf_id", *fields)
    for leaf, *values in rows.iterator(chunk_size=5000):
        yield leaf, encode_act(*values)
