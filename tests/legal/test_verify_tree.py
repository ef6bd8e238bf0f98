"""What `verify_ledger` finds in the order of the leaves: a tree that lost, moved or swapped some of them."""

import hashlib
from datetime import timedelta

import pytest
from django.utils import timezone

from legal.ledger.copying import copy_seals
from legal.ledger.merkle import Tree, hash_leaf
from legal.ledger.models import Leaf, Node, Position, Seal, SealMail
from legal.ledger.rebuilding import RebuiltTree
from legal.ledger.sealing import seal_ledger
from legal.statements.models import Act, ActSubject, Version
from tests.factories.people import make_person
from tests.factories.statements import answer, publish_version

from .tampering import list_faults, plant, remove, run

pytestmark = pytest.mark.django_db


@pytest.fixture
def version() -> Version:
    return publish_version()


@pytest.fixture
def acts(version: Version) -> list[Act]:
    """A text (place 0), four acts (1 to 4) and a key (5), under one seal."""
    acts = [answer(make_person(f"lid{number}@voorbeeld.example"), version) for number in range(4)]
    seal_ledger()
    return acts


def answer_late(version: Version, email: str = "laat@voorbeeld.example") -> Act:
    return answer(make_person(email), version)


def remove_act(act: Act) -> None:
    ActSubject.objects.filter(act=act).delete()
    remove(act)
    Position.objects.filter(leaf=act.leaf_id)._raw_delete("default")
    remove(act.leaf)


def swap(model: type, column: str, first: int, second: int) -> None:
    """Whatever stands there, without asking whether it may be there twice for a moment."""
    rows = {row.pk: getattr(row, column) for row in model.objects.filter(pk__in=(first, second))}
    spare = -1 if column == "index" else b"\0" * 32
    for pk, value in ((first, spare), (second, rows[first]), (first, rows[second])):
        model.objects.filter(pk=pk).update(**{column: value})


def name_seal(seal: Seal | None = None) -> str:
    seal = seal or Seal.objects.get()
    return f"seal {seal.pk}, of {seal.size} leaves"


def test_an_answer_taken_out_of_the_middle_with_everything_about_it_is_found(acts):
    name = name_seal()
    assert plant(lambda: remove_act(acts[1])) == [
        "tree: nothing stands at place 2",
        f"{name}: its root is not that of the leaves as they stand",
    ]


def test_several_that_were_taken_out_side_by_side_are_told_together(acts):
    assert plant(lambda: [remove_act(act) for act in acts[1:3]])[0] == "tree: nothing stands at places 2 to 3"


def test_places_that_were_closed_up_behind_a_removed_answer_are_found_as_a_missing_end(acts):
    def close_up() -> None:
        remove_act(acts[1])
        for position in Position.objects.filter(index__gt=2).order_by("index"):
            Position.objects.filter(pk=position.pk).update(index=position.index - 1)

    name = name_seal()
    assert plant(close_up) == [f"{name}: the last 1 of them are gone"]


def remove_tail(acts: list[Act], seals: list[Seal]) -> None:
    SealMail.objects.all().delete()
    for seal in seals:
        remove(seal)
    for act in acts:
        remove_act(act)


def test_a_removed_end_is_found_by_the_seal_over_it(acts, version):
    late = [answer_late(version), answer_late(version, "later@voorbeeld.example")]
    seal = seal_ledger()
    last = seal.last_leaf
    assert plant(lambda: remove_tail(late, [])) == [
        f"{name_seal(seal)}: the last 2 of them are gone",
        f"{name_seal(seal)}: the highest of them is leaf {last - 2}, not {last}",
    ]


def test_an_end_that_was_removed_with_its_places_and_seals_is_found_by_the_copies(acts, version):
    late = answer_late(version)
    seal = seal_ledger()
    copy_seals()
    assert plant(lambda: remove_tail([late], [seal])) == [
        "seals.jsonl line 2, of 7 leaves: this seal was given out and is not on record",
        "seals.jsonl line 2, of 7 leaves: the last 1 of them are gone",
    ]


def test_an_end_that_was_replaced_and_sealed_again_is_a_fork_of_the_copies(acts, version):
    late = answer_late(version)
    seal = seal_ledger()
    copy_seals()

    def replace() -> None:
        remove_tail([late], [seal])
        answer_late(version, "nep@voorbeeld.example")
        seal_ledger()

    faults = plant(replace)
    assert len(faults) == 2
    assert faults[0] == "seals.jsonl line 2, of 7 leaves: this seal was given out and is not on record"
    assert faults[1].startswith("seals.jsonl line 2, of 7 leaves: a fork, seal ")


def test_a_ledger_that_was_emptied_is_found_by_the_copies(acts):
    copy_seals()
    tables = "statements_actsubject statements_act statements_versiontext statements_version ledger_seal "
    tables += "ledger_signingkey ledger_node ledger_position ledger_leaf"
    faults = plant(lambda: [run(f"DELETE FROM {table}") for table in tables.split()])
    assert "seals.jsonl line 1, of 6 leaves: the last 6 of them are gone" in faults


