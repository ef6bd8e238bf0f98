"""The site, ready to do one thing about money in a process that a test can kill in the middle.

    python -m tests.members.billing.killing.worker

with DATABASE_URL of the test's database. Each line that it reads is a task in JSON, see `Task`; it is done by a child
that has nothing to start up any more.
"""

import json
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import django
import time_machine
from django.conf import settings
from django.db import connection

django.setup()

from members.billing.due import WORK  # noqa: E402
from members.billing.models import Charge, Payment  # noqa: E402
from members.billing.paying import begin_payment  # noqa: E402
from members.billing.reconciling import reconcile  # noqa: E402
from members.billing.refunding import refund_all  # noqa: E402


@dataclass
class Task:
    """`dies_at`: before the how manieth step it kills itself; 0 for never. A step is a question to the database, or a
    connection to the provider: between two of them nothing happens that anybody could see.
    """

    act: str
    moment: str
    provider: str
    dies_at: int = 0
    steps: int = 0

    def take_step(self) -> None:
        self.steps += 1
        if self.steps == self.dies_at:
            os.kill(os.getpid(), signal.SIGKILL)

    def watch_database(self, execute: Callable[..., Any], *arguments: Any) -> Any:
        self.take_step()
        return execute(*arguments)

    def watch_network(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event == "socket.connect":
            self.take_step()


def pay() -> None:
    begin_payment(charge=Charge.objects.latest("pk"), sequence="oneoff")


def do_all_that_is_due() -> None:
    for work in WORK:
        list(work())


def hear() -> None:
    list(reconcile(Payment.objects.since(days=100)))


ACTS: dict[str, Callable[[], object]] = {
    "pay": pay,
    "due": do_all_that_is_due,
    "hear": hear,
    "refund": lambda: list(refund_all()),
}


def do(task: Task) -> None:
    """Prints who does it, and in the end how many steps it took."""
    say(f"child {os.getpid()}")
    time_machine.travel(task.moment, tick=True).start()
    settings.MOLLIE_API_ENDPOINT = task.provider
    sys.addaudithook(task.watch_network)
    with connection.execute_wrapper(task.watch_database):
        ACTS[task.act]()
    connection.close()
    say(f"took {task.steps}")


def say(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


def do_in_a_child(task: Task) -> None:
    child = os.fork()
    if child == 0:
        do(task)
        os._exit(0)
    os.waitpid(child, 0)
    say("over")


if __name__ == "__main__":
    say("ready")
    for line in sys.stdin:
        do_in_a_child(Task(**json.loads(line)))
