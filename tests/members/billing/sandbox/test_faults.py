"""What goes wrong between us and Mollie, on demand."""

import time

import pytest
from mollie.api.error import NotFoundError, RequestError, ResponseError, ResponseHandlingError

from tests.members.billing.sandbox.asking import euros, make_client, make_customer, make_paid, make_payment


@pytest.mark.parametrize("status", [400, 401, 404, 409, 422, 429, 500, 502, 503])
def test_an_answer_can_be_another_and_then_nothing_is_done(mollie, sandbox, status):
    sandbox.faults.answer("POST", "/v2/payments", status)
    with pytest.raises(ResponseError) as refusal:
        make_payment(mollie)
    assert refusal.value.status == status
    assert sandbox.list_payments() == []
    assert make_payment(mollie).is_open()


def test_an_answer_can_be_another_although_all_was_done(mollie, sandbox):
    sandbox.faults.answer("POST", "/v2/payments", 502, is_carried_out=True)
    with pytest.raises(ResponseError):
        make_payment(mollie)
    assert len(sandbox.list_payments()) == 1


def test_a_proxy_in_between_can_answer_in_html(mollie, sandbox):
    sandbox.faults.answer("GET", "/v2/payments/*", 502, text="<html>Bad gateway</html>")
    with pytest.raises(ResponseHandlingError):
        mollie.payments.get(make_payment(mollie).id)


def test_an_answer_can_take_long_although_all_was_done(sandbox):
    impatient = make_client(sandbox)
    impatient.set_timeout((1, 0.2))
    sandbox.faults.slow_down("POST", "/v2/payments", 1)
    begin = time.monotonic()
    with pytest.raises(RequestError):
        make_payment(impatient)
    assert 0.2 <= time.monotonic() - begin < 1
    assert len(sandbox.list_payments()) == 1


@pytest.mark.parametrize(("fault", "made"), [("drop_answer", 1), ("drop_request", 0)])
def test_a_connection_can_break_before_and_after_it_was_done(mollie, sandbox, fault, made):
    getattr(sandbox.faults, fault)("POST", "/v2/payments")
    with pytest.raises(RequestError):
        make_payment(mollie)
    assert len(sandbox.list_payments()) == made


def test_a_fault_waits_for_its_own_request_and_strikes_as_often_as_told(mollie, sandbox):
    payment = make_paid(mollie, sandbox)
    sandbox.faults.answer("POST", "/v2/payments/*/refunds", 503, times=2)
    make_customer(mollie)
    assert mollie.payments.get(payment.id).status == "paid"
    for _ in range(2):
        with pytest.raises(ResponseError):
            payment.refunds.create({"amount": euros("1.00")})
    assert payment.refunds.create({"amount": euros("1.00")}).status == "pending"


def test_faults_strike_in_the_order_in_which_they_were_asked_for(mollie, sandbox):
    sandbox.faults.answer("POST", "/v2/*", 429)
    sandbox.faults.answer("POST", "/v2/payments", 503)
    found = []
    for _ in range(2):
        with pytest.raises(ResponseError) as refusal:
            make_payment(mollie)
        found.append(refusal.value.status)
    assert found == [429, 503]


def test_the_sandbox_tells_what_was_asked_of_it_and_what_it_said(mollie, sandbox):
    payment = mollie.payments.create(
        {"description": "x"} | {"amount": euros("1.00"), "redirectUrl": "https://a.example"}
    )
    sandbox.faults.drop_answer("GET", "/v2/payments/*")
    with pytest.raises(RequestError):
        mollie.payments.get(payment.id)
    with pytest.raises(NotFoundError):
        mollie.payments.get("tr_1234567890", embed="refunds")
    made, lost, missing = sandbox.requests
    assert (made.method, made.path, made.status) == ("POST", "/v2/payments", 201)
    assert made.fields["description"] == "x"
    assert len(made.idempotency_key) == 36
    assert (lost.path, lost.status) == (f"/v2/payments/{payment.id}", None)
    assert (missing.query, missing.status) == ({"embed": "refunds"}, 404)
