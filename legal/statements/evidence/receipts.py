"""Receipts: all that somebody needs to prove, without us, what was done on which words.

The parts have the shape that `legal.ledger.verifier.shapes` reads; an evidence bundle is made of the same parts.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from typing import Any

from legal.ledger.models import Leaf, Seal, SigningKey
from legal.ledger.nodes import LedgerDamaged, find_index
from legal.ledger.proving import prove_inclusion
from legal.ledger.sealing import find_seal_of
from legal.ledger.signing import describe_keys, describe_seal

from ..entries import encode_act, encode_redaction, encode_text
from ..models import Act, ActSubject, Redaction, VersionText

Proof = dict[str, Any]
Prove = Callable[[Leaf], Proof]
WORDS = ("title", "language", "summary", "html", "text", "blocks", "snapshot")


def make_receipt(act: Act) -> dict[str, Any]:
    """As JSON: the text in full, the act, the person when there still is one, and the oldest seal over all of it."""
    redaction = find_redaction(act)
    seal = find_seal_of((redaction or act).leaf)
    prove = prove_under(seal)
    return {
        "act": describe_act(act, prove, redaction),
        "keys": describe_keys_under(seal, prove),
        "seal": describe_seal(seal),
        "text": describe_text(act.text, prove),
        "type": "receipt",
    }


def prove_under(seal: Seal) -> Prove:
    return partial(describe_proof, seal=seal)


def find_redaction(act: Act) -> Redaction | None:
    return Redaction.objects.select_related("leaf").filter(act=act).first()


def describe_act(act: Act, prove: Prove, redaction: Redaction | None) -> dict[str, Any]:
    facts = (act.kind, act.recorded_at, act.commitment, act.entry, act.place, act.wording)
    subject = ActSubject.objects.filter(act=act).first()
    return {
        "entry": json.loads(encode_act(*facts, act.text.sha256, act.text.leaf_id)),
        "person": (describe_person(subject.user_id, subject.salt, subject.actor, subject.reason) if subject else None),
        "proof": prove(act.leaf),
        "redaction": describe_redaction(redaction, prove) if redaction else None,
        "type": "act",
        "wording": act.wording,
    }


def describe_person(account: int, salt: bytes | memoryview, actor: int | None, reason: str) -> dict[str, Any]:
    return {"account": account, "actor": actor, "reason": reason, "salt": bytes(salt).hex()}


def describe_redaction(redaction: Redaction, prove: Prove) -> dict[str, Any]:
    entry = encode_redaction(redaction.act.entry, redaction.ground, redaction.recorded_at)
    return {"entry": json.loads(entry), "proof": prove(redaction.leaf)}


def describe_text(text: VersionText, prove: Prove) -> dict[str, Any]:
    return {
        "entry": json.loads(encode_text(text)),
        "proof": prove(text.leaf),
        "type": "text",
        "words": {name: getattr(text, name) for name in WORDS},
    }


def describe_keys_under(seal: Seal, prove: Prove) -> list[dict[str, Any]]:
    """The keys up to the one of this seal, each with the proof that the ledger holds it.

    Without a proof when it came into use after the leaves of this seal were counted.
    """
    keys = SigningKey.objects.filter(pk__lte=seal.key_id).select_related("leaf").order_by("pk")
    described = {one["public_key"]: one for one in describe_keys()}
    return [
        described[key.public_key] | {"proof": prove(key.leaf) if find_index(key.leaf) < seal.size else None}
        for key in keys
    ]


def describe_proof(leaf: Leaf, seal: Seal) -> Proof:
    try:
        proof = prove_inclusion(leaf, seal)
    except ValueError as error:  # whatever a receipt is made of came before what it is about
        raise LedgerDamaged(f"Leaf {leaf.pk} came after seal {seal.pk}: run verify_ledger.") from error
    return {"hashes": list(proof.hashes), "index": proof.index}


def write_json(value: Any, *, is_sorted: bool = True) -> bytes:
    """To be read by people too: a line for each fact."""
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=is_sorted) + "\n").encode()
