"""Row 8: how fast one core re-computes the ledger, from rows in memory and streamed from PostgreSQL."""

import os
import subprocess
import sys
from collections.abc import Iterator

from tests.own_processes import ROOT
from tests.postgresql_cluster import running_cluster

ACTS = 200_000
GOALS = {"rows in memory": 500_000, "streamed from PostgreSQL": 200_000}


def measure() -> Iterator[str]:
    """In a process of its own: Django's settings, and so the database, are chosen once for each process."""
    with running_cluster() as address:
        path = os.pathsep.join([str(ROOT), str(ROOT / "site")])
        environment = {
            "DATABASE_URL": address,
            "DJANGO_SETTINGS_MODULE": "werkflippen.settings.test",
            "PYTHONPATH": path,
        }
        program = f"import django; django.setup(); from tests.bench.verify_acts import main; main({ACTS})"
        command = [sys.executable, "-c", program]
        output = subprocess.run(
            command, cwd=ROOT, env=os.environ | environment, check=True, stdout=subprocess.PIPE, text=True, timeout=300
        ).stdout
    rates = [float(line) for line in output.splitlines()]
    for (name, goal), rate in zip(GOALS.items(), rates, strict=True):
        yield f"row 8  ledger verification, {name}: {rate:,.0f} entries/s on one core (goal ≥ {goal:,}); {ACTS:,} acts"
