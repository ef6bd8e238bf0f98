"""Reading millions of rows as they all stood at one moment, while others go on writing."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any, TypeVar

from django.db import connection, transaction
from django.db.models import QuerySet

FETCHED = 2000  # rows that the database hands over at a time; more is slower
Row = TypeVar("Row")


@contextmanager
def reading_one_moment() -> Iterator[None]:
    """For reading only. Within a transaction that is under way it adds nothing: the caller has chosen already."""
    with collecting_later():
        if connection.in_atomic_block:
            yield
        elif connection.vendor == "postgresql":
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
                yield
        else:
            with connection.cursor() as cursor:  # Django's own transaction would hold up everybody who writes
                cursor.execute("BEGIN DEFERRED")
                try:
                    yield
                finally:
                    cursor.execute("ROLLBACK")


@contextmanager
def collecting_later() -> Iterator[None]:
    """Rows refer to nothing: going through them for cycles, again and again, takes a tenth of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def read_in_parts(rows: QuerySet[Any, Row]) -> Iterator[list[Row]]:
    following = rows.iterator(chunk_size=FETCHED)
    while part := list(islice(following, FETCHED)):
        yield part
