"""The bytes of a text or an act that are hashed into the ledger, and how to read them all again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from uuid import UUID

from .models.records import Act, VersionText
from .rendering import encode_canonically, hash_text

NO_TEXT = ("", 0)  # of an act whose text was removed; it fits no leaf


def count_seconds(moment: datetime) -> int:
    """Unix time, which is UTC and whole seconds: what every database stores alike, and quick to write out."""
    return int(moment.timestamp())


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
            "published_at": count_seconds(row.published_at),
            "published_by": version.published_by,
            "sha256": hash_text(row),
            "type": "text",
            "version": version.number,
            "version_published_at": count_seconds(version.published_at),
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
        f'{{"act":"{kind}","at":{count_seconds(recorded_at)},"commitment":"{commitment}","entry":"{entry.hex}",'
        f'"place":"{place}","text":"{text_sha256}","text_leaf":{text_leaf},"type":"act",'
        f'"wording":"{hash_wording(wording)}"}}'
    ).encode()


def read_text_entries() -> Iterator[tuple[int, bytes]]:
    """A row whose own hash is not that of its words gives an entry that fits no leaf."""
    for row in VersionText.objects.select_related("version__document").order_by("leaf_id").iterator(chunk_size=100):
        yield row.leaf_id, encode_text(row) if row.sha256 == hash_text(row) else b""


def read_act_entries() -> Iterator[tuple[int, bytes]]:
    """The few texts are read once, rather than joined to each of very many acts."""
    texts = {pk: facts for pk, *facts in VersionText.objects.values_list("pk", "sha256", "leaf_id")}
    fields = ("leaf_id", "text_id", "kind", "recorded_at", "commitment", "entry", "place", "wording")
    for leaf, text, *facts in Act.objects.order_by("leaf_id").values_list(*fields).iterator(chunk_size=10_000):
        yield leaf, encode_act(*facts, *texts.get(text, NO_TEXT))
