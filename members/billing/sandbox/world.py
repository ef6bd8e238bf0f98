"""All that one sandbox is: what it remembers, its time, its faults, and the lock that its threads share."""

from __future__ import annotations

import string
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from random import Random
from threading import Event, Lock, RLock
from typing import TypeVar

from .clock import Clock
from .faults import Faults
from .records import Json, Record
from .refusals import Refused
from .store import Store

R = TypeVar("R", bound=Record)
Post = Callable[[str, str], int]  # sends a payment's id to a URL; the status of the answer, or raises OSError

TEST_KEY = "test_sandbox"
LIVE_KEY = "live_sandbox"
MODES = {TEST_KEY: "test", LIVE_KEY: "live"}
LETTERS = string.ascii_letters + string.digits
MOST_HEARD = 1000


@dataclass
class Heard:
    """What somebody asked of the API, and the status that they got; None while they got no answer. `seconds`: that
    finding the answer took.
    """

    method: str
    path: str
    query: dict[str, str]
    fields: Json | None
    idempotency_key: str
    status: int | None = None
    seconds: float = 0.0


class World:
    def __init__(self, *, path: str, seed: int | None, post: Post) -> None:
        self.store = Store(path)
        self.random = Random(seed)  # noqa: S311 (names of things that are worth nothing)
        self.post = post
        self.clock = Clock()
        self.faults = Faults()
        self.address = ""  # without a slash at the end
        self.has_balance = True  # to refund from
        self.heard: deque[Heard] = deque(maxlen=MOST_HEARD)
        self.keys_under_way: set[str] = set()
        self.lock = Lock()
        self.one_time = RLock()  # time passes in one thread at once, which may hold this while it waits for an answer
        self.stopping = Event()

    @contextmanager
    def act(self) -> Iterator[None]:
        """One at a time, and all of it or nothing."""
        with self.lock, self.store.transaction():
            yield

    def make_id(self, prefix: str) -> str:
        return prefix + "".join(self.random.choices(LETTERS, k=10))

    def find(self, kind: type[R], id: str, mode: str) -> R:
        """Raises `Refused`, in Mollie's words, for what is not there or was made with a key of the other mode."""
        record = self.store.find(kind, id)
        if record is None:
            raise Refused(404, f"No {kind.__name__.lower()} exists with token {id}.")
        if record.mode != mode:
            advice = "Try switching live / test API keys."
            raise Refused(404, f"{kind.__name__} {id} exists, but the wrong mode is used. {advice}")
        return record

    def get(self, kind: type[R], id: str | None) -> R:
        """Of either mode. Raises `LookupError`."""
        record = self.store.find(kind, id)
        if record is None:
            raise LookupError(f"The sandbox knows no {kind.__name__.lower()} {id}")
        return record
