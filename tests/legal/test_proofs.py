"""Proofs of RFC 9162 §2.1.3 and §2.1.4, against published vectors and against the definition written out here."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legal.ledger.merkle import (
    Tree,
    hash_leaf,
    prove_consistency,
    prove_inclusion,
    verify_consistency,
    verify_inclusion,
)
from tests.legal.merkle_definition import find_split, hash_tree, list_consistency_path, list_inclusion_path
from tests.legal.test_merkle import INPUTS, ROOTS

# (index counted from 0, size, path): merkle_tree_test.cc of google/certificate-transparency, which counts from 1.
INCLUSION = [
    (0, 1, []),
    (
        0,
        8,
        [
            "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        ],
    ),
    (
        5,
        8,
        [
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ],
    ),
    (2, 3, ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"]),
    (
        1,
        5,
        [
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        ],
    ),
]
# (first, second, path), from the same file.
CONSISTENCY = [
    (1, 1, []),
    (
        1,
        8,
        [
            "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        ],
    ),
    (
        6,
        8,
        [
            "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ],
    ),
    (
        2,
        5,
        [
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        ],
    ),
]
ENTRIES = [number.to_bytes(2, "big") for number in range(300)]
LEAVES = [hash_leaf(entry) for entry in ENTRIES]
sizes = st.integers(1, 300)


def find_root(size: int, entries: list[bytes] = ENTRIES) -> bytes:
    return Tree(map(hash_leaf, entries[:size])).compute_root()


def hash_range_of(entries: list[bytes]):
    return lambda start, end: Tree(map(hash_leaf, entries[start:end])).compute_root()


def show(path: list[bytes]) -> list[str]:
    return [node.hex() for node in path]


@pytest.mark.parametrize(("index", "size", "path"), INCLUSION)
def test_the_proof_of_a_leaf_is_that_of_certificate_transparency(index: int, size: int, path: list[str]):
    assert show(prove_inclusion(index, size, hash_range_of(INPUTS))) == path
    assert show(list_inclusion_path(index, INPUTS[:size])) == path
    assert verify_inclusion(
        hash_leaf(INPUTS[index]), index, size, [*map(bytes.fromhex, path)], bytes.fromhex(ROOTS[size])
    )


@pytest.mark.parametrize(("first", "second", "path"), CONSISTENCY)
def test_the_proof_of_growth_is_that_of_certificate_transparency(first: int, second: int, path: list[str]):
    assert show(prove_consistency(first, second, hash_range_of(INPUTS))) == path
    assert show(list_consistency_path(first, INPUTS[:second])) == path
    roots = bytes.fromhex(ROOTS[first]), bytes.fromhex(ROOTS[second])
    assert verify_consistency(first, roots[0], second, roots[1], [*map(bytes.fromhex, path)])


@pytest.mark.parametrize("size", [*range(1, 40), 63, 64, 65, 127, 128, 129, 255, 256, 257, 300])
def test_every_leaf_of_a_tree_is_proven_as_the_definition_says(size: int):
    root = hash_tree(ENTRIES[:size])
    for index in range(size):
        path = prove_inclusion(index, size, hash_range_of(ENTRIES))
        assert verify_inclusion(LEAVES[index], index, size, path, root)
        if size < 40 or index % 37 == 0:
            assert path == list_inclusion_path(index, ENTRIES[:size])


def test_every_pair_of_sizes_is_proven_as_the_definition_says():
    roots = {size: find_root(size) for size in range(1, 301)}
    ranges = {}

    def hash_range(start: int, end: int) -> bytes:
        if (start, end) not in ranges:
            ranges[start, end] = hash_range_of(ENTRIES)(start, end)
        return ranges[start, end]

    for second in range(1, 301):
        for first in range(1, second + 1):
            path = prove_consistency(first, second, hash_range)
            assert verify_consistency(first, roots[first], second, roots[second], path), (first, second)
            if second < 40:
                assert path == list_consistency_path(first, ENTRIES[:second])


@given(sizes, st.data())
def test_a_proof_of_a_leaf_that_was_changed_anywhere_does_not_hold(size: int, data: st.DataObject):
    index = data.draw(st.integers(0, size - 1))
    path, root = prove_inclusion(index, size, hash_range_of(ENTRIES)), find_root(size)
    assert not verify_inclusion(hash_leaf(b"another"), index, size, path, root)
    assert not verify_inclusion(LEAVES[index], index, size, [*path, root], root)
    assert not verify_inclusion(LEAVES[index], index, size, path, hash_leaf(root))
    for wrong in (index - 1, index + 1, size):
        assert not verify_inclusion(LEAVES[index], wrong, size, path, root)
    if path:
        place, flipped = data.draw(st.integers(0, len(path) - 1)), data.draw(st.integers(0, 255))
        changed = flip(path[place], flipped)
        assert not verify_inclusion(LEAVES[index], index, size, [*path[:place], changed, *path[place + 1 :]], root)
        assert not verify_inclusion(LEAVES[index], index, size, path[:place] + path[place + 1 :], root)


@given(sizes, st.data())
def test_a_proof_of_growth_that_was_changed_anywhere_does_not_hold(second: int, data: st.DataObject):
    first = data.draw(st.integers(1, second))
    path = prove_consistency(first, second, hash_range_of(ENTRIES))
    old, new = find_root(first), find_root(second)
    assert not verify_consistency(first, hash_leaf(old), second, new, path)
    assert not verify_consistency(first, old, second, hash_leaf(new), path)
    assert not verify_consistency(first, old, second, new, [*path, new])
    assert not verify_consistency(second + 1, old, second, new, path)
    assert not verify_consistency(0, old, second, new, path)
    if path:
        place, flipped = data.draw(st.integers(0, len(path) - 1)), data.draw(st.integers(0, 255))
        changed = flip(path[place], flipped)
        assert not verify_consistency(first, old, second, new, [*path[:place], changed, *path[place + 1 :]])
        assert not verify_consistency(first, old, second, new, path[:place] + path[place + 1 :])


@given(sizes, st.data())
def test_a_ledger_whose_past_was_rewritten_cannot_be_proven_to_have_grown(second: int, data: st.DataObject):
    first = data.draw(st.integers(1, second))
    place = data.draw(st.integers(0, first - 1))
    rewritten = [*ENTRIES[:place], b"forged", *ENTRIES[place + 1 :]]
    path = prove_consistency(first, second, hash_range_of(rewritten))
    assert not verify_consistency(first, find_root(first), second, find_root(second, rewritten), path)


def flip(node: bytes, bit: int) -> bytes:
    return (int.from_bytes(node, "big") ^ 1 << bit).to_bytes(32, "big")


@pytest.mark.parametrize(("index", "size"), [(0, 0), (-1, 1), (1, 1), (8, 5)])
def test_there_is_no_proof_of_a_leaf_that_is_not_there(index: int, size: int):
    with pytest.raises(ValueError, match="There is no leaf"):
        prove_inclusion(index, size, hash_range_of(ENTRIES))


@pytest.mark.parametrize(("first", "second"), [(0, 0), (0, 5), (-1, 5), (6, 5)])
def test_there_is_no_proof_of_growth_from_nothing_or_backwards(first: int, second: int):
    with pytest.raises(ValueError, match="not the beginning"):
        prove_consistency(first, second, hash_range_of(ENTRIES))


def test_the_definition_splits_at_the_largest_power_of_two():
    assert [find_split(size) for size in (2, 3, 4, 5, 8, 9)] == [1, 2, 2, 4, 4, 8]
