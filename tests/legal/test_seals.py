"""A seal says what the first leaves are, signed. It takes in each leaf once, the late ones too."""

import json
import logging
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from legal.ledger import append_only
from legal.ledger.merkle import Tree, hash_node, verify_consistency, verify_inclusion
from legal.ledger.models import Leaf, Node, Position, Seal, SigningKey
from legal.ledger.nodes import LedgerDamaged
from legal.ledger.proving import prove_consistency, prove_inclusion
from legal.ledger.sealing import find_seal_of, seal_ledger
from legal.ledger.signing import describe_seal, encode_seal, is_signed
from tests.factories.statements import publish_version
from tests.legal.leaves import list_sizes, list_tree, make_leaves

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _monday(time_machine) -> None:
    time_machine.move_to("2026-11-23 21:46:00.5+00:00", tick=False)


@pytest.fixture
def seals_file(settings, tmp_path) -> Path:
    settings.LEDGER_SEALS_FILE = tmp_path / "copies" / "seals.jsonl"
    return settings.LEDGER_SEALS_FILE


def seal_and_commit(capture) -> Seal | None:
    with capture(execute=True):
        return seal_ledger()


def compute_root(size: int) -> str:
    return Tree(list_tree()[:size]).compute_root().hex()


# What a seal holds


def test_without_leaves_there_is_nothing_to_seal():
    assert seal_ledger() is None
    assert (SigningKey.objects.count(), Seal.objects.count()) == (0, 0)


def test_the_first_seal_takes_in_all_leaves_and_its_own_key():
    leaves = make_leaves(5)
    seal = seal_ledger()
    assert list(Position.objects.values_list("leaf_id", flat=True))[:5] == [leaf.pk for leaf in leaves]
    assert seal.size == 6
    assert Leaf.objects.get(position__index=5).kind == "key"
    assert seal.root == compute_root(6)
    assert seal.sealed_at == datetime(2026, 11, 23, 21, 46, tzinfo=UTC), "in whole seconds"


def test_a_seal_is_signed_over_its_canonical_json():
    make_leaves(1)
    seal = seal_ledger()
    described = describe_seal(seal)
    assert list(described) == ["key", "root", "sealed_at", "signature", "size", "type"]
    expected = f'{{"key":"{seal.key}","root":"{seal.root}","sealed_at":"2026-11-23T21:46:00Z","size":2,"type":"seal"}}'
    assert encode_seal(seal) == expected.replace(str(seal.key), seal.key.public_key).encode()
    assert is_signed(seal.key.public_key, seal.signature, encode_seal(seal))


@pytest.mark.parametrize(("field", "value"), [("size", 3), ("root", "0" * 64), ("sealed_at", datetime(2027, 1, 1))])
def test_a_seal_that_was_changed_is_no_longer_signed(field: str, value: object):
    make_leaves(1)
    seal = seal_ledger()
    setattr(seal, field, value)
    assert not is_signed(seal.key.public_key, seal.signature, encode_seal(seal))


def test_sealing_twice_without_news_is_one_seal():
    make_leaves(3)
    assert seal_ledger() == seal_ledger()
    assert list_sizes() == [4]


def test_a_later_seal_goes_on_where_the_former_ended():
    make_leaves(3)
    first = seal_ledger()
    make_leaves(700)
    second = seal_ledger()
    assert (first.size, second.size) == (4, 704)
    assert second.root == compute_root(704)
    proof = [bytes.fromhex(node) for node in prove_consistency(4, 704)]
    assert verify_consistency(4, bytes.fromhex(first.root), 704, bytes.fromhex(second.root), proof)


