"""Many who write and many who seal at the same moment: no fork, no leaf lost, no seal that does not hold."""

from collections.abc import Callable
from functools import partial
from hashlib import sha256

import pytest
from django.db import connection, transaction

from legal.ledger.merkle import Tree
from legal.ledger.models import Leaf, Node, Position, Seal, SigningKey
from legal.ledger.recording import append_leaf
from legal.ledger.sealing import seal_ledger
from tests.legal.leaves import list_tree, make_leaves
from tests.same_moment import run_at_once

pytestmark = pytest.mark.django_db(transaction=True)


def write(number: int) -> None:
    for turn in range(3):
        with transaction.atomic():
            append_leaf(kind="act", entry=f"{number} {turn}".encode())


def seal_often() -> None:
    for _ in range(3):
        seal_ledger()


def check_tree() -> None:
    """Places without gaps, each leaf once, each seal over the right leaves, each node over the right subtree."""
    assert list(Position.objects.order_by("index").values_list("index", flat=True)) == list(range(Leaf.objects.count()))
    leaves = list_tree()
    for seal in Seal.objects.all():
        assert seal.root == Tree(leaves[: seal.size]).compute_root().hex()
    for node in Node.objects.filter(height=8):
        assert bytes(node.node_hash) == Tree(leaves[node.index * 256 :][:256]).compute_root()
    sizes = list(Seal.objects.order_by("pk").values_list("size", flat=True))
    assert sizes == sorted(set(sizes))


def test_eight_who_seal_while_twenty_write_make_one_tree() -> None:
    acts: list[Callable[[], None]] = [partial(write, number) for number in range(20)]
    run_at_once([*acts, *[seal_often] * 8])
    seal_ledger()
    assert Leaf.objects.filter(kind="act").count() == 60
    assert SigningKey.objects.count() == 1
    check_tree()


def test_the_very_first_seals_at_the_same_moment_record_one_key_and_one_seal() -> None:
    make_leaves(300)
    seals = run_at_once([seal_ledger] * 8)
    assert len({seal.pk for seal in seals}) == 1
    assert (SigningKey.objects.count(), Leaf.objects.filter(kind="key").count()) == (1, 1)
    check_tree()


def test_a_new_key_is_recorded_once_by_all_who_seal_with_it(settings) -> None:
    make_leaves(1)
    seal_ledger()
    settings.LEDGER_SIGNING_KEYS = ["08" * 32, "07" * 32]
    make_leaves(1)
    run_at_once([seal_ledger] * 8)
    assert (SigningKey.objects.count(), Seal.objects.count()) == (2, 2)
    check_tree()


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets nobody write beside a transaction")
def test_a_leaf_whose_transaction_ends_after_the_seal_is_in_the_next() -> None:
    with transaction.atomic():
        late = append_leaf(kind="act", entry=b"late")
        (first,) = run_at_once([write_and_seal])
        assert not Position.objects.filter(leaf=late).exists()
    assert Leaf.objects.filter(position__isnull=False).order_by("pk").last().pk > late.pk
    second = seal_ledger()
    assert (first.size, second.size) == (2, 3)
    assert Leaf.objects.get(position__index=2) == late
    check_tree()


def write_and_seal() -> Seal | None:
    Leaf.objects.create(kind="act", leaf_hash=sha256(b"in time").digest())
    return seal_ledger()
