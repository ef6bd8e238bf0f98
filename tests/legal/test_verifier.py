"""The program for outsiders: what it accepts, what it finds, and that nothing makes it stumble."""

import ast
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from legal.ledger import verify_receipt
from legal.ledger.verifier import curve
from legal.ledger.verify_receipt import join_program
from legal.statements.evidence.receipts import make_receipt, write_json
from legal.statements.models import Act
from tests.factories.people import make_person
from tests.factories.statements import answer, publish_version
from tests.legal.outsider import change, find_faults, run_program, save

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

# RFC 8032 §7.1: public key, message, signature.
VECTORS = [
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
        "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
        "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
]


@pytest.fixture
def receipt() -> dict[str, Any]:
    return make_receipt(answer(make_person(), publish_version("terms"), Act.Kind.ACCEPT))


# Signatures


@pytest.mark.parametrize(("key", "message", "signature"), VECTORS)
def test_signatures_of_the_standard_are_accepted(key: str, message: str, signature: str) -> None:
    assert curve.is_signed(*map(bytes.fromhex, (key, signature, message)))
    assert not curve.is_signed(*map(bytes.fromhex, (key, signature, message + "00")))


def test_signature_written_in_a_second_way_is_refused() -> None:
    key, message, signature = (bytes.fromhex(one) for one in VECTORS[0])
    larger = int.from_bytes(signature[32:], "little") + curve.ORDER
    assert not curve.is_signed(key, signature[:32] + larger.to_bytes(32, "little"), message)


@pytest.mark.parametrize("y", [0, 1, curve.P - 1, curve.P, curve.P + 1, 2**255 - 1])
def test_key_of_small_order_or_written_in_a_second_way_fits_nothing(y: int) -> None:
    nothing = curve.encode_point(curve.NEUTRAL) + bytes(32)
    assert not curve.is_signed(y.to_bytes(32, "little"), nothing, b"anything")


def test_it_agrees_with_another_implementation() -> None:
    for number in range(20):
        key = Ed25519PrivateKey.from_private_bytes(bytes([number]) * 32)
        message, public = bytes(range(number)), key.public_key().public_bytes_raw()
        assert curve.is_signed(public, key.sign(message), message)
        assert not curve.is_signed(public, key.sign(message + b"x"), message)


# The program as it is given away


def test_program_is_for_old_pythons_too_and_needs_the_standard_library_only() -> None:
    tree = ast.parse(join_program(), feature_version=(3, 8))
    imported = {ast.unparse(node) for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)}
    modules = "argparse datetime functools hashlib html json re sys zipfile"
    expected = {f"import {name}" for name in modules.split()}
    assert imported == expected | {"from __future__ import annotations", "from typing import Any"}


def test_file_in_the_repository_is_the_program_too(receipt: dict[str, Any], tmp_path: Path) -> None:
    command = [sys.executable, "-I", "-S", verify_receipt.__file__, save(tmp_path, receipt | {"type": "oeps"})]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert ended.returncode == 1
    assert ended.stdout.endswith("receipt.json.type: act|key|receipt|seal|text must stand here\n")


def test_program_without_a_file_says_how_it_is_used(tmp_path: Path) -> None:
    status, lines = run_program(tmp_path)
    assert status == 2
    assert lines[0].startswith("usage: verify_receipt.py")


def test_file_that_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    assert run_program(tmp_path, "nothing.json")[0] == 2
    assert run_program(tmp_path, tmp_path)[0] == 2


# Damaged receipts

DAMAGE = {
    "act.entry.at": (1, "act.entry: with its proof, it does not lead to the root of the seal"),
    "act.wording": ("Akkoord", "act.wording: these are not the words with the hash in the entry"),
    "act.person.account": (999, "act.person: the entry is not bound to this person"),
    "act.person.salt": ("00" * 32, "act.person: the entry is not bound to this person"),
    "act.person.reason": ("Zomaar", "act.person: the entry is not bound to this person"),
    "act.person.actor": (3, "act.person: the entry is not bound to this person"),
    "act.proof.index": (0, "act.entry: with its proof, it does not lead to the root of the seal"),
    "act.proof.hashes": ([], "act.entry: with its proof, it does not lead to the root of the seal"),
    "text.words.html": ("<p>Anders</p>", "text.words: these are not the words with the hash in the entry"),
    "text.words.snapshot": ({"a": 1}, "text.words: these are not the words with the hash in the entry"),
    "text.entry.version": (2, "text.entry: with its proof, it does not lead to the root of the seal"),
    "seal.sealed_at": ("2020-01-01T00:00:00Z", "seal.signature: the key did not sign this seal"),
    "keys.0.introduced_at": ("2020-01-01T00:00:00Z", "keys.0.entry: with its proof, it does not lead to the root"),
    "keys.0.endorsement": ("00" * 64, "keys.0.endorsement: the key before it did not sign this key"),
    "act.entry.commitment": (7, "act.entry.commitment: [0-9a-f]{64} must stand here"),
    "seal.size": ("3", "seal.size: int must stand here"),
    "act.proof.hashes.0": (None, "act.proof.hashes.0: [0-9a-f]{64} must stand here"),
    "text.extra": (1, "text: extra does not belong here"),
    "keys": ([], "seal.key: this key is not among the keys"),
    "act.type": ("text", "act.type: does not fit here"),
    "type": ("reçu", "receipt.json.type: act|key|receipt|seal|text must stand here"),
}


