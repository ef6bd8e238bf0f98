"""What a page read from the database while it was made, so that it can be told later whether it would read the same."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from django.db import connection
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from wagtail.models import Page, get_page_models

NOW = timedelta(minutes=1)  # a moment this near was taken from the clock
TABLE = re.compile(r'\b(?:FROM|JOIN|INTO|UPDATE|TRUNCATE|TABLE|COPY)\s+"?(\w+)"?', re.IGNORECASE)
READING = re.compile(r"[\s(]*SELECT\b", re.IGNORECASE)
# Of a WITH nobody knows before its end: it counts as one that writes.
WRITING = re.compile(r"[\s(]*(?:INSERT|UPDATE|DELETE|REPLACE|MERGE|TRUNCATE|COPY|WITH|/\*|--)", re.IGNORECASE)
# Columns of pages that come along with every one of them and that no page for visitors shows: what editors do to a
# draft, when and as what it was published, which the map of the site and feeds tell. Tests of any edit hold it.
UNSEEN = {
    *("draft_title", "has_unpublished_changes", "latest_revision_id", "latest_revision_created_at"),
    *("locked", "locked_at", "locked_by_id", "last_published_at", "live_revision_id", "site_name"),
}
COUNTED = "numchild"  # of which only matters whether there are any

_recording: ContextVar[Recording | None] = ContextVar("recording", default=None)


def list_tables(sql: str) -> set[str]:
    """Those that a statement of Django's names. Of one that says EXTRACT(… FROM a column) also an alias."""
    return set(TABLE.findall(sql))


@dataclass(frozen=True)
class Query:
    sql: str
    parameters: Any

    def digest(self) -> bytes:
        """Of the rows that it gives now, apart from what nobody sees of them."""
        with connection.cursor() as cursor:
            cursor.execute(self.sql, self.parameters)
            columns = [name for name, *_rest in cursor.description]
            rows = cursor.fetchall()
        if not UNSEEN.isdisjoint(columns):
            rows = [take_seen(columns, row) for row in rows]
        return hashlib.blake2b(repr(rows).encode(), digest_size=16).digest()


def take_seen(columns: list[str], row: Sequence[Any]) -> list[Any]:
    return [
        bool(cell) if name == COUNTED else cell for name, cell in zip(columns, row, strict=True) if name not in UNSEEN
    ]


@dataclass
class Recording:
    """`is_writing`: it changed something. `of_now`: the tables of each question of which the answer would be another
    one in a while.
    """

    queries: dict[str, Query] = field(default_factory=dict)
    tables: set[str] = field(default_factory=set)
    of_now: set[frozenset[str]] = field(default_factory=set)
    is_writing: bool = False

    def __call__(self, execute: Callable[..., Any], sql: str, parameters: Any, many: bool, context: Any) -> Any:
        if READING.match(sql):
            self.queries[f"{sql} {parameters!r}"] = Query(sql, parameters)
            self.tables |= (tables := list_tables(sql))
            if any(map(is_of_now, parameters or ())):
                self.of_now.add(frozenset(tables))
        elif WRITING.match(sql):
            self.is_writing = True
        return execute(sql, parameters, many, context)

    def leave_out_ancestors(self, page: Page) -> None:
        """Right after Wagtail found the way to a page: of those above it, it read all that they say, and used their
        places in the tree, which it read before.
        """
        for name, query in list(self.queries.items()):
            is_whole_row = query.parameters and len(query.parameters) == 1 and query.parameters[0] != page.pk
            others = list_tables(query.sql) - {Page._meta.db_table}
            if is_whole_row and len(others) == 1 and others <= name_page_tables():
                del self.queries[name]


@cache
def name_page_tables() -> frozenset[str]:
    return frozenset(model._meta.db_table for model in get_page_models())


def is_of_now(parameter: object) -> bool:
    """SQLite is asked with texts, in UTC; PostgreSQL with moments."""
    try:
        moment = parse_datetime(parameter) if isinstance(parameter, str) else parameter
    except ValueError:
        return False
    if not isinstance(moment, datetime):
        return False
    return abs(timezone.now() - (moment if timezone.is_aware(moment) else moment.replace(tzinfo=UTC))) < NOW


@contextmanager
def record() -> Iterator[Recording]:
    """In this thread, and on the connection to the database of the site."""
    recording = Recording()
    token = _recording.set(recording)
    try:
        with connection.execute_wrapper(recording):
            yield recording
    finally:
        _recording.reset(token)


def find_recording() -> Recording | None:
    return _recording.get()
