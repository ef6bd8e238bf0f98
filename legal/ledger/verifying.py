"""Re-computes the whole ledger from what the apps have on record."""

import heapq
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from .merkle import Tree, hash_leaf
from .models import Leaf

# (identifier of the leaf, entry in the bytes that were hashed), rising by identifier
Entries = Iterator[tuple[int, bytes]]
# the same with its kind between; and a leaf beside its entry: (identifier, kind, leaf hash, entry)
Entry = tuple[int, str, bytes]
Pair = tuple[int, str, bytes | None, bytes | None]

_sources: dict[str, Callable[[], Entries]] = {}
_checks: list[Callable[[], Iterator[str]]] = []


@dataclass
class Report:
    """What a verification found: the size and root of the tree, and one line for each fault."""

    size: int = 0
    root: bytes = b""
    faults: list[str] = field(default_factory=list)


def register_entries(kind: str, read_entries: Callable[[], Entries]) -> None:
    """Tell the ledger where the entries behind the leaves of this kind can be read again."""
    _sources[kind] = read_entries


def register_check(find_faults: Callable[[], Iterator[str]]) -> None:
    """Tell the ledger of faults that its leaves cannot show, one line for each."""
    if find_faults not in _checks:
        _checks.append(find_faults)


def run_checks() -> Iterator[str]:
    for find_faults in _checks:
        yield from find_faults()


def read_leaves(chunk_size: int = 10_000) -> Iterator[Entry]:
    rows = Leaf.objects.order_by("pk").values_list("pk", "kind", "leaf_hash")
    for number, kind, leaf_hash in rows.iterator(chunk_size=chunk_size):
        yield number, kind, bytes(leaf_hash)


def read_entries() -> Iterator[Entry]:
    """The entries of all kinds together, rising by identifier."""
    return heapq.merge(*(_name_kind(kind, read()) for kind, read in sorted(_sources.items())))


def _name_kind(kind: str, entries: Entries) -> Iterator[Entry]:
    for number, entry in entries:
        yield number, kind, entry


def verify(progress: Callable[[int], None] = lambda size: None) -> Report:
    """Compare every leaf with its entry. `progress` is called with the number of leaves seen, now and then."""
    return compare(read_leaves(), read_entries(), progress)


def compare(
    leaves: Iterable[Entry], entries: Iterable[Entry], progress: Callable[[int], None] = lambda size: None
) -> Report:
    report, tree = Report(), Tree()
    for number, kind, stored, entry in pair(leaves, entries):
        if fault := find_fault(kind, stored, entry):
            report.faults.append(f"leaf {number}: {fault}")
        if stored is not None:
            tree.append(stored)
            if tree.size % 10_000 == 0:
                progress(tree.size)
    report.size, report.root = tree.size, tree.compute_root()
    return report


def pair(leaves: Iterable[Entry], entries: Iterable[Entry]) -> Iterator[Pair]:
    """Walk leaves and entries in step, both rising by identifier; the side that is missing is None."""
    rest = iter(entries)
    current = next(rest, None)
    for number, kind, stored in leaves:
        while current is not None and current[0] < number:
            yield current[0], current[1], None, current[2]
            current = next(rest, None)
        if current is not None and current[0] == number:
            yield number, kind if kind == current[1] else "", stored, current[2]
            current = next(rest, None)
        else:
            yield number, kind, stored, None
    while current is not None:
        yield current[0], current[1], None, current[2]
        current = next(rest, None)


def find_fault(kind: str, stored: bytes | None, entry: bytes | None) -> str:
    """What is wrong with a leaf and its entry, or nothing. `kind` is empty when the two name different kinds."""
    if stored is None:
        return f"missing, its {kind} is on record"
    if entry is None:
        return f"its {kind} is missing"
    if not kind or hash_leaf(entry) != stored:
        return f"its {kind or 'entry'} was changed"
    return ""
