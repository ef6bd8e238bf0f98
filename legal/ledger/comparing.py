"""Leaves beside the entries that the apps keep, both rising by the identifier of the leaf."""

import hashlib
import sys
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, repeat

from .merkle import LEAF_PREFIX
from .rebuilding import LeafRow, RebuiltTree

# (identifier of the leaf, entry in the bytes that were hashed)
Entry = tuple[int, bytes]
Entries = Iterator[Entry]

NO_MORE: Entry = (sys.maxsize, b"")


class Heads(dict[str, Entry]):
    """The next entry of each kind; there is none of a kind that nobody registered."""

    def __missing__(self, kind: str) -> Entry:
        return NO_MORE


class Comparison:
    def __init__(self, sources: dict[str, Entries], report_fault: Callable[[str], None]) -> None:
        self.take = {kind: chain(entries, repeat(NO_MORE)).__next__ for kind, entries in sources.items()}
        self.heads = Heads((kind, take()) for kind, take in self.take.items())
        self._report_fault = report_fault

    def compare(self, leaves: Iterable[LeafRow]) -> None:
        sha256, prefix, heads, take = hashlib.sha256, LEAF_PREFIX, self.heads, self.take
        for number, kind, stored, _ in leaves:
            expected, entry = heads[kind]
            if expected == number and sha256(prefix + entry).digest() == stored:
                heads[kind] = take[kind]()
            else:
                self._look_closely(number, kind, stored)

    def finish(self) -> None:
        self._skip_entries(until=NO_MORE[0])

    def _look_closely(self, number: int, kind: str, stored: bytes) -> None:
        """Nothing is wrong yet when only the entries before this one have no leaf."""
        self._skip_entries(until=number)
        found = {name: head[1] for name, head in self.heads.items() if head[0] == number}
        for name in found:
            self.heads[name] = self.take[name]()
        if not found:
            self._report_fault(f"leaf {number}: its {kind} is missing")
        elif found.keys() != {kind}:
            self._report_fault(f"leaf {number}: its entry was changed")
        elif hashlib.sha256(LEAF_PREFIX + found[kind]).digest() != bytes(stored):
            self._report_fault(f"leaf {number}: its {kind} was changed")

    def _skip_entries(self, until: int) -> None:
        for kind, take in self.take.items():
            while self.heads[kind][0] < until:
                self._report_fault(f"leaf {self.heads[kind][0]}: missing, its {kind} is on record")
                self.heads[kind] = take()


def compare(
    chunks: Iterable[list[LeafRow]],
    sources: dict[str, Entries],
    tree: RebuiltTree,
    report_fault: Callable[[str], None],
    progress: Callable[[int], None] = lambda seen: None,
) -> None:
    """Each leaf beside its entry, and all of them into the tree, in one pass."""
    comparison, seen = Comparison(sources, report_fault), 0
    for leaves in chunks:
        comparison.compare(leaves)
        tree.place(leaves)
        seen += len(leaves)
        progress(seen)
    comparison.finish()
    tree.finish()
