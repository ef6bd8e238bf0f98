"""Re-computes the whole ledger from what the apps have on record."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import cast

from django.db import connection

from .append_only import list_missing
from .comparing import Entries, compare
from .models import Leaf, Node
from .one_moment import FETCHED, read_in_parts, reading_one_moment
from .rebuilding import LeafRow, RebuiltTree
from .seal_checking import SealCheck
from .seal_copies import SealCopy, read_own_copies
from .sealing import find_settled_leaf

MOST_FAULTS = 1000

_sources: dict[str, Callable[[], Entries]] = {}
_checks: list[Callable[[], Iterator[str]]] = []


@dataclass
class Report:
    """What a verification found: the tree, and one line for each fault, up to a thousand."""

    size: int = 0
    root: bytes = b""
    waiting: int = 0  # leaves that no seal covers yet
    seals: int = 0
    copies: int = 0
    newest_seal: str = ""
    faults: list[str] = field(default_factory=list)

    def add(self, fault: str) -> None:
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(fault)
        elif len(self.faults) == MOST_FAULTS:
            self.faults.append("and more faults, which are not listed")


def do_nothing(seen: int) -> None:
    """The progress of whoever does not watch."""


def register_entries(kind: str, read_entries: Callable[[], Entries]) -> None:
    """Tell the ledger where the entries behind the leaves of this kind can be read again.

    They come rising by the identifier of their leaf, with the bytes that were hashed.
    """
    _sources[kind] = read_entries


def register_check(find_faults: Callable[[], Iterator[str]]) -> None:
    """Tell the ledger of faults that its leaves cannot show, one line for each. It may only read."""
    if find_faults not in _checks:
        _checks.append(find_faults)


def verify(progress: Callable[[int], None] = do_nothing, copies: Iterable[SealCopy] = ()) -> Report:
    """Leaves, entries, tree, seals and keys. `progress` is called with the number of leaves seen, now and then."""
    given_out = [*read_own_copies(), *copies]  # before the rest, or one of them could be newer than what is read
    with reading_one_moment():
        return verify_tree(given_out, progress)


def verify_everything(progress: Callable[[int], None] = do_nothing, copies: Iterable[SealCopy] = ()) -> Report:
    """The same, the triggers, and what the apps watch over."""
    given_out = [*read_own_copies(), *copies]
    with reading_one_moment():
        report = verify_tree(given_out, progress)
        for name in list_missing(connection):
            report.add(f"trigger {name}: missing or hollow, rows can be changed")
        for find_faults in _checks:
            for fault in find_faults():
                report.add(fault)
    return report


def verify_tree(copies: list[SealCopy], progress: Callable[[int], None]) -> Report:
    report, check = Report(copies=len(copies)), SealCheck(copies)
    tree = RebuiltTree(check.list_sizes(), read_nodes(), report.add)
    compare(read_leaves(), {kind: read() for kind, read in _sources.items()}, tree, report.add, progress)
    for fault in check.find_faults(tree):
        report.add(fault)
    settled = find_settled_leaf()
    for number in tree.waiting:
        if number <= settled:
            report.add(f"leaf {number}: never sealed")
    report.size, report.root, report.waiting = tree.size, tree.compute_root(), len(tree.waiting)
    report.seals, report.newest_seal = len(check.seals), check.describe_newest()
    return report


def read_leaves() -> Iterator[list[LeafRow]]:
    rows = Leaf.objects.order_by("pk").values_list("pk", "kind", "leaf_hash", "position__index")
    return cast(Iterator[list[LeafRow]], read_in_parts(rows))  # the index is None without a position


def read_nodes() -> dict[tuple[int, int], bytes]:
    rows = Node.objects.values_list("height", "index", "node_hash")
    return {(height, index): bytes(node) for height, index, node in rows.iterator(chunk_size=FETCHED)}
