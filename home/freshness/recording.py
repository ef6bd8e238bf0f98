"""What a page read from the database while it was made, so that it can be told later whether it would read the same."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection
from django.utils import timezone
from django.utils.dateparse import parse_datetime

NOW = timedelta(minutes=1)  # a moment this near was taken from the clock
TABLE = re.compile(r'\b(?:FROM|JOIN|INTO|UPDATE)\s+"?(\w+)"?', re.IGNORECASE)
READING = ("SELECT", "WITH")
WRITING = ("INSERT", "UPDATE", "DELETE")
# What editors do to a draft; nothing that visitors see shows it.
OF_DRAFTS = {
    *("draft_title", "has_unpublished_changes", "latest_revision_id", "latest_revision_created_at"),
    *("locked", "locked_at", "locked_by_id"),
}

_recording: ContextVar[Recording | None] = ContextVar("recording", default=None)


def list_tables(sql: str) -> set[str]:
    """Those that a statement of Django's names. Of one that says EXTRACT(… FROM a column) also an alias."""
    return set(TABLE.findall(sql))


@dataclass(frozen=True)
class Query:
    sql: str
    parameters: Any

    def digest(self) -> bytes:
        """Of the rows that it gives now, apart from what only editors see of them."""
        with connection.cursor() as cursor:
            cursor.execute(self.sql, self.parameters)
            columns = [name for name, *_rest in cursor.description]
            rows = cursor.fetchall()
        hidden = [number for number, name in enumerate(columns) if name in OF_DRAFTS]
        if hidden:
            rows = [[cell for number, cell in enumerate(row) if number not in hidden] for row in rows]
        return hashlib.blake2b(repr(rows).encode(), digest_size=16).digest()


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
        kind = sql.lstrip()[:6].upper()
        if kind.startswith(READING):
            self.queries[f"{sql} {parameters!r}"] = Query(sql, parameters)
            self.tables |= (tables := list_tables(sql))
            if any(map(is_of_now, parameters or ())):
                self.of_now.add(frozenset(tables))
        elif kind in WRITING:
            self.is_writing = True
        return execute(sql, parameters, many, context)


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


def is_recording() -> bool:
    return _recording.get() is not None
