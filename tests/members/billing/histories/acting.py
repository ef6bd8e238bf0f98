"""What can happen to an order, by its buyer, their bank, the provider, the network and the clock: one act at a time.

An act that cannot be at that moment does nothing: so any list of acts is a history.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

from hypothesis import strategies
from time_machine import Traveller

from members.accounts.models import User
from members.billing.due import WORK
from members.billing.models import Order
from members.billing.sandbox.records import Chargeback, Payment, Refund
from members.billing.sandbox.refusals import Refused
from members.billing.sandbox.running import Sandbox
from tests.members.billing.histories import colleagues, members_acts
from tests.visiting import Client

FAULTS = ("answer 500", "answer 503", "answer 429", "answer 502 html", "drop answer", "drop request")
CALLS = (("POST", "/v2/payments"), ("GET", "/v2/payments/*"), ("POST", "/v2/*/refunds"), ("POST", "/v2/customers"))
BANK_REASONS = ("AM04", "MD01", "AC04")


@dataclass
class Scene:
    provider: Sandbox
    traveller: Traveller
    client: Client
    order: Order
    other: User  # who gets a gift, or a seat

    def do(self, name: str, number: int) -> None:
        with suppress(Refused, LookupError):
            ACTS[name](self, number)

    def list_payments(self) -> list[Payment]:
        return self.provider.list_payments()

    def pick(self, number: int) -> Payment:
        """Raises LookupError before there is any."""
        payments = self.list_payments()
        return payments[number % len(payments)] if payments else payments[0]


def pass_days(scene: Scene, number: int) -> None:
    """A day at a time, with nothing done about it by us: the provider goes on by itself."""
    for _day in range(1 + number % 12):
        scene.traveller.shift(timedelta(days=1))


def be_away(scene: Scene, number: int) -> None:
    """So long that webhooks are given up, debits come in unheard, and years go by."""
    scene.traveller.shift(timedelta(days=number % 200))


def run_due(scene: Scene, number: int) -> None:
    for work in WORK:
        list(work())


def deliver(scene: Scene, number: int) -> None:
    scene.provider.deliver_webhooks(is_shuffled=bool(number % 2))


def choose_outcome(scene: Scene, number: int) -> None:
    """At the provider's screen, or at the bank of a direct debit."""
    payment = scene.pick(number // 8)
    outcomes: tuple[Callable[[], object], ...] = (
        lambda: scene.provider.pay(payment.id, method=None if payment.method else "ideal"),
        lambda: scene.provider.pay(payment.id, method=None if payment.method else "creditcard"),
        lambda: scene.provider.fail(payment.id),
        lambda: scene.provider.fail(payment.id, reason=BANK_REASONS[number % 3]),
        lambda: scene.provider.cancel(payment.id),
        lambda: scene.provider.expire(payment.id),
        lambda: scene.provider.settle(payment.id),
    )
    outcomes[number % 7]()


def charge_back(scene: Scene, number: int) -> None:
    scene.provider.charge_back(scene.pick(number).id)


def reverse_chargeback(scene: Scene, number: int) -> None:
    with scene.provider.world.act():
        found = scene.provider.world.store.list(Chargeback)
    scene.provider.reverse_chargeback(found[number % len(found) if found else 0].id)


def refund_in_dashboard(scene: Scene, number: int) -> None:
    payment = scene.pick(number)
    scene.provider.refund(payment.id, payment.cents if number % 3 else 1 + number % payment.cents)


def fail_refund(scene: Scene, number: int) -> None:
    with scene.provider.world.act():
        found = scene.provider.world.store.list(Refund)
    scene.provider.fail_refund(found[number % len(found) if found else 0].id)


def click_pay(scene: Scene, number: int) -> None:
    scene.client.log_in_again()
    scene.client.post(f"/bestellen/{scene.order.key}/betalen/")


def come_back(scene: Scene, number: int) -> None:
    scene.client.log_in_again()
    scene.client.get(f"/bestellen/{scene.order.key}/betaald/")


def break_call(scene: Scene, number: int) -> None:
    faults, (method, path) = scene.provider.faults, CALLS[number % len(CALLS)]
    kind = FAULTS[number // len(CALLS) % len(FAULTS)]
    if kind.startswith("answer"):
        _answer, status, *html = kind.split()
        faults.answer(method, path, int(status), text="<p>bad gateway" if html else "", is_carried_out=number % 2 == 1)
    elif kind == "drop answer":
        faults.drop_answer(method, path)
    else:
        faults.drop_request(method, path)


def break_webhook(scene: Scene, number: int) -> None:
    faults = scene.provider.faults
    (faults.lose_webhook, faults.repeat_webhook, lambda: faults.delay_webhook(timedelta(hours=number % 50)))[
        number % 3
    ]()


ACTS: dict[str, Callable[[Scene, int], None]] = {
    "days pass": pass_days,
    "what is due is done": run_due,
    "webhooks come": deliver,
    "a payment ends": choose_outcome,
    "a bank takes money back": charge_back,
    "a chargeback is undone": reverse_chargeback,
    "somebody refunds in the dashboard": refund_in_dashboard,
    "the buyer clicks to pay": click_pay,
    "the buyer comes back": come_back,
    "a call breaks": break_call,
    "a webhook breaks": break_webhook,
    "the site is away": be_away,
    "a bank refuses a refund": fail_refund,
    "a colleague gives money back": colleagues.refund,
    "a colleague waives what is owed": colleagues.waive,
    "a colleague ends it": colleagues.end,
    "a colleague gives access": colleagues.grant,
} | members_acts.ACTS
PAID = [("a payment ends", 0), ("webhooks come", 0)]
MONTH = [("days pass", 10)] * 3
RENEWED = [*PAID, *MONTH, ("what is due is done", 0)]
# Most of what can go wrong does so after somebody paid.
BEGINNINGS = [[], PAID, PAID, RENEWED, [*RENEWED, ("days pass", 8), ("webhooks come", 1)]]
histories = strategies.builds(
    lambda beginning, acts: beginning + acts,
    strategies.sampled_from(BEGINNINGS),
    strategies.lists(
        strategies.tuples(strategies.sampled_from(sorted(ACTS)), strategies.integers(0, 5000)), min_size=3, max_size=25
    ),
)
