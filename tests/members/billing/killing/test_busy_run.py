"""Two processes do what is due at the same moment, webhooks come in, and one of the two is killed at any moment."""

import os
import time
from datetime import timedelta
from random import Random

import pytest
from time_machine import TimeMachineFixture

from members.billing.models import Charge, Payment
from members.billing.reconciling import reconcile
from members.billing.sandbox.running import Sandbox
from tests.factories.offers import make_membership
from tests.factories.people import make_person
from tests.members.billing.histories.truth import list_faults
from tests.members.billing.killing.workers import Worker
from tests.members.billing.shopping import join, run_due

pytestmark = pytest.mark.django_db(transaction=True)
KILLS = int(os.environ.get("KILLS", "2"))
MEMBERS = 4
KILLS_A_MONTH = 4
LONGEST_LIFE = 0.6  # seconds; a whole run takes about as long


def test_killed_at_any_moment_the_books_are_those_of_the_provider(
    provider: Sandbox, worker: Worker, time_machine: TimeMachineFixture
) -> None:
    make_membership()
    for number in range(MEMBERS):
        join(make_person(f"lid{number}@voorbeeld.example"), provider)
    random = Random(os.environ.get("SEED"))  # noqa: S311 (moments, not secrets)
    with Worker.start() as other:
        for kill in range(KILLS):
            if kill % KILLS_A_MONTH == 0:
                time_machine.shift(timedelta(days=31))
            other.begin("due", provider)
            worker.begin(random.choice(["due", "due", "hear"]), provider)
            provider.deliver_webhooks(is_shuffled=True)
            time.sleep(random.random() * LONGEST_LIFE)
            worker.kill()
            other.finish()
            settle_some(provider, random)
    time_machine.shift(timedelta(hours=3))
    assert run_due() == []
    settle_some(provider, random, chance=1)
    list(reconcile(Payment.objects.exclude(provider_id=None)))
    months = 1 - -KILLS // KILLS_A_MONTH
    assert len(provider.list_payments()) == Payment.objects.count() == Charge.objects.count() == MEMBERS * months
    assert list(list_faults(provider)) == []


def settle_some(provider: Sandbox, random: Random, chance: float = 0.5) -> None:
    """Banks pay in their own time, before the month is over."""
    for payment in provider.list_payments():
        if payment.status == "pending" and random.random() < chance:
            provider.settle(payment.id)
