"""Workers as a test holds them: told what to do, waited for, killed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.db import connection
from django.utils import timezone

from members.billing.sandbox.running import Sandbox
from tests.own_processes import ROOT


class Worker:
    """One process at a time, on the test's own database, which the test's clock and provider go along with."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.child = 0

    @classmethod
    @contextmanager
    def start(cls) -> Iterator[Worker]:
        command = [sys.executable, "-m", "tests.members.billing.killing.worker"]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        with subprocess.Popen(command, env=make_environment(), cwd=ROOT, **pipes) as process:
            worker = cls(process)
            assert worker.hear() == "ready"
            yield worker
            process.stdin.close()  # ends it

    def hear(self) -> str:
        return self.process.stdout.readline().strip()

    def begin(self, act: str, provider: Sandbox, *, dies_at: int = 0) -> None:
        task = {"act": act, "moment": timezone.now().isoformat(), "provider": provider.address, "dies_at": dies_at}
        self.process.stdin.write(json.dumps(task) + "\n")
        self.process.stdin.flush()
        _child, number = self.hear().split()
        self.child = int(number)

    def finish(self) -> int | None:
        """How many steps it took; None when it came to no end."""
        steps = None
        while (words := self.hear()) != "over":
            steps = int(words.split()[1])
        return steps

    def do(self, act: str, provider: Sandbox, *, dies_at: int = 0) -> int | None:
        self.begin(act, provider, dies_at=dies_at)
        return self.finish()

    def kill(self) -> None:
        with suppress(ProcessLookupError):  # done already
            os.kill(self.child, signal.SIGKILL)
        self.finish()


def make_environment() -> dict[str, str]:
    facts = connection.settings_dict
    address = f"sqlite:///{facts['NAME']}"
    if connection.vendor == "postgresql":
        address = f"postgres://{facts['USER']}:{facts['PASSWORD']}@{facts['HOST']}:{facts['PORT']}/{facts['NAME']}"
    return os.environ | {
        "DATABASE_URL": address,
        "DJANGO_SETTINGS_MODULE": "werkflippen.settings.test",
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "site")]),
    }
