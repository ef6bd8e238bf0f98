import sys
import time
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser, OutputWrapper
from django.db import connection

from legal.ledger.append_only import list_tables
from legal.ledger.models import Leaf
from legal.ledger.seal_copies import SealCopy, read_copies
from legal.ledger.verifying import Report, do_nothing, verify_everything

WIDTH = 40
INTERRUPTED = 130  # as shells say it


class Command(BaseCommand):
    help = (
        "Re-computes the ledger from the texts and acts on record, checks every seal and its signature, and that the "
        "database still refuses to change them. Prints one line for each fault; exit status 1 when there is one."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--seals",
            type=Path,
            action="append",
            default=[],
            metavar="FILE",
            help="seals that somebody kept: a download of the seals page or the text of a mail; may be given again",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        copies = [copy for path in options["seals"] for copy in self._read(path)]
        bar = ProgressBar(self.stderr, Leaf.objects.count()) if self.stderr.isatty() else None
        try:
            report = verify_everything(bar.show if bar else do_nothing, copies)
        except KeyboardInterrupt:
            self.stderr.write("\nStopped before the end: this says nothing.")
            sys.exit(INTERRUPTED)
        if bar:
            bar.wipe()
        self._say(report)
        if report.faults:
            self.stderr.write(f"{len(report.faults)} faults found")
            sys.exit(1)
        self.stdout.write(f"No fault found. Changes are refused in {', '.join(list_tables(connection))}.")

    def _read(self, path: Path) -> list[SealCopy]:
        try:
            return read_copies(path)
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"{path} cannot be read: {error}", returncode=2) from error

    def _say(self, report: Report) -> None:
        for fault in report.faults:
            self.stdout.write(fault)
        self.stdout.write(f"{report.size} leaves, root {report.root.hex()}")
        self.stdout.write(f"newest seal: {report.newest_seal or 'none yet'}")
        self.stdout.write(f"{report.waiting} leaves wait for the next seal")
        self.stdout.write(f"{report.seals} seals on record, {report.copies} copies of seals compared")


class ProgressBar:
    """At most ten times a second."""

    def __init__(self, terminal: OutputWrapper, total: int) -> None:
        self._terminal = terminal
        self._total = max(total, 1)
        self._shown_at = -1.0

    def show(self, seen: int) -> None:
        now = time.monotonic()
        if now - self._shown_at < 0.1:
            return
        self._shown_at = now
        done = min(seen * WIDTH // self._total, WIDTH)
        self._write(f"\r[{'#' * done}{' ' * (WIDTH - done)}] {seen:,} of {self._total:,} leaves")

    def wipe(self) -> None:
        self._write("\r\x1b[K")

    def _write(self, text: str) -> None:
        self._terminal.write(text, str, ending="")
        self._terminal.flush()
