"""The process is killed between saying what it will do and writing down what came of it. Nobody pays twice."""

import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from time_machine import TimeMachineFixture

from members.billing.models import Charge, Order, Payment
from members.billing.sandbox.running import Sandbox
from tests.factories.courses import make_course
from tests.factories.offers import make_membership, sell
from tests.factories.people import make_person
from tests.members.billing.killing.workers import Worker
from tests.members.billing.shopping import enter, join, press_button, run_due
from tests.visiting import Client

pytestmark = pytest.mark.django_db(transaction=True)


def kill_while_asking(worker: Worker, provider: Sandbox, act: str) -> None:
    """Once the provider made the payment, and before anybody heard of it."""
    held = provider.faults.hold_answer("POST", "/v2/payments")
    worker.begin(act, provider)
    assert held.is_carried_out.wait(30)
    worker.kill()
    held.is_let_go.set()
    wait_until(lambda: not provider.world.keys_under_way)  # until then it would say 409 to who asks the same


def wait_until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def order_course(provider: Sandbox) -> Order:
    """Ordered; the provider did not hear of it."""
    course = make_course()
    sell(course)
    client = Client()
    client.force_login(make_person())
    provider.faults.drop_request("POST", "/v2/payments")
    press_button(client, enter(client, course.slug), waiver="on")
    assert provider.list_payments() == []
    return Order.objects.get()


def test_who_was_killed_before_the_answer_gets_the_same_payment_again(provider: Sandbox, worker: Worker) -> None:
    order_course(provider)
    kill_while_asking(worker, provider, "pay")
    assert Payment.objects.get().provider_id is None
    assert worker.do("pay", provider)
    (payment,) = provider.list_payments()
    assert Payment.objects.get().provider_id == payment.id


def test_hours_later_the_payment_is_looked_for_and_not_made_again(
    provider: Sandbox, worker: Worker, time_machine: TimeMachineFixture
) -> None:
    order_course(provider)
    kill_while_asking(worker, provider, "pay")
    time_machine.shift(timedelta(hours=3))
    assert run_due() == []
    (payment,) = provider.list_payments()
    assert Payment.objects.get().provider_id == payment.id


def test_a_renewal_that_was_killed_is_collected_once(
    provider: Sandbox, worker: Worker, time_machine: TimeMachineFixture
) -> None:
    make_membership()
    join(make_person(), provider)
    time_machine.shift(timedelta(days=31))
    kill_while_asking(worker, provider, "due")
    assert worker.do("due", provider) and worker.do("due", provider)
    assert [payment.sequence_type for payment in provider.list_payments()] == ["recurring", "first"]
    assert Charge.objects.count() == Payment.objects.exclude(provider_id=None).count() == 2
