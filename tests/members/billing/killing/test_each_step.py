"""Killed before each step between what was intended and what was written down. The suite tries some steps of each act,
`make prove` all of them.
"""

import os
from collections.abc import Callable, Iterator
from datetime import timedelta
from random import Random

import pytest
from django.db import transaction
from django.db.models import Sum
from time_machine import TimeMachineFixture

from members.billing.models import Charge, MoneyEntry, Order, Payment, Refund
from members.billing.placing import draft_order, place_order
from members.billing.reconciling import reconcile
from members.billing.sandbox.running import Sandbox
from members.billing.settling import intend_refund
from tests.factories.courses import make_course
from tests.factories.offers import make_membership, sell
from tests.factories.people import make_person
from tests.members.billing.histories.truth import list_faults
from tests.members.billing.killing.workers import Worker
from tests.members.billing.shopping import DETAILS, join, run_due

pytestmark = pytest.mark.django_db(transaction=True)
STEPS = os.environ.get("STEPS", "2")


@pytest.fixture
def die(worker: Worker, provider: Sandbox, time_machine: TimeMachineFixture) -> Callable[..., Iterator[None]]:
    """Does the act once to its end, to count its steps. Then again and again, killed at another step each time; what
    was left undone is done at once, or when the provider has forgotten the key of the call.
    """

    def repeat(act: str) -> Iterator[None]:
        yield
        taken = worker.do(act, provider)
        assert taken
        for step in choose_steps(taken):
            yield
            assert worker.do(act, provider, dies_at=step) is None
            time_machine.shift(timedelta(hours=3 * (step % 2)))
            assert run_due() == []

    return repeat


def choose_steps(taken: int) -> list[int]:
    every = range(1, taken + 1)
    return list(every) if STEPS == "all" else sorted(Random().sample(every, int(STEPS)))  # noqa: S311


def hear_everything() -> None:
    assert [found for found in reconcile(Payment.objects.since(days=40)) if isinstance(found, str)] == []


def test_of_asking_for_a_payment(provider: Sandbox, die: Callable[..., Iterator[None]]) -> None:
    offer, person = sell(make_course()), make_person()
    facts = {"way": Order.Way.OWN, "quantity": 1, "buyer": DETAILS, "email": person.email, "language": "nl"}
    for _death in die("pay"):
        place_order(order=draft_order(offer=offer, user=person, **facts), declared={})
    known = Payment.objects.exclude(provider_id=None).values_list("provider_id", flat=True)
    assert sorted(known) == sorted(payment.id for payment in provider.list_payments())
    assert Payment.objects.filter(provider_id=None).exclude(status="lost").count() == 0
    assert list(list_faults(provider)) == []


def test_of_collecting_a_period(
    provider: Sandbox, die: Callable[..., Iterator[None]], time_machine: TimeMachineFixture
) -> None:
    make_membership()
    join(make_person(), provider)
    for months, _death in enumerate(die("due"), start=1):
        known = set(Payment.objects.exclude(provider_id=None).values_list("provider_id", flat=True))
        assert known == {payment.id for payment in provider.list_payments()}
        assert not Payment.objects.filter(provider_id=None).exclude(status="lost").exists()
        assert len(known) == Charge.objects.count() == months
        provider.settle(provider.list_payments()[0].id) if months > 1 else None
        hear_everything()
        time_machine.shift(timedelta(days=31))
    assert list(list_faults(provider)) == []


def test_of_hearing_that_it_was_paid(
    provider: Sandbox, die: Callable[..., Iterator[None]], time_machine: TimeMachineFixture
) -> None:
    make_membership()
    join(make_person(), provider)
    for months, _death in enumerate(die("hear"), start=1):
        hear_everything()
        assert MoneyEntry.objects.count() == months
        time_machine.shift(timedelta(days=31))
        assert run_due() == []
        provider.settle(provider.list_payments()[0].id)
    hear_everything()
    assert list(list_faults(provider)) == []


def test_of_giving_money_back(
    provider: Sandbox, die: Callable[..., Iterator[None]], time_machine: TimeMachineFixture
) -> None:
    make_membership(cents=250_000)
    join(make_person(), provider)
    for cents, _death in enumerate(die("refund"), start=1):
        assert not Refund.objects.filter(provider_id=None).exists()
        with transaction.atomic():  # each another amount: Mollie takes the same one for a slip
            intend_refund(Charge.objects.get(), cents=cents, reason=Refund.Reason.STAFF)
    time_machine.shift(timedelta(hours=3))  # for two hours a refund could still be called back
    hear_everything()
    given = Refund.objects.aggregate(sum=Sum("cents"))["sum"]
    assert given == cents * (cents + 1) // 2 == -sum(entry.cents for entry in MoneyEntry.objects.filter(cents__lt=0))
    assert list(list_faults(provider)) == []
