"""The rows that migrations make, kept aside in tables beside those of the models: a flush knows nothing of these."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

PREFIX = "kept_aside_"


@dataclass(frozen=True)
class MigratedRows:
    tables: list[str]  # those that migrations filled

    @classmethod
    def keep_aside(cls, connection: BaseDatabaseWrapper) -> MigratedRows:
        with transaction.atomic(), connection.cursor() as cursor:
            tables = [table for table in list_flushed(connection) if has_rows(cursor, table)]
            for table in tables:
                cursor.execute(f'CREATE TABLE "{PREFIX}{table}" AS SELECT * FROM "{table}"')
        return cls(tables)

    def put_back(self, connection: BaseDatabaseWrapper) -> None:
        """All of them, or none when the flush did not come yet."""
        with transaction.atomic(), connection.cursor() as cursor:
            for table in self.tables:
                if not has_rows(cursor, table):
                    cursor.execute(f'INSERT INTO "{table}" SELECT * FROM "{PREFIX}{table}"')


def list_flushed(connection: BaseDatabaseWrapper) -> list[str]:
    return sorted(connection.introspection.django_table_names(only_existing=True, include_views=False))


def has_rows(cursor: Any, table: str) -> bool:
    cursor.execute(f'SELECT 1 FROM "{table}" LIMIT 1')
    return cursor.fetchone() is not None
