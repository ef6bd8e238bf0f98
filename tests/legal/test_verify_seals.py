"""What `verify_ledger` finds in seals, in the keys that sign them, and in the copies that others keep."""

import json
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.core.management import CommandError, call_command
from django.utils import timezone

from legal.ledger.canonical import encode_canonically
from legal.ledger.copying import copy_seals
from legal.ledger.models import Seal, SigningKey
from legal.ledger.rotating import record_key
from legal.ledger.sealing import seal_ledger
from legal.ledger.signing import describe_seal, encode_seal
from legal.statements.models import Version
from tests.factories.people import make_person
from tests.factories.statements import answer, publish_version

from .tampering import list_faults, plant, verify_ledger

pytestmark = pytest.mark.django_db

OURS, THEIRS = Ed25519PrivateKey.from_private_bytes(b"\7" * 32), Ed25519PrivateKey.from_private_bytes(b"\x66" * 32)
THEIR_KEY = THEIRS.public_key().public_bytes_raw().hex()


@pytest.fixture
def seal() -> Seal:
    """Of three leaves: a text, its answer and the key."""
    answer(make_person(), publish_version())
    return seal_ledger()


def forge(seal: Seal, signer: Ed25519PrivateKey = OURS, **facts: Any) -> Seal:
    """Another seal, signed as it should be."""
    forged = Seal(**{name: getattr(seal, name) for name in ("size", "root", "sealed_at", "key", "last_leaf")} | facts)
    forged.signature = signer.sign(encode_seal(forged)).hex()
    forged.save(force_insert=True)
    return forged


def sign_copy(signer: Ed25519PrivateKey, **facts: Any) -> dict[str, Any]:
    return facts | {"signature": signer.sign(encode_canonically(facts)).hex()}


def name_seal(seal: Seal) -> str:
    return f"seal {seal.pk}, of {seal.size} leaves"


# Seals on record


@pytest.mark.parametrize("change", [{"signature": "0" * 128}, {"signature": "x"}, {"sealed_at": "2020-01-01T00:00Z"}])
def test_a_seal_whose_signature_does_not_fit_it_is_found(seal, change):
    assert plant(lambda: Seal.objects.update(**change)) == [f"{name_seal(seal)}: its signature is forged"]


def test_a_seal_over_another_root_is_found_when_it_was_signed_again(seal):
    faults = plant(lambda: (Seal.objects.all()._raw_delete("default"), forge(seal, root="0" * 64)))
    assert faults[0].endswith("of 3 leaves: its root is not that of the leaves as they stand")


def test_two_seals_of_one_size_with_different_roots_are_a_fork(seal):
    forged = forge(seal, root="0" * 64)
    assert list_faults() == [f"{name_seal(forged)}: a fork, seal {seal.pk} has another root for as many"]


def test_a_seal_over_more_leaves_than_there_are_is_found(seal):
    forged = forge(seal, size=9)
    assert list_faults() == [f"{name_seal(forged)}: the last 6 of them are gone"]


def test_of_many_seals_that_do_not_fit_the_first_is_named_and_the_others_are_counted(seal):
    version = Version.objects.get()
    for name in ("kim", "piet", "noor"):
        answer(make_person(f"{name}@voorbeeld.example"), version)
        seal_ledger()
    broken = Seal.objects.order_by("pk")[1]
    faults = plant(lambda: Seal.objects.filter(pk__gt=seal.pk).update(root="0" * 64))
    assert f"{name_seal(broken)}: its root (and so for 2 more) is not that of the leaves as they stand" in faults


@pytest.mark.parametrize("change", [1, -1])
def test_a_highest_leaf_that_is_not_that_of_the_seal_is_found(seal, change):
    faults = plant(lambda: Seal.objects.filter(pk=seal.pk).update(last_leaf=seal.last_leaf + change))
    told = f"the highest of them is leaf {seal.last_leaf}, not {seal.last_leaf + change}"
    assert f"{name_seal(seal)}: {told}" in faults


# Keys


def test_a_first_key_that_another_would_have_vouched_for_is_found(seal):
    key = seal.key.public_key
    faults = plant(lambda: SigningKey.objects.update(endorsement="00" * 64))
    assert faults == [f"key {key[:16]}: signed by a key before it, and it is the first"]


def record(private_key: Ed25519PrivateKey, endorser: Ed25519PrivateKey | None) -> SigningKey:
    key = SigningKey(
        public_key=private_key.public_key().public_bytes_raw().hex(),
        introduced_at=timezone.now().replace(microsecond=0),
    )
    entry = {"introduced_at": f"{key.introduced_at:%Y-%m-%dT%H:%M:%SZ}", "public_key": key.public_key, "type": "key"}
    key.endorsement = endorser.sign(encode_canonically(entry)).hex() if endorser else ""
    return record_key(key)


def test_a_key_that_the_former_one_vouches_for_is_fine(seal):
    forge(seal, THEIRS, key=record(THEIRS, OURS))
    assert list_faults() == []


def test_a_key_that_nobody_vouches_for_is_found(seal):
    forge(seal, THEIRS, key=record(THEIRS, None))
    assert list_faults() == [f"key {THEIR_KEY[:16]}: unknown, the key before it does not vouch for it"]


