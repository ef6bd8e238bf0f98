"""Proofs: the Merkle tree of RFC 9162 §2.1."""

from __future__ import annotations

import functools
import hashlib


def hash_leaf(entry: bytes) -> bytes:
    return hashlib.sha256(b"\0" + entry).digest()


def hash_node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\1" + left + right).digest()


def climb(leaf: bytes, index: int, size: int, hashes: list[bytes]) -> bytes:
    """The root to which a proof leads (RFC 9162 §2.1.3.2); nothing when it is too short or too long."""
    node, last = leaf, size - 1
    for other in hashes:
        if last == 0:
            return b""
        is_right = index % 2 or index == last
        node = hash_node(other, node) if is_right else hash_node(node, other)
        while is_right and index and index % 2 == 0:
            index, last = index // 2, last // 2
        index, last = index // 2, last // 2
    return node if last == 0 else b""


class Tree:
    """The root of a growing list of leaves."""

    def __init__(self) -> None:
        self.size = 0
        self.peaks: list[bytes] = []  # the roots of full subtrees, the largest first

    def append(self, leaf: bytes) -> None:
        node, place = leaf, self.size
        while place % 2:
            node, place = hash_node(self.peaks.pop(), node), place // 2
        self.peaks.append(node)
        self.size += 1

    def compute_root(self) -> bytes:
        return functools.reduce(lambda right, left: hash_node(left, right), reversed(self.peaks))
