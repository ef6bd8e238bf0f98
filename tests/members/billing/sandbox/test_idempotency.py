"""The same request twice, as after a connection that broke, is carried out once."""

import logging
from datetime import timedelta

import pytest
from mollie.api.error import BadRequestError, ConflictError, RequestError, UnprocessableEntityError

from tests.members.billing.sandbox.asking import (
    charge,
    make_client,
    make_customer,
    make_customer_with_mandate,
    make_paid,
    make_payment,
    post,
    word_payment,
)
from tests.same_moment import run_at_once

KEY = "intent-1"


def test_the_same_key_gives_the_same_answer_and_says_so(mollie, sandbox, caplog):
    made = mollie.payments.create(word_payment(), idempotency_key=KEY)
    sandbox.pay(made.id)
    with caplog.at_level(logging.WARNING):
        again = mollie.payments.create(word_payment(), idempotency_key=KEY)
    assert again == made  # as it was then: open
    assert "Idempotent-Replayed" in caplog.text
    assert len(sandbox.list_payments()) == 1


def test_only_a_repeated_answer_has_the_header(sandbox):
    answers = [post(sandbox, "/v2/payments", word_payment(), **{"Idempotency-Key": KEY}) for _ in range(2)]
    assert [answer.headers.get("Idempotent-Replayed") for answer in answers] == [None, "true"]
    assert [answer.status_code for answer in answers] == [201, 201]


def test_an_hour_later_it_is_a_new_request(mollie, sandbox):
    made = mollie.payments.create(word_payment(), idempotency_key=KEY)
    sandbox.clock.advance(timedelta(minutes=59))
    assert mollie.payments.create(word_payment(), idempotency_key=KEY).id == made.id
    sandbox.clock.advance(timedelta(minutes=1))
    assert mollie.payments.create(word_payment(), idempotency_key=KEY).id != made.id


def test_the_same_key_for_something_else_is_refused(mollie, sandbox):
    mollie.payments.create(word_payment(), idempotency_key=KEY)
    with pytest.raises(BadRequestError):
        mollie.payments.create(word_payment(description="Anders"), idempotency_key=KEY)
    with pytest.raises(BadRequestError):
        make_customer(mollie).payments.create(word_payment(), idempotency_key=KEY)
    assert len(sandbox.list_payments()) == 1


def test_a_key_belongs_to_one_mode(mollie, sandbox):
    live = make_client(sandbox, key=sandbox.live_key)
    made = [client.payments.create(word_payment(), idempotency_key=KEY) for client in (mollie, live)]
    assert [payment.mode for payment in made] == ["test", "live"]


def test_what_was_refused_may_be_tried_again_with_the_same_key(mollie, sandbox):
    customer = make_customer(mollie)
    words = word_payment(sequenceType="recurring", redirectUrl=None)
    with pytest.raises(UnprocessableEntityError):
        customer.payments.create(words, idempotency_key=KEY)
    first = customer.payments.create(word_payment(sequenceType="first"))
    sandbox.pay(first.id)
    assert customer.payments.create(words, idempotency_key=KEY).status == "pending"


def test_nobody_is_charged_twice_when_the_answer_was_lost(mollie, sandbox):
    customer = make_customer_with_mandate(mollie, sandbox)
    sandbox.faults.drop_answer("POST", "/v2/customers/*/payments")
    words = word_payment(sequenceType="recurring")
    with pytest.raises(RequestError):
        customer.payments.create(words, idempotency_key=KEY)
    debit = customer.payments.create(words, idempotency_key=KEY)
    assert [payment.id for payment in sandbox.list_payments() if payment.sequence_type == "recurring"] == [debit.id]


def test_keys_count_for_posts_only(mollie, sandbox):
    payment = make_payment(mollie)
    for description in ("Een", "Twee"):
        changed = mollie.payments.update(payment.id, {"description": description}, idempotency_key=KEY)
        assert changed.description == description


def test_without_a_key_each_request_is_a_new_one(sandbox):
    for _ in range(2):
        assert post(sandbox, "/v2/payments", word_payment()).status_code == 201
    assert len(sandbox.list_payments()) == 2


def test_while_the_first_is_under_way_the_second_is_refused(sandbox):
    sandbox.faults.slow_down("POST", "/v2/payments", 0.7)

    def ask():
        try:
            return make_client(sandbox).payments.create(word_payment(), idempotency_key=KEY).id
        except ConflictError:
            return "conflict"

    answers = sorted(run_at_once([ask, ask]))
    (payment,) = sandbox.list_payments()
    assert answers == ["conflict", payment.id]
    assert ask() == payment.id


def test_a_key_is_free_again_after_a_fault(mollie, sandbox):
    sandbox.faults.answer("POST", "/v2/payments", 503)
    with pytest.raises(Exception, match="fault"):
        mollie.payments.create(word_payment(), idempotency_key=KEY)
    assert mollie.payments.create(word_payment(), idempotency_key=KEY).is_open()
    assert len(sandbox.list_payments()) == 1


# At the same moment


def test_two_people_who_pay_at_once_get_a_payment_each(sandbox):
    made = run_at_once([lambda: make_payment(make_client(sandbox)).id] * 8)
    assert len(set(made)) == 8
    assert {payment.id for payment in sandbox.list_payments()} == set(made)


def test_two_refunds_at_once_give_back_no_more_than_there_is(mollie, sandbox):
    payment = make_paid(mollie, sandbox)
    words = [{"amount": {"currency": "EUR", "value": value}} for value in ("7.00", "8.00", "9.00")]

    def give_back(body):
        return post(sandbox, f"/v2/payments/{payment.id}/refunds", body).status_code

    assert sorted(run_at_once([lambda body=body: give_back(body) for body in words])) == [201, 422, 422]


def test_a_debit_is_settled_once_whoever_lets_time_pass(mollie, sandbox, shop):
    debit = charge(make_customer_with_mandate(mollie, sandbox), webhookUrl=shop.url)
    run_at_once([lambda: sandbox.clock.advance(timedelta(days=8))] * 4)
    assert mollie.payments.get(debit.id).status == "paid"
    assert shop.heard == [f"id={debit.id}"]
