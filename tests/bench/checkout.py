"""Rows 12 and 13: what the screens of an order ask the database, and how long a webhook of the provider takes."""

from collections.abc import Iterator

from tests.bench.both_databases import measure_on_both


def measure() -> Iterator[str]:
    yield from measure_on_both("tests.bench.measure_checkout")
