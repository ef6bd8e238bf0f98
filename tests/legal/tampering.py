"""Somebody who owns the database, takes its guards away, changes what is on record, and is found out."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import StringIO
from typing import Any

from django.core.management import call_command
from django.db import connection, transaction

from legal.ledger import append_only

SUMMARY = re.compile(r"\d+ leaves, root ")


def verify_ledger(*arguments: str) -> tuple[int, list[str]]:
    """The exit status and the lines of the command."""
    output = StringIO()
    try:
        call_command("verify_ledger", *arguments, stdout=output, stderr=StringIO())
    except SystemExit as stopped:
        return stopped.code, output.getvalue().splitlines()
    return 0, output.getvalue().splitlines()


def list_faults() -> list[str]:
    """What is said before the size of the tree."""
    code, lines = verify_ledger()
    end = next(number for number, line in enumerate(lines) if SUMMARY.match(line))
    assert code == (1 if end else 0)
    return lines[:end]


def plant(change: Callable[[], object]) -> list[str]:
    """The faults that are found after the change, beside the guards that are gone."""
    connection.check_constraints()
    append_only.uninstall(connection)
    change()
    faults = list_faults()
    transaction.set_rollback(True)  # what was left dangling is not for the end of the test to find
    return [line for line in faults if not line.startswith("trigger ")]


def run(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


@contextmanager
def lifting_check(table: str, name: str) -> Iterator[None]:
    """SQLite passes over all of its checks, until the connection is told to heed them again."""
    connection.check_constraints()
    if connection.vendor == "sqlite":
        run("PRAGMA ignore_check_constraints = ON")
    else:
        run(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
    try:
        yield
    finally:
        if connection.vendor == "sqlite":
            run("PRAGMA ignore_check_constraints = OFF")


def remove(row: Any) -> None:
    """Without asking what refers to it."""
    type(row).objects.filter(pk=row.pk)._raw_delete("default")
