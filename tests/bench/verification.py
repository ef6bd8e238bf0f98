"""Row 8: how fast one core re-computes the ledger, from rows in memory and streamed from PostgreSQL."""

import time
from collections.abc import Iterator
from itertools import chain, islice

from legal.ledger.comparing import compare
from legal.ledger.one_moment import FETCHED, collecting_later
from legal.ledger.rebuilding import LeafRow, RebuiltTree
from legal.ledger.verifying import read_leaves, verify, verify_everything
from legal.statements.entries import ActRow, encode_act_rows, read_act_rows

GOALS = {"rows in memory": 500_000, "streamed from PostgreSQL": 200_000}
ROUNDS = 3
MOST_IN_MEMORY = 300_000


def measure() -> Iterator[str]:
    yield measure_memory()
    yield measure_streamed()
    start = time.perf_counter()
    report = verify_everything()
    refuse_faults(report.faults)
    yield f"       the same with people, links and live pages: {time.perf_counter() - start:,.1f} s in all"


def measure_memory() -> str:
    rows = list(islice(read_act_rows(), MOST_IN_MEMORY))
    places = {row[0] for row in rows}
    leaves = [leaf for leaf in chain.from_iterable(read_leaves()) if leaf[0] in places]
    used = min(verify_in_memory(leaves, rows) for _ in range(ROUNDS))
    return write_row("rows in memory", len(rows) / used, f"of {len(rows):,} entries, the best of {ROUNDS} times")


def verify_in_memory(leaves: list[LeafRow], rows: list[ActRow]) -> float:
    """Seconds of the processor. The tree starts at the first of these leaves."""
    faults: list[str] = []
    moved = [(number, kind, stored, index) for index, (number, kind, stored, _) in enumerate(leaves)]
    chunks = [moved[start : start + FETCHED] for start in range(0, len(moved), FETCHED)]
    tree = RebuiltTree([], {}, [].append)  # no nodes are stored for it
    with collecting_later():
        start = time.process_time()
        compare(chunks, {"act": encode_act_rows(rows)}, tree, faults.append)
        tree.compute_root()
        used = time.process_time() - start
    refuse_faults(faults)
    if tree.size != len(rows):
        raise RuntimeError(f"{tree.size} leaves for {len(rows)} acts")
    return used


def measure_streamed() -> str:
    """Waiting for the database counts; the second figure is what our own process used of its core."""
    taken, used, size = min(verify_stored() for _ in range(ROUNDS))
    own = f"{size / used:,.0f} without the time of the database"
    return write_row(
        "streamed from PostgreSQL", size / taken, f"of {size:,} entries, the best of {ROUNDS} times; {own}"
    )


def verify_stored() -> tuple[float, float, int]:
    """Seconds on the clock, seconds of the processor in our own process, and how many entries there are."""
    start, used = time.perf_counter(), time.process_time()
    report = verify()
    refuse_faults(report.faults)
    return time.perf_counter() - start, time.process_time() - used, report.size


def refuse_faults(faults: list[str]) -> None:
    if faults:
        raise RuntimeError(f"a sound ledger was found wanting: {faults[:3]}")


def write_row(name: str, rate: float, more: str) -> str:
    return f"row 8  ledger verification, {name}: {rate:,.0f} entries/s {more} (goal ≥ {GOALS[name]:,})"