def test_two_answers_that_changed_places_in_the_tree_are_found(acts):
    name = name_seal()
    faults = plant(lambda: swap(Position, "index", acts[0].leaf_id, acts[2].leaf_id))
    assert faults == [f"{name}: its root is not that of the leaves as they stand"]


def test_two_leaves_that_changed_hashes_are_found(acts):
    name = name_seal()
    faults = plant(lambda: swap(Leaf, "leaf_hash", acts[0].leaf_id, acts[2].leaf_id))
    assert faults == [
        *(f"leaf {act.leaf_id}: its act was changed" for act in (acts[0], acts[2])),
        f"{name}: its root is not that of the leaves as they stand",
    ]


def test_an_answer_that_was_put_between_others_is_found(acts, version):
    def insert() -> None:
        late = answer_late(version)
        for position in Position.objects.filter(index__gte=2).order_by("-index"):
            Position.objects.filter(pk=position.pk).update(index=position.index + 1)
        Position.objects.create(leaf=late.leaf, index=2)

    name, last = name_seal(), Seal.objects.latest("pk").last_leaf
    assert plant(insert) == [
        f"{name}: its root is not that of the leaves as they stand",
        f"{name}: the highest of them is leaf {last + 1}, not {last}",
    ]


def test_a_place_that_is_given_out_twice_is_found(version):
    tree_faults: list[str] = []
    tree = RebuiltTree([], {}, tree_faults.append)
    tree.place([(1, "act", b"a" * 32, 0), (2, "act", b"b" * 32, 0), (3, "act", b"c" * 32, 1)])
    assert tree_faults == ["leaf 2: its place 0 in the tree is taken"]


def test_a_leaf_whose_transaction_ended_after_a_seal_over_higher_numbers_is_fine(acts, version):
    def come_late() -> None:
        skipped = answer_late(version, "nooit@voorbeeld.example").leaf_id
        answer_late(version, "eerder@voorbeeld.example")
        remove_act(Act.objects.get(leaf=skipped))
        seal_ledger()
        late = answer_late(version)
        leaf = late.leaf
        Leaf.objects.create(pk=skipped, kind="act", leaf_hash=leaf.leaf_hash)
        Act.objects.filter(pk=late.pk).update(leaf=skipped)
        remove(leaf)
        seal_ledger()
        assert Position.objects.order_by("index").values_list("leaf", flat=True).last() == skipped

    assert plant(come_late) == []


def test_a_leaf_that_waits_although_every_transaction_of_its_time_has_ended_is_found(acts, version, time_machine):
    late = answer_late(version)
    answer_late(version, "later@voorbeeld.example")
    seal_ledger()
    assert list_faults() == []

    def take_its_place() -> None:
        Position.objects.filter(leaf=late.leaf).delete()

    time_machine.move_to(timezone.now() + timedelta(days=2))
    assert f"leaf {late.leaf_id}: never sealed" in plant(take_its_place)


def make_nodes() -> None:
    """A tree of 700 leaves: two stored nodes."""
    Leaf.objects.bulk_create(
        Leaf(kind="key", leaf_hash=hash_leaf(str(number).encode())) for number in range(700 - Leaf.objects.count())
    )
    seal_ledger()


def test_stored_nodes_that_are_changed_missing_or_made_up_are_found(acts):
    make_nodes()
    assert Node.objects.count() == 2

    def change() -> None:
        Node.objects.filter(index=0).update(node_hash=hashlib.sha256(b"").digest())
        Node.objects.filter(index=1).update(index=7)

    assert [fault for fault in plant(change) if fault.startswith("node ")] == [
        "node 8/0: was changed, or the leaves below it",
        "node 8/1: missing",
        "node 8/7: there is no such node in the tree",
    ]


def test_the_rebuilt_tree_of_nothing_has_the_root_of_nothing():
    tree = RebuiltTree([0], {}, [].append)
    tree.finish()
    assert tree.roots == {0: hashlib.sha256(b"").digest()}


@pytest.mark.parametrize("size", [1, 255, 256, 257, 1000, 65_536, 65_537])
def test_the_rebuilt_tree_has_the_roots_of_the_definition_at_every_size(size: int):
    leaves = [hash_leaf(str(number).encode()) for number in range(size)]
    faults: list[str] = []
    tree = RebuiltTree([size, size // 3, size + 1], {}, faults.append)
    order = sorted(range(size), key=lambda number: number + number * 7919 % 500)  # late by at most five hundred
    tree.place([(number, "act", leaves[number], number) for number in order])
    tree.finish()
    assert tree.roots == {part: Tree(leaves[:part]).compute_root() for part in (size, size // 3)}
    assert len(faults) == size // 256 + size // 65_536, "one line for each node that is not stored"
