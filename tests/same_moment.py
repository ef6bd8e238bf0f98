"""Several people who click at the same moment: threads, each with its own connection to the database."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connection


def run_at_once(acts: list[Callable[[], Any]]) -> list[Any]:
    """What each act gave back, in their order; the first that failed raises here. Only with `transaction=True`."""
    start = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        start.wait(timeout=30)
        try:
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return [running.result(timeout=120) for running in [pool.submit(run, act) for act in acts]]
