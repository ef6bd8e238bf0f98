"""The tree built anew from its leaves, 256 at a time: its roots at every size that was sealed, and its stored nodes."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from itertools import islice

from .merkle import NODE_PREFIX, fold_peaks
from .nodes import STEP, WIDTH

# (identifier of the leaf, its kind, its hash, its index in the tree or None while it waits for a seal)
LeafRow = tuple[int, str, bytes, int | None]
MOST_EARLY = 100_000  # leaves that are kept until their turn: how far apart two that were written side by side may lie


def hash_subtree(hashes: list[bytes]) -> bytes:
    """The root of a full subtree of 2 ** n hashes."""
    sha256 = hashlib.sha256
    while len(hashes) > 1:
        pairs = iter(hashes)
        hashes = [sha256(NODE_PREFIX + left + right).digest() for left, right in zip(pairs, pairs, strict=True)]
    return hashes[0]


class RebuiltTree:
    """Takes leaves that rise by identifier, which is nearly their order in the tree.

    `extent` is one more than the highest index, `roots` holds the root at each of the sizes that were asked for.
    """

    def __init__(
        self, sizes: Iterable[int], nodes: dict[tuple[int, int], bytes], report_fault: Callable[[str], None]
    ) -> None:
        self.size = self.extent = 0
        self.waiting: list[int] = []
        self.roots: dict[int, bytes] = {}
        self._sizes = sorted(set(sizes), reverse=True)
        self._nodes = nodes
        self._report_fault = report_fault
        self._levels: list[list[bytes]] = [[]]  # what is not yet part of a full subtree of the next stored height
        self._early: dict[int, bytes] = {}
        self._next = 0  # runs ahead of the size when leaves are missing
        self._keep_roots()

    def place(self, leaves: list[LeafRow]) -> None:
        """At least one."""
        _, _, hashes, indexes = zip(*leaves, strict=True)
        if not self._early and indexes == tuple(range(self._next, self._next + len(leaves))):
            self._append(hashes)
            return
        for number, _, leaf_hash, index in leaves:
            if index is None:
                self.waiting.append(number)
            elif index < self._next or index in self._early:
                self._report_fault(f"leaf {number}: its place {index} in the tree is taken")
            else:
                self._early[index] = leaf_hash
        self._append_those_whose_turn_it_is()
        if len(self._early) > MOST_EARLY:
            self._append_in_spite_of_gaps(MOST_EARLY // 2)

    def finish(self) -> None:
        self._append_in_spite_of_gaps(len(self._early))
        for height, index in self._nodes:
            self._report_fault(f"node {height}/{index}: there is no such node in the tree")

    def compute_root(self) -> bytes:
        peaks = []
        for level in reversed(self._levels):
            rest = iter(level)
            for height in reversed(range(STEP)):
                if len(level) >> height & 1:
                    peaks.append(hash_subtree(list(islice(rest, 1 << height))))
        return fold_peaks(peaks)

    def _append_those_whose_turn_it_is(self) -> None:
        turn = []
        for index in range(self._next, self._next + len(self._early)):
            if index not in self._early:
                break
            turn.append(self._early.pop(index))
        self._append(turn)

    def _append_in_spite_of_gaps(self, number: int) -> None:
        for index in sorted(self._early)[:number]:
            if index > self._next:
                places = f"place {self._next}" if index == self._next + 1 else f"places {self._next} to {index - 1}"
                self._report_fault(f"tree: nothing stands at {places}")
                self._next = index
            self._append([self._early.pop(index)])

    def _append(self, hashes: Sequence[bytes]) -> None:
        start, total = 0, len(hashes)
        while start < total:
            asked = self._sizes[-1] - self.size if self._sizes else total
            stop = min(start + WIDTH - self.size % WIDTH, start + asked, total)
            self._levels[0] += hashes[start:stop]
            self.size += stop - start
            start = stop
            if self.size % WIDTH == 0:
                self._close_subtrees()
            self._keep_roots()
        self._next += total
        self.extent = max(self.extent, self._next)

    def _keep_roots(self) -> None:
        while self._sizes and self._sizes[-1] <= self.size:
            self.roots[self._sizes.pop()] = self.compute_root()

    def _close_subtrees(self) -> None:
        for number, level in enumerate(self._levels, 1):
            if len(level) < WIDTH:
                return
            node = hash_subtree(level)
            self._check_node(number * STEP, (self.size >> number * STEP) - 1, node)
            level.clear()
            if number == len(self._levels):
                self._levels.append([])
            self._levels[number].append(node)

    def _check_node(self, height: int, index: int, node: bytes) -> None:
        stored = self._nodes.pop((height, index), None)
        if stored != node:
            fault = "was changed, or the leaves below it" if stored else "missing"
            self._report_fault(f"node {height}/{index}: {fault}")