@pytest.mark.parametrize(("place", "new", "fault"), [(place, *damage) for place, damage in DAMAGE.items()])
def test_damaged_receipt_is_found_out(
    receipt: dict[str, Any], tmp_path: Path, place: str, new: Any, fault: str
) -> None:
    faults = find_faults(tmp_path, change(receipt, place, new))
    assert fault in "\n".join(faults)
    assert all(line.startswith("receipt.json") for line in faults)
    assert faults


@pytest.mark.parametrize("name", ["act", "keys", "seal", "text", "type"])
def test_receipt_without_a_part_is_found_out(receipt: dict[str, Any], tmp_path: Path, name: str) -> None:
    del receipt[name]
    assert find_faults(tmp_path, receipt) == [f"receipt.json: {name} is missing"]


def test_wording_of_one_receipt_does_not_fit_another_person(receipt: dict[str, Any], tmp_path: Path) -> None:
    other = make_receipt(
        answer(make_person("iemand@voorbeeld.example"), publish_version("terms", "Nu anders."), "accept")
    )
    swapped = receipt | {"act": other["act"]}
    assert "receipt.json, act.entry: with its proof, it does not lead to the root of the seal" in find_faults(
        tmp_path, swapped
    )


def test_each_fault_has_its_own_line_and_the_status_is_one(receipt: dict[str, Any], tmp_path: Path) -> None:
    damaged = change(change(receipt, "act.wording", "Anders"), "text.words.title", "Anders")
    status, lines = run_program(tmp_path, save(tmp_path, damaged))
    assert status == 1
    assert [line.removeprefix(f"{tmp_path}/") for line in lines] == [
        "receipt.json, text.words: these are not the words with the hash in the entry",
        "receipt.json, act.wording: these are not the words with the hash in the entry",
    ]


def test_broken_json_is_told_with_its_line(receipt: dict[str, Any], tmp_path: Path) -> None:
    lines = write_json(receipt).splitlines(keepends=True)
    broken = b"".join([*lines[:4], b"oeps\n", *lines[5:]])
    fault = "receipt.json, line 5: this is no JSON: Expecting property name enclosed in double quotes"
    assert find_faults(tmp_path, broken) == [fault]


HOSTILE = {
    "nothing": b"",
    "no text": bytes(range(256)),
    "no object": b"7",
    "text": b'"receipt"',
    "empty list": b"[]",
    "list of numbers": b"[1, 2]",
    "deep": b"[" * 200_000,
    "deep objects": b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
    "long number": b'{"type": ' + b"9" * 100_000 + b"}",
    "fraction": b'{"type": 1.5}',
    "no number": b'{"type": NaN}',
    "twice": b'{"type": "seal", "type": "seal"}',
    "half a letter": b'{"type": "\\ud800"}',
    "half of a ZIP": b"PK\x03\x04" + bytes(100),
    "types": b'{"act":1,"keys":2,"seal":3,"text":4,"type":"receipt"}',
    "keys of numbers": b'{"act":{},"keys":[1],"seal":{},"text":{},"type":"receipt"}',
    "null byte": b"\x00",
    "many empty lines": b"\n" * 1000,
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_file_is_refused_without_a_traceback(tmp_path: Path, content: bytes) -> None:
    status, lines = run_program(tmp_path, save(tmp_path, content, "x.json"))
    assert status == 1
    assert lines
    assert all(line.startswith(f"{tmp_path}/x.json") for line in lines)


def test_what_would_steer_the_terminal_is_not_repeated(receipt: dict[str, Any], tmp_path: Path) -> None:
    lines = run_program(tmp_path, save(tmp_path, receipt | {"\x1b[2J": 1}))[1]
    assert lines == [f"{tmp_path}/receipt.json: ?[2J does not belong here"]
