"""Records that somebody invented: with a key, a tree, a text and an act of their own, beside what is really ours."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from legal.ledger.canonical import encode_canonically
from legal.ledger.verifier.examination import commit_to_person
from legal.ledger.verifier.tree import Tree, hash_leaf, hash_node
from tests.legal.outsider import change, public_key_of, rezip, run_program, save, sign

REAL, OWN, NEXT = "07" * 32, "66" * 32, "08" * 32
Parts = dict[str, Any]


def make_seal(private: str, size: int, root: str) -> Parts:
    facts = {"root": root, "sealed_at": "2026-11-23T00:00:00Z", "size": size, "type": "seal"}
    return sign(facts | {"key": public_key_of(private)}, private)


def make_key(private: str, former: str = "") -> Parts:
    entry = {"introduced_at": "2026-01-01T00:00:00Z", "public_key": public_key_of(private), "type": "key"}
    return entry | {"endorsement": sign(entry, former)["signature"] if former else "", "proof": None}


def make_text_and_act() -> tuple[Parts, Parts]:
    words = {"title": "Voorwaarden", "language": "nl", "summary": "s", "html": "<p>x</p>", "text": "x"}
    words |= {"blocks": [], "snapshot": {}}
    sha256 = hashlib.sha256(encode_canonically(words)).hexdigest()
    text = {"document": "terms", "edition": 1, "language": "nl", "sha256": sha256, "type": "text", "version": 9}
    person = {"account": 7, "actor": None, "reason": "", "salt": "00" * 32}
    act = {"act": "accept", "at": 1790000000, "entry": "11" * 16, "text": sha256, "type": "act"}
    act |= {"commitment": commit_to_person(person, "11" * 16), "wording": hashlib.sha256(b"Akkoord").hexdigest()}
    leaves = [hash_leaf(encode_canonically(one)).hex() for one in (text, act)]
    proofs = [{"hashes": [leaves[1]], "index": 0}, {"hashes": [leaves[0]], "index": 1}]
    told = {"entry": act, "person": person, "proof": proofs[1], "redaction": None, "type": "act", "wording": "Akkoord"}
    return {"entry": text, "proof": proofs[0], "type": "text", "words": words}, told


def make_record(private: str, key: Parts | None = None) -> list[Parts]:
    """A key, a seal over two leaves, the text and the act."""
    text, act = make_text_and_act()
    leaves = [hash_leaf(encode_canonically(one["entry"])) for one in (text, act)]
    return [key or make_key(private), make_seal(private, 2, hash_node(*leaves).hex()), text, act]


def make_receipt(record: list[Parts], *former: Parts) -> Parts:
    key, seal, text, act = record
    return {"act": act, "keys": [*former, key], "seal": seal, "text": text, "type": "receipt"}


def zip_up(files: dict[str, Any]) -> bytes:
    contents = {name: one if isinstance(one, bytes) else json.dumps(one).encode() for name, one in files.items()}
    listed = {name: hashlib.sha256(content).hexdigest() for name, content in contents.items()}
    return rezip(contents | {"manifest.json": json.dumps(listed).encode()})


GENUINE = make_seal(REAL, 5000, "ab" * 32)  # public, as is the key: that is all a forger has
_, FORGED, TEXT, ACT = make_record(OWN)
MIXED = [make_key(REAL), FORGED, TEXT, ACT, GENUINE]
FILES = {"seals.json": [FORGED], "keys.json": [make_key(REAL)], "texts/terms-9-nl-1.json": TEXT}
LINE = encode_canonically(ACT) + b"\n"
FORGERIES: dict[str, bytes] = {
    "x.json": json.dumps(MIXED).encode(),
    "turned.json": json.dumps([make_key(REAL), GENUINE, TEXT, ACT, FORGED]).encode(),
    "both-keys.json": json.dumps([make_key(REAL), make_key(OWN), FORGED, TEXT, ACT, GENUINE]).encode(),
    "x.jsonl": b"".join(encode_canonically(one) + b"\n" for one in MIXED),
    "later.zip": zip_up(FILES | {"acts.jsonl": LINE, "seals-all.json": [GENUINE]}),
    "one-file.zip": zip_up(FILES | {"seals.json": [FORGED, GENUINE], "acts.jsonl": LINE}),
    "in-acts.zip": zip_up(FILES | {"acts.jsonl": LINE + encode_canonically(GENUINE) + b"\n"}),
    "leaves.zip": zip_up(
        FILES
        | {
            "acts.jsonl": LINE,
            "leaves.txt": b"".join(
                hash_leaf(encode_canonically(one["entry"])).hex().encode() + b"\n" for one in (TEXT, ACT)
            ),
        }
        | {"texts/more.json": [GENUINE]}
    ),
}


@pytest.mark.parametrize("name", FORGERIES)
def test_genuine_seal_beside_a_forged_one_lends_it_nothing(tmp_path: Path, name: str) -> None:
    kept = save(tmp_path, [GENUINE], "kept.json")
    forged = save(tmp_path, FORGERIES[name], name)
    assert run_program(tmp_path, forged, "--seals", kept)[0] == 1
    assert run_program(tmp_path, forged)[0] == 1
    assert run_program(tmp_path, forged, "--key", public_key_of(REAL))[0] == 1


def test_leaves_of_ours_with_forged_ones_behind_them_are_found_out(tmp_path: Path) -> None:
    """The seal that was kept agrees with the first leaf, but the forger signed for the rest."""
    first, (text, act), tree = hash_leaf(b"{}"), make_text_and_act(), Tree()
    text, act = change(text, "proof.index", 1), change(act, "proof.index", 2)
    leaves = [first, *(hash_leaf(encode_canonically(one["entry"])) for one in (text, act))]
    for leaf in leaves:
        tree.append(leaf)
    genuine = make_seal(REAL, 1, first.hex())
    kept = save(tmp_path, [genuine], "kept.json")
    lines = b"".join(leaf.hex().encode() + b"\n" for leaf in leaves)
    for endorser, status in (("", 1), (REAL, 0)):
        files = {"seals.json": [genuine, make_seal(OWN, 3, tree.compute_root().hex())], "leaves.txt": lines}
        files |= {"keys.json": [make_key(REAL), make_key(OWN, endorser)], "texts/terms-9-nl-1.json": text}
        bundle = save(tmp_path, zip_up(files | {"acts.jsonl": encode_canonically(act) + b"\n"}), "x.zip")
        ended, told = run_program(tmp_path, bundle, "--seals", kept)
        assert ended == status
    assert "- The first 1 entries agree with the seals that were kept elsewhere." in told


def test_receipt_among_other_parts_is_refused(tmp_path: Path) -> None:
    path = save(tmp_path, [make_receipt(make_record(OWN)), GENUINE])
    assert run_program(tmp_path, path) == (1, [f"{path}: a receipt must stand alone in its file"])


# An invented ledger, sound in itself


def test_first_line_says_that_the_key_is_not_confirmed_and_which_it_is(tmp_path: Path) -> None:
    status, lines = run_program(tmp_path, save(tmp_path, make_receipt(make_record(OWN))))
    assert status == 0
    assert "consistent in itself, but THE KEY IS NOT CONFIRMED. Anybody can make a key." in lines[0]
    assert "ledger page of the site or in a mail from it" in lines[0]
    assert public_key_of(OWN) in lines[0]


def test_key_that_was_given_is_the_one_or_endorsed_it(tmp_path: Path) -> None:
    invented = save(tmp_path, make_receipt(make_record(OWN)), "invented.json")
    beside = save(tmp_path, make_receipt(make_record(OWN), make_key(REAL)), "beside.json")
    endorsed = save(tmp_path, make_receipt(make_record(NEXT, make_key(NEXT, REAL)), make_key(REAL)), "endorsed.json")
    real, own = public_key_of(REAL), public_key_of(OWN)
    for path in (invented, beside):
        fault = f"{path}, seal.key: {own} is no key that was given with --key, nor endorsed by one"
        assert run_program(tmp_path, path, "--key", real) == (1, [fault])
    status, lines = run_program(tmp_path, endorsed, "--key", own, "--key", real.upper())
    assert status == 0
    assert "NOT CONFIRMED" not in lines[0]


def test_forger_who_endorses_our_key_does_not_become_us(tmp_path: Path) -> None:
    turned = make_receipt(make_record(OWN)) | {"keys": [make_key(OWN), make_key(REAL, OWN)]}
    assert run_program(tmp_path, save(tmp_path, turned), "--key", public_key_of(REAL))[0] == 1


def test_seals_that_confirm_are_named_in_the_first_line(tmp_path: Path) -> None:
    record = make_record(REAL)
    kept = save(tmp_path, [record[1]], "kept.json")
    status, lines = run_program(tmp_path, save(tmp_path, make_receipt(record)), "--seals", kept)
    assert status == 0
    assert "no fault was found, compared with seals that were kept elsewhere" in lines[0]


@pytest.mark.parametrize("key", ["", "oeps", "ab" * 31, "ab" * 33])
def test_key_that_is_none_is_wrong_usage(tmp_path: Path, key: str) -> None:
    assert run_program(tmp_path, save(tmp_path, GENUINE), "--key", key)[0] == 2
