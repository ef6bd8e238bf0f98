"""Rows 10 and 11: a thousand courses from a spreadsheet, and how fast people find something among them."""

from collections.abc import Iterator

from tests.bench.both_databases import measure_on_both


def measure() -> Iterator[str]:
    yield from measure_on_both("tests.bench.measure_finding")
