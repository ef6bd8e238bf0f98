"""A sandbox that runs, as tests and `python -m members.billing.sandbox` hold it."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from threading import Thread

from .acts import Acts
from .clock import Clock
from .faults import Faults
from .passing import act_now, deliver_shuffled, pass_time
from .records import Delivery, Payment
from .server import Server
from .webhooks import post_form
from .world import LIVE_KEY, TEST_KEY, Heard, Post, World

PAUSE = 0.2  # seconds between two looks at what is due


class Sandbox(Acts):
    """Webhooks are sent when `clock.advance()` or `deliver_webhooks()` says so; with `run_by_itself()`, when due."""

    key, live_key = TEST_KEY, LIVE_KEY

    def __init__(
        self, *, path: str = ":memory:", port: int = 0, seed: int | None = None, post: Post = post_form
    ) -> None:
        """Raises `OSError` when the port is taken. `post` sends the webhooks: see `World`."""
        self.world = World(path=path, seed=seed, post=post)
        self.world.clock.do_until = lambda moment: pass_time(self.world, moment)
        self.server = Server(self.world, port)

    @classmethod
    @contextmanager
    def start(
        cls, *, path: str = ":memory:", seed: int | None = 0, post: Post = post_form, runs_by_itself: bool = False
    ) -> Iterator[Sandbox]:
        """On a free port, in threads. The same seed makes the same ids."""
        sandbox = cls(path=path, seed=seed, post=post)
        with sandbox.answering(), ThreadPoolExecutor(1) as pool:
            running = [pool.submit(sandbox.run_by_itself)] if runs_by_itself else []
            try:
                yield sandbox
            finally:
                sandbox.stop()
            for future in running:
                future.result()  # raises what it raised

    @contextmanager
    def answering(self) -> Iterator[None]:
        thread = Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield
        finally:
            self.stop()
            self.server.shutdown()
            thread.join()
            self.server.server_close()
            with self.world.lock:
                self.world.store.close()

    def run_by_itself(self) -> None:
        """Until `stop()`: what falls due happens, and webhooks are sent."""
        while not self.world.stopping.wait(PAUSE):
            self.clock.advance(timedelta())

    def stop(self) -> None:
        self.world.stopping.set()

    @property
    def address(self) -> str:
        return self.world.address

    @property
    def clock(self) -> Clock:
        return self.world.clock

    @property
    def faults(self) -> Faults:
        return self.world.faults

    @property
    def requests(self) -> list[Heard]:
        """What was asked of the API, oldest first."""
        return list(self.world.heard)

    def deliver_webhooks(self, *, is_shuffled: bool = False) -> None:
        """Those that are due now."""
        if is_shuffled:
            deliver_shuffled(self.world)
        else:
            self.clock.advance(timedelta())

    def list_payments(self) -> list[Payment]:
        """Newest first."""
        with act_now(self.world):
            return self.world.store.list(Payment)

    def list_deliveries(self) -> list[Delivery]:
        """Newest first, with what was answered to each attempt."""
        with act_now(self.world):
            return self.world.store.list(Delivery)
