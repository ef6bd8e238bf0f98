"""Hashing and proofs of RFC 9162 §2.1 (Certificate Transparency 2.0) with SHA-256.

Leaves and inner nodes are hashed under different prefixes, so that no inner node can be passed off as a leaf.
"""

import hashlib
from collections.abc import Callable, Iterable, Sequence

LEAF_PREFIX = b"\x00"
NODE_PREFIX = b"\x01"

# The root of the leaves from the first number up to, not including, the second.
HashRange = Callable[[int, int], bytes]


def hash_leaf(entry: bytes) -> bytes:
    """32 bytes: SHA-256(0x00 ‖ entry)."""
    return hashlib.sha256(LEAF_PREFIX + entry).digest()


def hash_node(left: bytes, right: bytes) -> bytes:
    """32 bytes: SHA-256(0x01 ‖ left ‖ right)."""
    return hashlib.sha256(NODE_PREFIX + left + right).digest()


def fold_peaks(peaks: Sequence[bytes]) -> bytes:
    """The root over the roots of full subtrees, the largest first; that of none is SHA-256 of nothing."""
    if not peaks:
        return hashlib.sha256(b"").digest()
    *rest, root = peaks
    for peak in reversed(rest):
        root = hash_node(peak, root)
    return root


class Tree:
    """The root of a growing list of leaves, kept in memory that grows with the logarithm of its size."""

    def __init__(self, leaves: Iterable[bytes] = ()) -> None:
        self.size = 0
        self.peaks: list[bytes] = []  # roots of the full subtrees, the largest first
        for leaf in leaves:
            self.append(leaf)

    def append(self, leaf: bytes) -> None:
        size, node, peaks = self.size, leaf, self.peaks
        while size & 1:  # a full subtree of the same height stands to the left: join them
            node = hashlib.sha256(NODE_PREFIX + peaks.pop() + node).digest()
            size >>= 1
        peaks.append(node)
        self.size += 1

    def compute_root(self) -> bytes:
        """The Merkle tree hash; that of an empty list is SHA-256 of nothing."""
        return fold_peaks(self.peaks)


def split(size: int) -> int:
    """How many of these leaves stand under the left child of their root: the largest power of two below `size`."""
    return 1 << ((size - 1).bit_length() - 1)


def prove_inclusion(index: int, size: int, hash_range: HashRange) -> list[bytes]:
    """PATH of §2.1.3.1: what to hash with the leaf at `index` to come to the root of the first `size` leaves."""
    if not 0 <= index < size:
        raise ValueError(f"There is no leaf {index} among {size}.")
    start, end, path = 0, size, []
    while end - start > 1:
        middle = start + split(end - start)
        if index < middle:
            path.append(hash_range(middle, end))
            end = middle
        else:
            path.append(hash_range(start, middle))
            start = middle
    return path[::-1]


def prove_consistency(first: int, second: int, hash_range: HashRange) -> list[bytes]:
    """PROOF of §2.1.4.1: shows that the first `second` leaves begin with the first `first`, unchanged."""
    if not 0 < first <= second:
        raise ValueError(f"{first} leaves are not the beginning of {second}.")
    start, end, path = 0, second, []
    while end != first:
        middle = start + split(end - start)
        if first <= middle:
            path.append(hash_range(middle, end))
            end = middle
        else:
            path.append(hash_range(start, middle))
            start = middle
    if start:  # whoever has the root of the first knows this one only when it is all of them
        path.append(hash_range(start, end))
    return path[::-1]


def verify_inclusion(leaf: bytes, index: int, size: int, path: Sequence[bytes], root: bytes) -> bool:
    """§2.1.3.2."""
    if not 0 <= index < size:
        return False
    place, last, node = index, size - 1, leaf
    for other in path:
        if last == 0:
            return False
        if place & 1 or place == last:
            node = hash_node(other, node)
            place, last = _climb(place, last)
        else:
            node = hash_node(node, other)
        place, last = place >> 1, last >> 1
    return last == 0 and node == root


def verify_consistency(first: int, first_root: bytes, second: int, second_root: bytes, path: Sequence[bytes]) -> bool:
    """§2.1.4.2; of a tree with itself when both sizes are the same."""
    if first == second:
        return not path and first_root == second_root
    if not 0 < first < second or not path:
        return False
    known, *rest = [first_root, *path] if first & (first - 1) == 0 else path
    place, last, old, new = first - 1, second - 1, known, known
    while place & 1:
        place, last = place >> 1, last >> 1
    for other in rest:
        if last == 0:
            return False
        if place & 1 or place == last:
            old, new = hash_node(other, old), hash_node(other, new)
            place, last = _climb(place, last)
        else:
            new = hash_node(new, other)
        place, last = place >> 1, last >> 1
    return last == 0 and old == first_root and new == second_root


def _climb(place: int, last: int) -> tuple[int, int]:
    """Up past the levels where a node at the right edge has no sibling."""
    while place and not place & 1:
        place, last = place >> 1, last >> 1
    return place, last
