"""The stored roots of full subtrees: made while the tree grows, read for a proof.

Every eighth height is kept, so that any hash is made of at most 256 rows at each of the few heights.
"""

from collections.abc import Iterable

from .merkle import Tree, fold_peaks, hash_node, split
from .models import Leaf, Node, Position

STEP = 8
WIDTH = 1 << STEP


class LedgerDamaged(Exception):
    """What is stored does not hold together; `verify_ledger` says where."""


class StoredTree:
    """The tree as it is on record, read in blocks of 256 leaves or nodes that stand under one node."""

    def __init__(self) -> None:
        self._blocks: dict[tuple[int, int], dict[int, bytes]] = {}

    def hash_range(self, start: int, end: int) -> bytes:
        """The root of these leaves, for ranges as RFC 9162 cuts them: `start` is a multiple of the left half."""
        size = end - start
        if size & (size - 1) == 0:
            return self.find_node(size.bit_length() - 1, start // size)
        middle = start + split(size)
        return hash_node(self.hash_range(start, middle), self.hash_range(middle, end))

    def find_node(self, height: int, index: int) -> bytes:
        if height % STEP:
            return hash_node(self.find_node(height - 1, 2 * index), self.find_node(height - 1, 2 * index + 1))
        try:
            return self._read_block(height, index // WIDTH)[index]
        except KeyError as error:
            raise LedgerDamaged(f"Node {height}/{index} is missing: run verify_ledger.") from error

    def list_nodes(self, height: int, end: int) -> list[bytes]:
        """Those of the last block before `end` that is not full."""
        return [self.find_node(height, index) for index in range(end - end % WIDTH, end)]

    def _read_block(self, height: int, block: int) -> dict[int, bytes]:
        if (height, block) not in self._blocks:
            rows = read_nodes(height, range(block * WIDTH, (block + 1) * WIDTH))
            self._blocks[height, block] = {index: bytes(node) for index, node in rows}
        return self._blocks[height, block]


def find_index(leaf: Leaf) -> int:
    """The place of a leaf that was sealed. Raises `LedgerDamaged` when it has none."""
    try:
        return Position.objects.values_list("index", flat=True).get(leaf=leaf)
    except Position.DoesNotExist as error:
        raise LedgerDamaged(f"Leaf {leaf.pk} has no place: run verify_ledger.") from error


def read_nodes(height: int, places: range) -> Iterable[tuple[int, bytes | memoryview]]:
    """Index and hash of the nodes on record; those at height 0 are the leaves."""
    if height == 0:
        leaves = Position.objects.filter(index__gte=places.start, index__lt=places.stop)
        return leaves.values_list("index", "leaf__leaf_hash")
    nodes = Node.objects.filter(height=height, index__gte=places.start, index__lt=places.stop)
    return nodes.values_list("index", "node_hash")


class GrowingTree:
    """Goes on where the tree on record ends; `nodes` gathers the rows for the subtrees that become full."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.nodes: list[Node] = []
        stored = StoredTree()
        counts = [size >> height for height in range(0, max(size.bit_length(), 1), STEP)]
        # At each stored height, the nodes that no full subtree of the next one covers yet.
        self._levels = [Tree(stored.list_nodes(level * STEP, count)) for level, count in enumerate(counts)]

    def append(self, leaf: bytes) -> None:
        self.size += 1
        level, node = 0, leaf
        self._levels[0].append(leaf)
        while self._levels[level].size == WIDTH:
            node = self._levels[level].compute_root()
            self._levels[level] = Tree()
            level += 1
            self.nodes.append(Node(height=level * STEP, index=(self.size >> level * STEP) - 1, node_hash=node))
            if level == len(self._levels):
                self._levels.append(Tree())
            self._levels[level].append(node)

    def compute_root(self) -> bytes:
        return fold_peaks([peak for tree in reversed(self._levels) for peak in tree.peaks])
