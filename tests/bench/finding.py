"""Rows 10 and 11: a thousand courses from a spreadsheet, and how fast people find something among them."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator

from tests.own_processes import ROOT
from tests.postgresql_cluster import running_cluster


def measure() -> Iterator[str]:
    """On both databases, each in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        yield from measure_on(f"sqlite:///{folder}/bench.sqlite3")
    with running_cluster() as address:
        yield from measure_on(address)


def measure_on(address: str) -> Iterator[str]:
    environment = os.environ | {
        "DATABASE_URL": address,
        "DJANGO_SETTINGS_MODULE": "werkflippen.settings.test",
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "site")]),
    }
    command = [sys.executable, "-m", "tests.bench.measure_finding"]
    yield from subprocess.run(
        command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True
    ).stdout.splitlines()