def test_a_key_that_vouches_for_itself_is_found(seal):
    record(THEIRS, THEIRS)
    assert list_faults() == [f"key {THEIR_KEY[:16]}: the signature of the key before it is forged"]


def test_a_key_of_our_own_settings_is_fine_when_the_former_was_lost(seal, settings):
    settings.LEDGER_SIGNING_KEYS = ["66" * 32]
    record(THEIRS, None)
    assert list_faults() == []


def test_a_ledger_of_which_no_key_is_ours_is_found(seal, settings):
    settings.LEDGER_SIGNING_KEYS = ["66" * 32]
    ours = OURS.public_key().public_bytes_raw().hex()
    assert list_faults() == [f"key {ours[:16]}: unknown, no key on record is one of LEDGER_SIGNING_KEY"]


def test_a_changed_key_is_found_at_its_leaf_and_at_its_seals(seal):
    faults = plant(lambda: SigningKey.objects.update(public_key=THEIR_KEY))
    assert faults == [
        f"leaf {seal.key.leaf_id}: its key was changed",
        f"key {THEIR_KEY[:16]}: unknown, no key on record is one of LEDGER_SIGNING_KEY",
        f"{name_seal(seal)}: its signature is forged",
    ]


# Copies


def test_the_copies_that_we_keep_are_compared(seal):
    copy_seals()
    code, lines = verify_ledger()
    assert code == 0
    assert "1 seals on record, 1 copies of seals compared" in lines


def keep(path: Path, form: str, seal: dict[str, Any]) -> None:
    written = json.dumps(seal, indent=2)
    forms = {
        "line": json.dumps(seal) + "\n",
        "lines": json.dumps(seal) + "\n" + json.dumps(seal) + "\n",
        "list": json.dumps([seal]),
        "mail": f"Dag,\n\nHieronder staat het zegel.\n\n{written}\n\nBewaar deze mail.\n",
    }
    path.write_text(forms[form])


@pytest.mark.parametrize("form", ["line", "lines", "list", "mail"])
def test_a_seal_that_somebody_kept_is_compared(seal, tmp_path: Path, form: str):
    path = tmp_path / "kept.json"
    keep(path, form, describe_seal(seal))
    assert verify_ledger("--seals", str(path))[0] == 0
    keep(path, form, sign_copy(OURS, **{**describe_seal(seal), "root": "0" * 64}) | {"type": "seal"})
    assert verify_ledger("--seals", str(path))[0] == 1


def test_a_kept_seal_of_a_second_tree_is_a_fork(seal, tmp_path: Path):
    path = tmp_path / "kept.json"
    facts = describe_seal(seal)
    facts.pop("signature")
    keep(path, "line", sign_copy(OURS, **facts | {"root": "0" * 64}))
    name = "kept.json line 1, of 3 leaves"
    assert verify_ledger("--seals", str(path))[1][:2] == [
        f"{name}: this seal was given out and is not on record",
        f"{name}: a fork, seal {seal.pk} has another root for as many",
    ]


def test_a_kept_seal_of_an_unknown_key_is_found(seal, tmp_path: Path):
    path = tmp_path / "kept.json"
    facts = describe_seal(seal)
    facts.pop("signature")
    keep(path, "line", sign_copy(THEIRS, **facts | {"key": THEIR_KEY}))
    assert verify_ledger("--seals", str(path))[1][0] == (
        f"kept.json line 1, of 3 leaves: signed with an unknown key, {THEIR_KEY[:16]}"
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Er staat niets in.",
        "[]",
        "{}",
        '{"type": "seal"}',
        '{"size": \n',
        '{"type": "seal", "key": "", "root": "", "sealed_at": "", "signature": "", "size": true}',
        '{"type": "seal", "key": "", "root": "", "sealed_at": "", "signature": "", "size": -1}',
        '{"type": "seal", "key": "", "root": "\\ud800", "sealed_at": "", "signature": "", "size": 1}',
    ],
)
def test_what_is_no_seal_is_said_to_be_none(seal, tmp_path: Path, text: str):
    path = tmp_path / "kept.json"
    path.write_text(text)
    code, lines = verify_ledger("--seals", str(path))
    assert code == 1
    assert lines[0] in {"kept.json: this is no seal", "kept.json line 1: this is no seal"}


def test_half_a_line_at_the_end_of_our_own_file_is_no_fault(seal, settings):
    copy_seals()
    with settings.LEDGER_SEALS_FILE.open("a") as file:
        file.write('{"key": "ab')
    assert list_faults() == []


def test_a_damaged_line_in_our_own_file_is_named(seal, settings):
    settings.LEDGER_SEALS_FILE.write_text('{"key": "ab\n')
    copy_seals()
    assert list_faults() == ["seals.jsonl line 1: this is no seal"]


def test_a_file_that_is_not_there_is_no_verification(tmp_path: Path):
    with pytest.raises(CommandError) as refused:
        call_command("verify_ledger", seals=[tmp_path / "none.json"])
    assert refused.value.returncode == 2
