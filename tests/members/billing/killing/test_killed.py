"""The process is killed between saying what it will do and writing down what came of it. Nobody pays twice."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from members.billing.models import Charge, Order, Payment, Subscription
from members.billing.reconciling import reconcile
from members.billing.sandbox.running import Sandbox
from tests.factories.courses import make_course
from tests.factories.offers import make_membership, sell
from tests.factories.people import make_person
from tests.members.billing.conftest import send_to_site
from tests.members.billing.histories.truth import list_faults
from tests.members.billing.shopping import enter, join, press_button, run_due
from tests.own_processes import ROOT
from tests.visiting import Client

pytestmark = pytest.mark.django_db(transaction=True)
KILLS = int(os.environ.get("KILLS", "2"))
LONG = 30.0  # seconds that the provider keeps its answer: until the one who asked is dead


@pytest.fixture
def provider(settings: Any) -> Iterator[Sandbox]:
    with Sandbox.start(post=send_to_site) as sandbox:
        settings.MOLLIE_API_ENDPOINT, settings.MOLLIE_API_KEY = sandbox.address, sandbox.key
        yield sandbox


def start_worker(provider: Sandbox, act: str) -> subprocess.Popen[str]:
    """On the test's own database, already past its start."""
    facts = connection.settings_dict
    address = f"sqlite:///{facts['NAME']}"
    if connection.vendor == "postgresql":
        address = f"postgres://{facts['USER']}:{facts['PASSWORD']}@{facts['HOST']}:{facts['PORT']}/{facts['NAME']}"
    environment = os.environ | {
        "DATABASE_URL": address,
        "DJANGO_SETTINGS_MODULE": "werkflippen.settings.test",
        "MOLLIE_API_ENDPOINT": provider.address,
        "MOMENT": timezone.now().isoformat(),
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "site")]),
    }
    command = [sys.executable, "-m", "tests.members.billing.killing.worker", act]
    worker = subprocess.Popen(command, env=environment, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert worker.stdout is not None and worker.stdout.readline() == "ready\n"
    return worker


def let_finish(worker: subprocess.Popen[str]) -> None:
    worker.communicate(timeout=60)


def kill(worker: subprocess.Popen[str]) -> None:
    worker.send_signal(signal.SIGKILL)
    worker.communicate()


def kill_while_asking(provider: Sandbox, act: str, method: str, path: str) -> None:
    """Once the provider did what it was asked, and before anybody heard of it."""
    provider.faults.slow_down(method, path, LONG)
    before = len(provider.requests)
    worker = start_worker(provider, act)
    deadline = time.monotonic() + LONG
    while not any(heard.method == method for heard in provider.requests[before:]):
        assert time.monotonic() < deadline
        time.sleep(0.02)
    time.sleep(0.3)
    kill(worker)
    provider.faults.waiting.clear()


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


def test_who_was_killed_before_the_answer_gets_the_same_payment_again(provider: Sandbox) -> None:
    order_course(provider)
    kill_while_asking(provider, "pay", "POST", "/v2/payments")
    assert Payment.objects.get().provider_id is None
    let_finish(start_worker(provider, "pay"))
    (payment,) = provider.list_payments()
    assert Payment.objects.get().provider_id == payment.id


def test_hours_later_the_payment_is_looked_for_and_not_made_again(provider: Sandbox) -> None:
    order_course(provider)
    kill_while_asking(provider, "pay", "POST", "/v2/payments")
    Payment.objects.update(intended_at=timezone.now() - timedelta(hours=3))
    assert run_due() == []
    (payment,) = provider.list_payments()
    assert Payment.objects.get().provider_id == payment.id


def test_a_renewal_that_was_killed_is_collected_once(provider: Sandbox) -> None:
    make_membership()
    join(make_person(), provider)
    age_by(timedelta(days=31))
    kill_while_asking(provider, "due", "POST", "/v2/payments")
    let_finish(start_worker(provider, "due"))
    let_finish(start_worker(provider, "due"))
    assert [payment.sequence_type for payment in provider.list_payments()] == ["recurring", "first"]
    assert Charge.objects.count() == Payment.objects.count() == 2


def age_by(time_gone: timedelta) -> None:
    """As if the membership had begun so much earlier: the processes that are killed live in real time."""
    for charge in Charge.objects.all():
        charge.starts_on, charge.ends_on = charge.starts_on - time_gone, charge.ends_on - time_gone
        charge.save()
    Subscription.objects.update(anchor_on=Charge.objects.earliest("number").starts_on)


def test_killed_at_any_moment_of_a_busy_run_the_books_are_those_of_the_provider(provider: Sandbox) -> None:
    make_membership()
    for number in range(4):
        join(make_person(f"lid{number}@voorbeeld.example"), provider)
    age_by(timedelta(days=31))
    random = Random(os.environ.get("SEED", "1"))  # noqa: S311 (moments, not secrets)
    for _kill in range(KILLS):
        worker = start_worker(provider, "due")
        time.sleep(random.random() * 1.5)
        kill(worker)
    assert run_due() == []
    for payment in provider.list_payments():
        if payment.status == "pending":
            provider.settle(payment.id)
    list(reconcile(Payment.objects.exclude(provider_id=None)))
    assert len(provider.list_payments()) == Payment.objects.count() == Charge.objects.count() == 8
    assert list(list_faults(provider)) == []
