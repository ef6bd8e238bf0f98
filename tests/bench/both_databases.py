"""A measure on SQLite and on PostgreSQL, each in a process of its own that begins with an empty database."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator

from tests.own_processes import ROOT
from tests.postgresql_cluster import running_cluster


def measure_on_both(module: str) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        yield from measure_on(f"sqlite:///{folder}/bench.sqlite3", module)
    with running_cluster() as address:
        yield from measure_on(address, module)


def measure_on(address: str, module: str) -> Iterator[str]:
    environment = os.environ | {
        "DATABASE_URL": address,
        "DJANGO_SETTINGS_MODULE": "werkflippen.settings.test",
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "site")]),
    }
    yield from subprocess.run(
        [sys.executable, "-m", module], cwd=ROOT, env=environment, check=True, capture_output=True, text=True
    ).stdout.splitlines()
