"""Somebody who owns the database, takes its guards away, changes what is on record, and is found out."""

from collections.abc import Callable
from io import StringIO
from typing import Any

from django.core.management import call_command
from django.db import connection, transaction

from legal.ledger import append_only


def verify_ledger() -> tuple[int, list[str]]:
    """The exit status and the lines of the command."""
    output = StringIO()
    try:
        call_command("verify_ledger", stdout=output, stderr=StringIO())
    except SystemExit as stopped:
        return stopped.code, output.getvalue().splitlines()
    return 0, output.getvalue().splitlines()


def plant(change: Callable[[], object]) -> list[str]:
    """The faults that are found after the change, beside the guards that are gone."""
    connection.check_constraints()
    append_only.uninstall(connection)
    change()
    code, lines = verify_ledger()
    assert code == 1
    transaction.set_rollback(True)  # what was left dangling is not for the end of the test to find
    return [line for line in lines[:-1] if not line.startswith("trigger ")]


def remove(row: Any) -> None:
    """Without asking what refers to it."""
    type(row).objects.filter(pk=row.pk)._raw_delete("default")
