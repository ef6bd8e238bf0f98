"""The hash of the ledger, against the definition in RFC 9162 §2.1.1 and the vectors of Certificate Transparency."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legal.ledger.merkle import Tree, hash_leaf, hash_node
from tests.legal.merkle_definition import hash_tree

EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
INPUTS = [
    bytes.fromhex(entry)
    for entry in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
]
ROOTS = {
    0: EMPTY,
    1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    2: "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    3: "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    4: "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    5: "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    6: "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    7: "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    8: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
}


def build(entries: list[bytes]) -> Tree:
    return Tree(hash_leaf(entry) for entry in entries)


@pytest.mark.parametrize("size", ROOTS)
def test_the_root_is_that_of_certificate_transparency(size: int):
    tree = build(INPUTS[:size])
    assert tree.size == size
    assert tree.compute_root().hex() == ROOTS[size]
    assert hash_tree(INPUTS[:size]).hex() == ROOTS[size]


@given(st.lists(st.binary(max_size=40), max_size=130))
def test_the_root_of_any_list_is_that_of_the_definition(entries: list[bytes]):
    assert build(entries).compute_root() == hash_tree(entries)


@given(st.lists(st.binary(max_size=4), max_size=40))
def test_the_root_of_a_growing_list_is_right_at_every_size(entries: list[bytes]):
    tree = Tree()
    for size, entry in enumerate(entries, start=1):
        tree.append(hash_leaf(entry))
        assert tree.compute_root() == hash_tree(entries[:size])
        assert tree.compute_root() == tree.compute_root(), "asking for the root changes nothing"


@given(st.lists(st.binary(max_size=4), min_size=1, max_size=40), st.data())
def test_another_entry_in_any_place_gives_another_root(entries: list[bytes], data: st.DataObject):
    place = data.draw(st.integers(0, len(entries) - 1))
    changed = [*entries[:place], entries[place] + b"!", *entries[place + 1 :]]
    assert build(changed).compute_root() != build(entries).compute_root()


def test_no_inner_node_passes_for_a_leaf():
    left, right = hash_leaf(b"one"), hash_leaf(b"two")
    assert build([b"one", b"two"]).compute_root() == hash_node(left, right)
    assert build([left + right]).compute_root() != hash_node(left, right)