@pytest.mark.parametrize("steps", [[255], [254, 1, 1], [255, 256, 1], [1000, 24, 511, 1, 300], [1, 255, 255]])
def test_the_root_and_the_nodes_are_right_however_the_leaves_come(steps: list[int]):
    for step in steps:
        make_leaves(step)
        seal = seal_ledger()
        assert seal.root == compute_root(seal.size)
    leaves = list_tree()
    nodes = {(node.height, node.index): bytes(node.node_hash) for node in Node.objects.all()}
    assert nodes == {
        (8, index): Tree(leaves[index * 256 : index * 256 + 256]).compute_root() for index in range(len(leaves) // 256)
    }


def count_rows() -> None:
    """As the database does by itself within a minute; until then it may think that these tables are empty."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def test_a_tree_of_three_stored_heights_is_proven_from_few_rows():
    make_leaves(66_000)
    first = seal_ledger()
    make_leaves(700)
    seal, leaves = seal_ledger(), list_tree()
    count_rows()
    assert seal.root == Tree(leaves).compute_root().hex()
    low, high = (bytes(node) for node in Node.objects.filter(index__lt=2, height=8).values_list("node_hash", flat=True))
    assert hash_node(low, high) == Tree(leaves[:512]).compute_root()
    assert Node.objects.get(height=16).index == 0
    for index in (0, 255, 256, 65_535, 65_536, 66_001, 66_700):
        leaf = Leaf.objects.get(position__index=index)
        with CaptureQueriesContext(connection) as queries:
            proof = prove_inclusion(leaf, seal)
        assert len(queries) <= 8
        path = [bytes.fromhex(node) for node in proof.hashes]
        assert verify_inclusion(leaves[index], index, seal.size, path, bytes.fromhex(seal.root))
    grown = [bytes.fromhex(node) for node in prove_consistency(first.size, seal.size)]
    assert verify_consistency(first.size, bytes.fromhex(first.root), seal.size, bytes.fromhex(seal.root), grown)


# Which leaves


def test_a_leaf_that_is_committed_late_is_taken_in_by_the_next_seal():
    make_leaves(3, first=1000)
    seal_ledger()
    (late,) = make_leaves(1, first=999)
    seal = seal_ledger()
    assert late.position.index == 4
    assert (seal.size, seal.root) == (5, compute_root(5))


def test_a_leaf_is_late_for_a_day_at_most(time_machine):
    make_leaves(1, first=1000)
    seal_ledger()
    time_machine.move_to("2026-11-24 21:45:59+00:00", tick=False)
    make_leaves(1, first=998)
    assert seal_ledger().size == 3
    time_machine.move_to("2026-11-25 21:46:00+00:00", tick=False)
    make_leaves(1, first=997)
    assert seal_ledger().size == 3, "a seal looks no further back, or it would look through millions"


def test_the_seal_of_a_leaf_is_the_oldest_that_covers_it():
    leaves = make_leaves(3)
    first = seal_ledger()
    make_leaves(1)
    seal_ledger()
    assert find_seal_of(leaves[0]) == first


def test_a_leaf_without_a_seal_is_sealed_when_somebody_asks():
    make_leaves(3)
    seal_ledger()
    (leaf,) = make_leaves(1)
    seal = find_seal_of(leaf)
    assert list_sizes() == [4, 5]
    assert prove_inclusion(leaf, seal).index == 4


def test_a_seal_does_not_cover_a_leaf_that_came_after_it():
    make_leaves(1)
    seal = seal_ledger()
    (leaf,) = make_leaves(1)
    seal_ledger()
    with pytest.raises(ValueError, match="There is no leaf 2 among 2"):
        prove_inclusion(leaf, seal)


def test_no_proof_is_given_that_does_not_lead_to_the_seal():
    leaf, *_ = make_leaves(2)
    seal = seal_ledger()
    seal.root = "0" * 64
    with pytest.raises(LedgerDamaged, match="does not lead to the root"):
        prove_inclusion(leaf, seal)


def test_no_seal_is_made_over_a_tree_with_a_hole():
    make_leaves(300)
    seal_ledger()
    append_only.uninstall(connection)
    Node.objects.all()._raw_delete("default")
    make_leaves(1)
    with pytest.raises(LedgerDamaged, match="Node 8/0 is missing"):
        seal_ledger()
    assert list_sizes() == [301]
    transaction.set_rollback(True)


def test_a_publication_is_sealed_as_soon_as_it_is_there(django_capture_on_commit_callbacks, seals_file):
    with django_capture_on_commit_callbacks(execute=True):
        version = publish_version()
    assert version.texts.get().leaf.position.index == 0
    assert list_sizes() == [2]


def test_a_publication_stands_when_it_cannot_be_sealed(settings, django_capture_on_commit_callbacks, caplog):
    settings.LEDGER_SIGNING_KEYS = []
    with django_capture_on_commit_callbacks(execute=True):
        version = publish_version()
    assert version.texts.count() == 1
    assert list_sizes() == []
    assert "There is no key to sign" in caplog.text


# The copy outside the database


def test_each_seal_is_a_line_of_a_file_outside_the_database(seals_file, django_capture_on_commit_callbacks):
    for _ in range(2):
        make_leaves(1)
        seal_and_commit(django_capture_on_commit_callbacks)
    lines = seals_file.read_text().splitlines()
    assert [json.loads(line) for line in lines] == [describe_seal(seal) for seal in Seal.objects.order_by("pk")]


def test_a_seal_that_could_not_be_copied_is_copied_with_the_next(
    seals_file, caplog, django_capture_on_commit_callbacks
):
    seals_file.parent.write_text("a file where the folder should be")
    make_leaves(1)
    with caplog.at_level(logging.ERROR):
        seal_and_commit(django_capture_on_commit_callbacks)
    assert "The seals were not copied to a file" in caplog.text
    seals_file.parent.unlink()
    make_leaves(1)
    seal_and_commit(django_capture_on_commit_callbacks)
    assert [json.loads(line)["size"] for line in seals_file.read_text().splitlines()] == [2, 3]


def test_a_line_that_was_half_written_is_written_again(seals_file, django_capture_on_commit_callbacks):
    for _ in range(2):
        make_leaves(1)
        seal_and_commit(django_capture_on_commit_callbacks)
    whole = seals_file.read_bytes()
    seals_file.write_bytes(whole[:-40])
    make_leaves(1)
    seal_and_commit(django_capture_on_commit_callbacks)
    assert [json.loads(line)["size"] for line in seals_file.read_text().splitlines()] == [2, 3, 4]
    assert seals_file.read_bytes().startswith(whole)


def test_what_stands_in_the_file_already_is_left_alone(seals_file, django_capture_on_commit_callbacks):
    seals_file.parent.mkdir()
    seals_file.write_text('{"of":"another database"}\nno json\n[]\n')
    make_leaves(1)
    seal_and_commit(django_capture_on_commit_callbacks)
    *former, seal = seals_file.read_text().splitlines()
    assert former == ['{"of":"another database"}', "no json", "[]"]
    assert json.loads(seal)["size"] == 2
