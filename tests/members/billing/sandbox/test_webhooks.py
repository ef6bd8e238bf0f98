"""The shop hears that something happened to a payment, and never what."""

import socket
import time
from datetime import timedelta

import pytest

from members.billing.sandbox import webhooks
from members.billing.sandbox.running import Sandbox
from tests.members.billing.sandbox.asking import (
    charge,
    euros,
    make_client,
    make_customer_with_mandate,
    make_paid,
    make_payment,
)

MINUTE = timedelta(minutes=1)
# Minutes from the first attempt, as Mollie says.
ATTEMPTS = [0, 1, 3, 7, 15, 31, 60, 120, 240, 1560]


def hear(shop, sandbox):
    """What came since we listened last."""
    sandbox.deliver_webhooks()
    heard, shop.heard = shop.heard, []
    return heard


@pytest.mark.parametrize("act", ["pay", "fail", "cancel", "expire"])
def test_the_end_of_a_payment_is_announced_with_nothing_but_its_id(mollie, sandbox, shop, act):
    payment = make_payment(mollie, webhookUrl=shop.url)
    assert hear(shop, sandbox) == []
    getattr(sandbox, act)(payment.id)
    assert shop.heard == []
    assert hear(shop, sandbox) == [f"id={payment.id}"]
    assert shop.types == ["application/x-www-form-urlencoded"]
    assert hear(shop, sandbox) == []


def test_a_debit_that_waits_is_not_announced_and_its_end_is(mollie, sandbox, shop):
    debit = charge(make_customer_with_mandate(mollie, sandbox), webhookUrl=shop.url)
    assert hear(shop, sandbox) == []
    sandbox.clock.advance(timedelta(days=7))
    assert hear(shop, sandbox) == [f"id={debit.id}"]


def test_a_payment_that_expires_by_itself_is_announced(mollie, sandbox, shop):
    payment = make_payment(mollie, webhookUrl=shop.url)
    sandbox.clock.advance(timedelta(hours=1))
    assert hear(shop, sandbox) == [f"id={payment.id}"]


def test_a_refund_is_announced_when_it_leaves_and_when_it_arrives(mollie, sandbox, shop):
    payment = make_paid(mollie, sandbox, webhookUrl=shop.url)
    hear(shop, sandbox)
    payment.refunds.create({"amount": euros("5.00")})
    assert hear(shop, sandbox) == []
    for step in (timedelta(hours=2), timedelta(days=1)):
        sandbox.clock.advance(step)
        assert hear(shop, sandbox) == [f"id={payment.id}"]


def test_a_refund_that_fails_is_announced_and_one_that_is_canceled_is_not(mollie, sandbox, shop):
    payment = make_paid(mollie, sandbox, webhookUrl=shop.url)
    hear(shop, sandbox)
    failing, canceled = sandbox.refund(payment.id, 100), sandbox.refund(payment.id, 200)
    payment.refunds.delete(canceled)
    assert hear(shop, sandbox) == []
    sandbox.fail_refund(failing)
    assert hear(shop, sandbox) == [f"id={payment.id}"]


def test_a_chargeback_and_its_reversal_are_announced(mollie, sandbox, shop):
    payment = make_paid(mollie, sandbox, webhookUrl=shop.url)
    hear(shop, sandbox)
    chargeback = sandbox.charge_back(payment.id)
    assert hear(shop, sandbox) == [f"id={payment.id}"]
    sandbox.reverse_chargeback(chargeback)
    assert hear(shop, sandbox) == [f"id={payment.id}"]


def test_an_update_is_not_announced_and_moves_later_webhooks(mollie, sandbox, shop):
    payment = make_payment(mollie, webhookUrl="http://127.0.0.1:1/oud/")
    mollie.payments.update(payment.id, {"webhookUrl": shop.url})
    assert hear(shop, sandbox) == []
    sandbox.pay(payment.id)
    assert hear(shop, sandbox) == [f"id={payment.id}"]


def test_without_an_address_nobody_is_told(mollie, sandbox):
    make_paid(mollie, sandbox)
    assert sandbox.list_deliveries() == []


# Attempts


def test_a_shop_that_is_down_is_tried_ten_times_in_26_hours(mollie, sandbox, shop):
    shop.answers = [500] * 20
    make_paid(mollie, sandbox, webhookUrl=shop.url)
    counts = []
    for minute in range(1560 + 60):
        counts += [minute] * len(hear(shop, sandbox))
        sandbox.clock.advance(MINUTE)
    # Between two of our minutes some microseconds pass: an attempt may come at the end of the minute before.
    assert [abs(found - meant) <= 1 for found, meant in zip(counts, ATTEMPTS, strict=True)] == [True] * 10
    (delivery,) = sandbox.list_deliveries()
    assert (delivery.answers, delivery.due_at) == ([500] * 10, None)


@pytest.mark.parametrize("status", [200, 202, 204])
def test_any_2xx_ends_it(mollie, sandbox, shop, status):
    shop.answers = [503, status]
    payment = make_paid(mollie, sandbox, webhookUrl=shop.url)
    sandbox.clock.advance(timedelta(days=3))
    assert shop.heard == [f"id={payment.id}"] * 2


