"""Columns as plain numbers and text, written out by the database: quicker than making a Python object of each."""

from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.sql.compiler import SQLCompiler


class Seconds(models.Func):
    """Unix time of a moment, in whole seconds."""

    output_field = models.BigIntegerField()
    template = "FLOOR(DATE_PART('epoch', %(expressions)s))::bigint"

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra: Any) -> Any:
        template = "CAST(STRFTIME('%%%%s', %(expressions)s) AS INTEGER)"
        return self.as_sql(compiler, connection, template=template, **extra)


class Hexadecimal(models.Func):
    """A UUID as 32 digits, which is how SQLite stores it."""

    output_field = models.CharField()
    template = "ENCODE(UUID_SEND(%(expressions)s), 'hex')"

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra: Any) -> Any:
        return self.as_sql(compiler, connection, template="%(expressions)s", **extra)
