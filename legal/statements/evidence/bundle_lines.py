"""The long files of the bundle of a version: a line for each act, and a line for each leaf of the ledger.

With all leaves there, an act needs no proof of its own but its place: a program computes the root from the leaves.
That takes 65 bytes for each leaf; proofs would take a thousand or more for each act.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from legal.ledger.canonical import encode_canonically
from legal.ledger.models import Leaf, Position, Seal
from legal.ledger.nodes import find_index

from ..entries import encode_act, encode_redaction
from ..models import Act, Version
from .receipts import Proof, describe_person

FETCHED = 10_000  # rows at a time
ACT_FACTS = ("kind", "recorded_at", "commitment", "entry", "place", "wording")
PERSON_FACTS = ("subject__user_id", "subject__salt", "subject__actor", "subject__reason")
REDACTION_FACTS = ("redaction__ground", "redaction__recorded_at", "redaction__leaf__position__index")


def write_leaves(seal: Seal) -> Iterator[bytes]:
    """The hash of each leaf under the seal, in hexadecimal, in the order of the tree."""
    rows = Position.objects.filter(index__lt=seal.size).order_by("index").values_list("leaf__leaf_hash", flat=True)
    for leaf_hash in rows.iterator(chunk_size=FETCHED):
        yield bytes(leaf_hash).hex().encode() + b"\n"


def write_acts(version: Version, seal: Seal) -> Iterator[bytes]:
    """What anybody did on any text of this version, as far as the seal covers it."""
    texts = {pk: facts for pk, *facts in version.texts.values_list("pk", "sha256", "leaf_id")}
    acts = Act.objects.filter(text__in=texts, leaf__position__index__lt=seal.size).order_by("leaf_id")
    fields = (*ACT_FACTS, *PERSON_FACTS, *REDACTION_FACTS, "leaf__position__index", "text_id")
    for *facts, index, text in acts.values_list(*fields).iterator(chunk_size=FETCHED):
        act, person, redaction = facts[:6], facts[6:10], facts[10:]
        rest = {
            "person": describe_person(*person) if person[0] is not None else None,
            "proof": describe_place(index),
            "redaction": tell_forgetting(act[3], *redaction, size=seal.size),
            "type": "act",
            "wording": act[5],
        }
        yield b'{"entry":' + encode_act(*act, *texts[text]) + b"," + encode_canonically(rest)[1:] + b"\n"


def describe_place(index: int) -> Proof:
    return {"hashes": [], "index": index}


def find_place(leaf: Leaf) -> Proof:
    return describe_place(find_index(leaf))


def tell_forgetting(
    act: UUID, ground: str | None, recorded_at: datetime, index: int | None, *, size: int
) -> dict[str, Any] | None:
    """None when nobody was forgotten, or only after the seal."""
    if ground is None or index is None or index >= size:
        return None
    return {"entry": json.loads(encode_redaction(act, ground, recorded_at)), "proof": describe_place(index)}
