"""A sandbox that runs, as tests hold it: whatever Mollie, a bank or a payer would do, they tell it to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from threading import Thread

from . import chargebacks, life, mandates, refunds
from .clock import Clock
from .faults import Faults
from .passing import deliver_shuffled, pass_time
from .records import Chargeback, Delivery, Mandate, Payment, Refund
from .server import Server
from .webhooks import post_form
from .world import LIVE_KEY, TEST_KEY, Heard, Post, World

PAUSE = 0.2  # seconds between two looks at what is due


class Sandbox:
    """Time passes when `clock.advance()` says so, and webhooks are sent then or with `deliver_webhooks()`; only with
    `run_by_itself()` in real time. An act that cannot be raises `Refused`, or `LookupError` for an unknown id.
    """

    key, live_key = TEST_KEY, LIVE_KEY

    def __init__(
        self, *, path: str = ":memory:", port: int = 0, seed: int | None = None, post: Post = post_form
    ) -> None:
        """Raises `OSError` when the port is taken. `post` sends the webhooks: see `World`."""
        self.world = World(path=path, seed=seed, post=post)
        self.world.clock.do_until = lambda moment: pass_time(self.world, moment)
        self.server = Server(self.world, port)
        self.thread = Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02})

    @classmethod
    @contextmanager
    def start(cls, *, path: str = ":memory:", seed: int | None = 0, post: Post = post_form) -> Iterator[Sandbox]:
        """On a free port, in a thread. The same seed makes the same ids."""
        sandbox = cls(path=path, seed=seed, post=post)
        sandbox.thread.start()
        try:
            yield sandbox
        finally:
            sandbox.stop()

    def stop(self) -> None:
        self.world.stopping.set()
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()
        with self.world.lock:
            self.world.store.close()

    def run_by_itself(self) -> None:
        """Until `stop()`: what falls due happens, and webhooks are sent."""
        while not self.world.stopping.wait(PAUSE):
            self.clock.advance(timedelta())

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
        with self.world.act():
            return self.world.store.list(Payment)

    def list_deliveries(self) -> list[Delivery]:
        """Newest first, with what was answered to each attempt."""
        with self.world.act():
            return self.world.store.list(Delivery)

    # The person who pays

    def pay(self, payment_id: str, *, method: str | None = None) -> None:
        with self.world.act():
            life.pay(self.world, self.world.get(Payment, payment_id), method)

    def fail(self, payment_id: str, *, reason: str = "") -> None:
        """`reason`, as AM04, is what the bank says of a direct debit."""
        with self.world.act():
            life.fail(self.world, self.world.get(Payment, payment_id), reason)

    def cancel(self, payment_id: str) -> None:
        with self.world.act():
            life.cancel(self.world, self.world.get(Payment, payment_id))

    # Banks

    def expire(self, payment_id: str) -> None:
        with self.world.act():
            life.expire(self.world, self.world.get(Payment, payment_id))

    def settle(self, payment_id: str) -> None:
        """A direct debit is paid, without waiting for it."""
        self.pay(payment_id)

    def charge_back(self, payment_id: str, *, cents: int | None = None, reason: str = chargebacks.USUAL_REASON) -> str:
        """The chargeback's id. All of the payment unless `cents` says how much."""
        with self.world.act():
            return chargebacks.charge_back(self.world, self.world.get(Payment, payment_id), cents, reason).id

    def reverse_chargeback(self, chargeback_id: str) -> None:
        with self.world.act():
            chargebacks.reverse_chargeback(self.world, self.world.get(Chargeback, chargeback_id))

    def fail_refund(self, refund_id: str) -> None:
        with self.world.act():
            refunds.fail(self.world, self.world.get(Refund, refund_id))

    def confirm_mandate(self, mandate_id: str) -> None:
        """A mandate that is pending becomes valid, without waiting for it."""
        with self.world.act():
            mandates.confirm(self.world, self.world.get(Mandate, mandate_id))

    # Somebody of ours in Mollie's dashboard

    def refund(self, payment_id: str, cents: int) -> str:
        """The refund's id."""
        with self.world.act():
            return refunds.refund_payment(self.world, self.world.get(Payment, payment_id), cents).id

    def revoke_mandate(self, mandate_id: str) -> None:
        with self.world.act():
            mandates.revoke(self.world, self.world.get(Mandate, mandate_id))

    def empty_balance(self) -> None:
        """From now on refunds are queued."""
        self.world.has_balance = False

    def fill_balance(self) -> None:
        with self.world.act():
            self.world.has_balance = True
            refunds.release_queue(self.world)
