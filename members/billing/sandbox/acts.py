"""What a payer, a bank, or somebody of ours in Mollie's dashboard would do: a test tells it to happen."""

from __future__ import annotations

from . import chargebacks, life, mandates, refunds
from .passing import act_now
from .records import Chargeback, Mandate, Payment, Refund
from .world import World


class Acts:
    """One that cannot be raises `Refused`; one on an unknown id raises `LookupError`."""

    world: World

    # The person who pays

    def pay(self, payment_id: str, *, method: str | None = None) -> None:
        with act_now(self.world):
            life.pay(self.world, self.world.get(Payment, payment_id), method)

    def fail(self, payment_id: str, *, reason: str = "") -> None:
        """`reason`, as AM04, is what the bank says of a direct debit."""
        with act_now(self.world):
            life.fail(self.world, self.world.get(Payment, payment_id), reason)

    def cancel(self, payment_id: str) -> None:
        with act_now(self.world):
            life.cancel(self.world, self.world.get(Payment, payment_id))

    # Banks

    def expire(self, payment_id: str) -> None:
        with act_now(self.world):
            life.expire(self.world, self.world.get(Payment, payment_id))

    def settle(self, payment_id: str) -> None:
        """A direct debit is paid, without waiting for it."""
        self.pay(payment_id)

    def charge_back(self, payment_id: str, *, cents: int | None = None, reason: str = chargebacks.USUAL_REASON) -> str:
        """The chargeback's id. All of the payment unless `cents` says how much."""
        with act_now(self.world):
            return chargebacks.charge_back(self.world, self.world.get(Payment, payment_id), cents, reason).id

    def reverse_chargeback(self, chargeback_id: str) -> None:
        with act_now(self.world):
            chargebacks.reverse_chargeback(self.world, self.world.get(Chargeback, chargeback_id))

    def fail_refund(self, refund_id: str) -> None:
        with act_now(self.world):
            refunds.fail(self.world, self.world.get(Refund, refund_id))

    def confirm_mandate(self, mandate_id: str) -> None:
        """A mandate that is pending becomes valid, without waiting for it."""
        with act_now(self.world):
            mandates.confirm(self.world, self.world.get(Mandate, mandate_id))

    # Somebody of ours in Mollie's dashboard

    def refund(self, payment_id: str, cents: int) -> str:
        """The refund's id."""
        with act_now(self.world):
            return refunds.refund_payment(self.world, self.world.get(Payment, payment_id), cents).id

    def revoke_mandate(self, mandate_id: str) -> None:
        with act_now(self.world):
            mandates.revoke(self.world, self.world.get(Mandate, mandate_id))

    def empty_balance(self) -> None:
        """From now on refunds are queued."""
        self.world.has_balance = False

    def fill_balance(self) -> None:
        with act_now(self.world):
            self.world.has_balance = True
            refunds.release_queue(self.world)
