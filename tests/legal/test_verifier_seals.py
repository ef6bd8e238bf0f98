"""Seals and keys as an outsider sees them: alone, in lists, and beside the seals that were kept elsewhere."""

from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings

from legal.ledger.models import Seal
from legal.ledger.sealing import seal_ledger
from legal.ledger.signing import describe_keys, describe_seal
from legal.statements.evidence.receipts import make_receipt, write_json
from legal.statements.models import Act
from tests.factories.people import make_person
from tests.factories.statements import answer, publish_version
from tests.legal.outsider import change, find_faults, run_program, save, sign

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

KEPT_KEY, NEW_KEY = "07" * 32, "08" * 32


@pytest.fixture
def receipt() -> dict[str, Any]:
    return make_receipt(answer(make_person(), publish_version("terms"), Act.Kind.ACCEPT))


# Seals


def test_seal_and_list_of_seals_are_accepted(receipt: dict[str, Any], tmp_path: Path) -> None:
    publish_version("terms", "Nu anders.")
    seal_ledger()
    seals = [describe_seal(seal) for seal in Seal.objects.all()]
    assert find_faults(tmp_path, seals[0]) == []
    assert find_faults(tmp_path, seals) == []
    assert find_faults(tmp_path, [*describe_keys(), *seals]) == []
    assert find_faults(tmp_path, b"".join(write_json(one).replace(b"\n", b"") + b"\n" for one in seals)) == []


def test_damaged_line_in_a_list_of_seals_is_named(receipt: dict[str, Any], tmp_path: Path) -> None:
    seal = write_json(receipt["seal"]).replace(b"\n", b"") + b"\n"
    faults = find_faults(tmp_path, seal + seal.replace(b'"size": ', b'"size": 1') + b"{oeps}\n", name="seals.jsonl")
    assert faults == [
        "seals.jsonl, line 3: this is no JSON: Expecting property name enclosed in double quotes",
        "seals.jsonl, line 2.signature: the key did not sign this seal",
    ]


def test_two_seals_of_one_size_with_two_roots_are_a_fault(receipt: dict[str, Any], tmp_path: Path) -> None:
    other = sign(receipt["seal"] | {"root": "00" * 32}, KEPT_KEY)
    faults = find_faults(tmp_path, [receipt["seal"], other])
    size = receipt["seal"]["size"]
    assert faults == [f"receipt.json, item 2.root: another seal over {size} entries has another root"]


def test_receipt_agrees_with_the_seals_kept_elsewhere(receipt: dict[str, Any], tmp_path: Path) -> None:
    kept = save(tmp_path, [receipt["seal"]], "seals.json")
    status, lines = run_program(tmp_path, save(tmp_path, receipt), "--seals", kept)
    assert status == 0
    assert "- The record agrees with the seals that were kept elsewhere." in lines


def test_receipt_of_a_ledger_that_was_written_anew_does_not_agree(receipt: dict[str, Any], tmp_path: Path) -> None:
    kept = save(tmp_path, [sign(receipt["seal"] | {"root": "00" * 32}, KEPT_KEY)], "seals.json")
    size = receipt["seal"]["size"]
    assert find_faults(tmp_path, receipt, kept) == [
        f"receipt.json, seal.root: another seal over {size} entries has another root"
    ]


def test_seals_kept_elsewhere_that_do_not_know_the_size_prove_nothing(receipt: dict[str, Any], tmp_path: Path) -> None:
    kept = save(tmp_path, [sign(receipt["seal"] | {"size": 99}, KEPT_KEY)], "seals.json")
    assert "hold no seal over" in find_faults(tmp_path, receipt, kept)[0]


def test_damaged_seals_kept_elsewhere_are_named(receipt: dict[str, Any], tmp_path: Path) -> None:
    kept = save(tmp_path, [receipt["seal"] | {"size": 99}], "seals.json")
    assert find_faults(tmp_path, receipt, kept) == ["seals.json, item 1.signature: the key did not sign this seal"]


# Keys


def test_receipt_under_a_new_key_holds_the_chain_of_keys(tmp_path: Path) -> None:
    version = publish_version("terms")
    seal_ledger()
    with override_settings(LEDGER_SIGNING_KEYS=[NEW_KEY, KEPT_KEY]):
        receipt = make_receipt(answer(make_person(), version, Act.Kind.ACCEPT))
    assert len(receipt["keys"]) == 2
    assert find_faults(tmp_path, receipt) == []
    forged = change(receipt, "keys.1.endorsement", receipt["keys"][1]["endorsement"][::-1])
    assert find_faults(tmp_path, forged) == [
        "receipt.json, keys.1.endorsement: the key before it did not sign this key"
    ]
    chainless = receipt | {"keys": receipt["keys"][1:]}
    assert find_faults(tmp_path, chainless) == [
        "receipt.json, keys.0.endorsement: the key before it did not sign this key"
    ]


def test_key_that_was_not_endorsed_is_a_remark_and_no_fault(receipt: dict[str, Any], tmp_path: Path) -> None:
    lost = {"endorsement": "", "introduced_at": "2026-11-23T21:46:00Z", "public_key": "ab" * 32, "type": "key"}
    keys = save(tmp_path, [lost, *describe_keys(), receipt["seal"]], "keys.json")
    status, lines = run_program(tmp_path, keys)
    assert status == 0
    assert lines[-1] == f"- {keys}, item 2: the key before it did not endorse this one. Ask the site why."
