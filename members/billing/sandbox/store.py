"""Where records lie: in SQLite, in a file or in memory, each as one piece of JSON."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from typing import TypeVar, cast

from .records import KINDS, Delivery, Record

R = TypeVar("R", bound=Record)

TABLE = """
    CREATE TABLE IF NOT EXISTS record (
        number INTEGER PRIMARY KEY,
        kind TEXT NOT NULL,
        id TEXT NOT NULL,
        parent TEXT,
        due_at TEXT,
        body TEXT NOT NULL,
        UNIQUE (kind, id)
    );
    CREATE INDEX IF NOT EXISTS record_due_at ON record (due_at) WHERE due_at IS NOT NULL;
    CREATE INDEX IF NOT EXISTS record_parent ON record (parent) WHERE parent IS NOT NULL;
"""
SAVE = """
    INSERT INTO record (kind, id, parent, due_at, body) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (kind, id) DO UPDATE SET due_at = excluded.due_at, body = excluded.body
"""
FIND_DUE = """
    SELECT kind, body FROM record WHERE due_at <= ? AND (? OR kind <> ?) ORDER BY due_at, number LIMIT 1
"""


class Store:
    """One connection for all threads: whoever uses it holds the lock of the world."""

    def __init__(self, path: str) -> None:
        self.connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self.connection.executescript(TABLE)

    def close(self) -> None:
        self.connection.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self.connection.execute("ROLLBACK")
            raise
        self.connection.execute("COMMIT")

    def save(self, record: Record) -> None:
        kind = type(record).__name__
        self.connection.execute(SAVE, (kind, record.id, record.parent, write_moment(record.due_at), encode(record)))

    def delete(self, record: Record) -> None:
        self.connection.execute("DELETE FROM record WHERE kind = ? AND id = ?", (type(record).__name__, record.id))

    def find(self, kind: type[R], id: str | None) -> R | None:
        rows = self.connection.execute(
            "SELECT kind, body FROM record WHERE kind = ? AND id = ?", (kind.__name__, id)
        ).fetchall()
        return cast(R, decode(*rows[0])) if rows else None

    def list(self, kind: type[R], parent: str | None = None) -> list[R]:
        """Newest first: all of this kind, or those that belong to one record."""
        if parent is None:
            sql, values = "SELECT kind, body FROM record WHERE kind = ? ORDER BY number DESC", [kind.__name__]
        else:
            sql = "SELECT kind, body FROM record WHERE kind = ? AND parent = ? ORDER BY number DESC"
            values = [kind.__name__, parent]
        return [cast(R, decode(*row)) for row in self.connection.execute(sql, values)]

    def find_due(self, until: datetime, *, with_webhooks: bool) -> Record | None:
        """What happens first of all that is due by then."""
        values = (write_moment(until), with_webhooks, Delivery.__name__)
        row = self.connection.execute(FIND_DUE, values).fetchone()
        return decode(*row) if row else None


def write_moment(moment: datetime | None) -> str | None:
    """Always of the same length, so that SQLite puts them in order."""
    return moment.isoformat(timespec="microseconds") if moment else None


def encode(record: Record) -> str:
    return json.dumps(asdict(record), default=write_moment)


def decode(kind: str, body: str) -> Record:
    values = json.loads(body)
    moments = {name: datetime.fromisoformat(value) for name, value in values.items() if name.endswith("_at") and value}
    return KINDS[kind](**values | moments)
