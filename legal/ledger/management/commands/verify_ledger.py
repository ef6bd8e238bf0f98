import sys
from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection

from legal.ledger.append_only import list_missing, list_tables
from legal.ledger.verifying import run_checks, verify


class Command(BaseCommand):
    help = (
        "Re-computes the ledger from the texts and acts on record and checks that the database still refuses "
        "to change them. Prints one line for each fault; exit status 1 when there is one."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        missing = list_missing(connection)
        report = verify(self._show_progress)
        faults = [f"trigger {name}: missing, rows can be changed" for name in missing]
        faults += [*report.faults, *run_checks()]
        for fault in faults:
            self.stdout.write(fault)
        self.stdout.write(f"{report.size} leaves, root {report.root.hex()}")
        if faults:
            self.stderr.write(f"{len(faults)} faults found")
            sys.exit(1)
        self.stdout.write(f"No fault found. Changes are refused in {', '.join(list_tables(connection))}.")

    def _show_progress(self, size: int) -> None:
        if sys.stderr.isatty():
            self.stderr.write(f"\r{size} leaves", ending="")
