"""Hashing of RFC 9162 §2.1 (Certificate Transparency 2.0) with SHA-256.

Leaves and inner nodes are hashed under different prefixes, so that no inner node can be passed off as a leaf.
"""

import hashlib
from collections.abc import Iterable

LEAF_PREFIX = b"\x00"
NODE_PREFIX = b"\x01"


def hash_leaf(entry: bytes) -> bytes:
    """32 bytes: SHA-256(0x00 ‖ entry)."""
    return hashlib.sha256(LEAF_PREFIX + entry).digest()


def hash_node(left: bytes, right: bytes) -> bytes:
    """32 bytes: SHA-256(0x01 ‖ left ‖ right)."""
    return hashlib.sha256(NODE_PREFIX + left + right).digest()


class Tree:
    """The root of a growing list of leaves, kept in memory that grows with the logarithm of its size."""

    def __init__(self, leaves: Iterable[bytes] = ()) -> None:
        self.size = 0
        self._peaks: list[bytes] = []  # roots of the full subtrees, the largest first
        for leaf in leaves:
            self.append(leaf)

    def append(self, leaf: bytes) -> None:
        size, node, peaks = self.size, leaf, self._peaks
        while size & 1:  # a full subtree of the same height stands to the left: join them
            node = hashlib.sha256(NODE_PREFIX + peaks.pop() + node).digest()
            size >>= 1
        peaks.append(node)
        self.size += 1

    def compute_root(self) -> bytes:
        """The Merkle tree hash; that of an empty list is SHA-256 of nothing."""
        if not self._peaks:
            return hashlib.sha256(b"").digest()
        *rest, root = self._peaks
        for peak in reversed(rest):
            root = hash_node(peak, root)
        return root
