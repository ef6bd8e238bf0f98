"""Rows 6 to 9: a PostgreSQL of its own, filled with people and their acts, and what the legal code does with it."""

import os
import subprocess
import sys
from collections.abc import Iterator

from tests.own_processes import ROOT
from tests.postgresql_cluster import running_cluster

# What a server with an SSD and some memory is usually told; PostgreSQL's own defaults are for a disk that turns.
SERVER = {"random_page_cost": "1.1", "work_mem": "32MB"}


def measure(people: int) -> Iterator[str]:
    """In a process of its own: Django's settings, and so the database, are chosen once for each process."""
    with running_cluster() as address:
        environment = {
            "DATABASE_URL": address,
            "DJANGO_SETTINGS_MODULE": "werkflippen.settings.test",
            "PGOPTIONS": " ".join(f"-c {name}={value}" for name, value in SERVER.items()),
            "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "site")]),
        }
        command = [sys.executable, "-m", "tests.bench.measure_ledger", str(people)]
        with subprocess.Popen(
            command, cwd=ROOT, env=os.environ | environment, stdout=subprocess.PIPE, text=True
        ) as measuring:
            yield from (line.rstrip("\n") for line in measuring.stdout or ())
    if measuring.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with status {measuring.returncode}")