@pytest.mark.parametrize("status", [301, 302, 307, 404])
def test_a_redirect_is_not_followed_and_is_no_answer(mollie, sandbox, shop, status):
    shop.answers = [status]
    payment = make_paid(mollie, sandbox, webhookUrl=shop.url)
    assert hear(shop, sandbox) == [f"id={payment.id}"]
    sandbox.clock.advance(MINUTE)
    assert hear(shop, sandbox) == [f"id={payment.id}"]


def test_a_shop_that_is_silent_for_too_long_is_tried_again(mollie, sandbox, shop, monkeypatch):
    monkeypatch.setattr(webhooks, "PATIENCE", 0.2)
    shop.is_silent = True
    payment = make_paid(mollie, sandbox, webhookUrl=shop.url)
    assert hear(shop, sandbox) == [f"id={payment.id}"]
    shop.is_silent = False
    sandbox.clock.advance(MINUTE)
    assert hear(shop, sandbox) == [f"id={payment.id}"]
    assert sandbox.list_deliveries()[0].answers == [0, 200]


def test_a_shop_that_does_not_answer_the_door_is_tried_again(mollie, sandbox):
    make_paid(mollie, sandbox, webhookUrl="http://127.0.0.1:1/")
    sandbox.deliver_webhooks()
    (delivery,) = sandbox.list_deliveries()
    assert (delivery.answers, delivery.due_at - delivery.begun_at) == ([0], MINUTE)


@pytest.mark.parametrize("error", [socket.gaierror(-2, "Name or service not known"), UnicodeError("label too long")])
def test_a_host_that_nobody_knows_is_tried_again(error):
    def post(url: str, payment_id: str) -> int:
        raise error

    with Sandbox.start(post=post) as sandbox:
        make_paid(make_client(sandbox), sandbox, webhookUrl="http://nergens.example/")
        sandbox.clock.advance(timedelta(minutes=3))
        assert sandbox.list_deliveries()[0].answers == [0, 0, 0]


def test_the_shop_may_ask_about_the_payment_before_it_answers():
    found = []

    def post(url: str, payment_id: str) -> int:
        found.append(make_client(sandbox).payments.get(payment_id).status)
        return 200

    with Sandbox.start(post=post) as sandbox:
        make_paid(make_client(sandbox), sandbox, webhookUrl="http://shop.example/")
        sandbox.deliver_webhooks()
    assert found == ["paid"]


def test_things_happen_in_their_order_while_time_passes():
    found = []

    def post(url: str, payment_id: str) -> int:
        found.append(round((sandbox.clock.now() - begin) / timedelta(hours=1)))
        return 200

    with Sandbox.start(post=post) as sandbox:
        begin = sandbox.clock.now()
        payment = make_paid(make_client(sandbox), sandbox, webhookUrl="http://shop.example/")
        sandbox.refund(payment.id, 100)
        sandbox.clock.advance(timedelta(days=30))
    assert found == [0, 2, 26]  # paid, then the refund on its way, then arrived


def test_in_real_time_nobody_has_to_say_when(shop):
    with Sandbox.start(runs_by_itself=True) as sandbox:
        payment = make_paid(make_client(sandbox), sandbox, webhookUrl=shop.url)
        deadline = time.monotonic() + 10
        while not shop.heard and time.monotonic() < deadline:
            time.sleep(0.02)
    assert shop.heard == [f"id={payment.id}"]


# What goes wrong on the way


def test_a_webhook_can_come_twice(mollie, sandbox, shop):
    sandbox.faults.repeat_webhook()
    payment = make_paid(mollie, sandbox, webhookUrl=shop.url)
    assert hear(shop, sandbox) == [f"id={payment.id}"] * 2


def test_a_webhook_can_come_late(mollie, sandbox, shop):
    sandbox.faults.delay_webhook(timedelta(hours=26))
    payment = make_paid(mollie, sandbox, webhookUrl=shop.url)
    sandbox.clock.advance(timedelta(hours=25))
    assert hear(shop, sandbox) == []
    sandbox.clock.advance(timedelta(hours=1))
    assert hear(shop, sandbox) == [f"id={payment.id}"]


def test_a_webhook_can_never_come(mollie, sandbox, shop):
    sandbox.faults.lose_webhook()
    lost = make_paid(mollie, sandbox, webhookUrl=shop.url)
    sandbox.clock.advance(timedelta(days=3))
    assert (hear(shop, sandbox), mollie.payments.get(lost.id).status) == ([], "paid")
    sandbox.charge_back(lost.id)
    assert hear(shop, sandbox) == [f"id={lost.id}"]


def test_webhooks_can_come_out_of_order_and_the_same_seed_gives_the_same_order(shop):
    orders = []
    for _ in range(2):
        with Sandbox.start(seed=7) as sandbox:
            mollie = make_client(sandbox)
            made = [make_paid(mollie, sandbox, webhookUrl=shop.url).id for _ in range(6)]
            sandbox.deliver_webhooks(is_shuffled=True)
            orders.append(shop.heard)
            shop.heard = []
    assert orders[0] == orders[1]
    assert orders[0] != [f"id={id}" for id in made]
    assert sorted(orders[0]) == sorted(f"id={id}" for id in made)
