"""The bytes of a text or an act that are hashed into the ledger, and how to read them all again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import datetime
from uuid import UUID

from legal.ledger.canonical import encode_canonically
from legal.ledger.one_moment import FETCHED

from .columns import Hexadecimal, Seconds
from .models.acts import Act, Redaction
from .models.records import VersionText
from .writing.rendering import hash_text

# (leaf, text, kind, seconds, commitment, entry, place, wording)
ActRow = tuple[int, int, str, int, str, str, str, str]
MOST_KNOWN = 10_000
NO_TEXT = ("", 0)  # of an act whose text was removed; it fits no leaf


def count_seconds(moment: datetime) -> int:
    """Unix time, which is UTC and whole seconds: what every database stores alike, and quick to write out."""
    return int(moment.timestamp())


def encode_text(row: VersionText) -> bytes:
    """Canonical JSON of a published text with the facts of its version; the words themselves by their hash."""
    version = row.version
    return encode_canonically(
        {
            "approved_by": row.approved_by,
            "asks": version.document.act,
            "change": version.change,
            "document": version.document.kind,
            "edition": row.edition,
            "effective_from": version.effective_from.isoformat(),
            "floor": version.floor,
            "language": row.language,
            "origin": version.origin,
            "published_at": count_seconds(row.published_at),
            "published_by": row.published_by,
            "sha256": hash_text(row),
            "type": "text",
            "version": version.number,
            "version_approved_by": version.approved_by,
            "version_published_at": count_seconds(version.published_at),
            "version_published_by": version.published_by,
            "version_written_by": version.written_by,
            "written_by": row.written_by,
        }
    )


def commit_to_person(salt: bytes, person: int, entry: UUID, actor: int | None = None, reason: str = "") -> str:
    """Hexadecimal SHA-256(salt ‖ account number ‖ entry): says who, to whoever holds the salt, and else nothing.

    The salt has 32 bytes and the entry 16, so that the number between them can be read in one way only.

    When a colleague acted for the person, SHA-256("<colleague's account number> <reason>") is hashed behind it.
    """
    behind = b"" if actor is None else hashlib.sha256(f"{actor} {reason}".encode()).digest()
    return hashlib.sha256(salt + str(person).encode() + entry.bytes + behind).hexdigest()


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
    shown = encode_what_was_shown(place, wording, text_sha256, text_leaf)
    return encode_act_facts(kind, count_seconds(recorded_at), commitment, entry.hex, shown)


def encode_act_facts(kind: str, seconds: int, commitment: str, entry: str, shown: str) -> bytes:
    """Canonical JSON of an act, written out by hand: a verification encodes millions of them again."""
    return f'{{"act":"{kind}","at":{seconds},"commitment":"{commitment}","entry":"{entry}",{shown}'.encode()


def encode_what_was_shown(place: str, wording: str, text_sha256: str, text_leaf: int) -> str:
    """The end of the entry, which very many acts have in common."""
    hashed = hashlib.sha256(wording.encode()).hexdigest()
    return f'"place":"{place}","text":"{text_sha256}","text_leaf":{text_leaf},"type":"act","wording":"{hashed}"}}'


def read_text_entries() -> Iterator[tuple[int, bytes]]:
    """A row whose own hash is not that of its words gives an entry that fits no leaf."""
    for row in VersionText.objects.select_related("version__document").order_by("leaf_id").iterator(chunk_size=100):
        yield row.leaf_id, encode_text(row) if row.sha256 == hash_text(row) else b""


def read_act_entries() -> Iterator[tuple[int, bytes]]:
    return encode_act_rows(read_act_rows())


def read_act_rows() -> Iterator[ActRow]:
    facts = ("kind", Seconds("recorded_at"), "commitment", Hexadecimal("entry"), "place", "wording")
    acts = Act.objects.order_by("leaf_id").values_list("leaf_id", "text_id", *facts)
    return acts.iterator(chunk_size=FETCHED)


def encode_act_rows(rows: Iterable[ActRow]) -> Iterator[tuple[int, bytes]]:
    """What was shown is encoded once, rather than for each of very many acts."""
    texts = {pk: (sha256, leaf) for pk, sha256, leaf in VersionText.objects.values_list("pk", "sha256", "leaf_id")}
    known: dict[tuple[int, str, str], str] = {}
    for leaf, text, kind, seconds, commitment, entry, place, wording in rows:
        shown = known.get((text, place, wording))
        if shown is None:
            if len(known) == MOST_KNOWN:
                known.clear()
            shown = encode_what_was_shown(place, wording, *texts.get(text, NO_TEXT))
            known[text, place, wording] = shown
        yield leaf, encode_act_facts(kind, seconds, commitment, entry, shown)


def encode_redaction(act: UUID, ground: str, recorded_at: datetime) -> bytes:
    return encode_canonically({"act": act.hex, "at": count_seconds(recorded_at), "ground": ground, "type": "redaction"})


def read_redaction_entries() -> Iterator[tuple[int, bytes]]:
    rows = Redaction.objects.order_by("leaf_id").values_list("leaf_id", "act__entry", "ground", "recorded_at")
    for leaf, act, ground, recorded_at in rows.iterator(chunk_size=FETCHED):
        yield leaf, encode_redaction(act, ground, recorded_at)
