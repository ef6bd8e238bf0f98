"""Rows in their millions: the database gets the next ones ready while these are being looked at."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from typing import Any, TypeVar

from django.db import connection
from django.db.models import QuerySet

FETCHED = 2000  # rows that the database hands over at a time; more is slower
Row = TypeVar("Row")


def read_in_parts(rows: QuerySet[Any, Row]) -> Iterator[list[Row]]:
    """The query starts in the thread of the caller, in its transaction; only the waiting is done beside it."""
    following = rows.iterator(chunk_size=FETCHED)

    def fetch() -> list[Row]:
        return list(islice(following, FETCHED))

    part = fetch()
    if connection.vendor != "postgresql":  # reads from a file: there is nothing to wait for
        while part:
            yield part
            part = fetch()
        return
    with ThreadPoolExecutor(1) as beside:
        while part:
            coming = beside.submit(fetch)
            yield part
            part = coming.result()
