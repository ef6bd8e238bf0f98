"""What may be asked of a payment before it is one."""

from typing import Any

import pytest
from mollie.api.error import UnauthorizedError, UnprocessableEntityError

from members.billing.sandbox.rules import LOCALES
from tests.members.billing.sandbox.asking import (
    BACK,
    charge,
    euros,
    make_client,
    make_customer,
    make_customer_with_mandate,
    make_payment,
    post,
    word_payment,
)

REFUSALS: list[tuple[dict[str, Any], str, str]] = [
    ({"amount": None}, "amount", "missing"),
    ({"amount": "12.50"}, "amount", "currency and a value"),
    ({"amount": {"value": "12.50"}}, "amount", "currency and a value"),
    ({"amount": {"value": "12.50", "currency": "EUR", "vat": "21"}}, "amount", "nothing else"),
    ({"amount": {"value": "12.50", "currency": "USD"}}, "amount.currency", "EUR"),
    ({"amount": euros("12.5")}, "amount.value", "two decimals"),
    ({"amount": euros("12")}, "amount.value", "two decimals"),
    ({"amount": euros("12,50")}, "amount.value", "two decimals"),
    ({"amount": euros("012.50")}, "amount.value", "two decimals"),
    ({"amount": euros("-12.50")}, "amount.value", "two decimals"),
    ({"amount": euros("12.50 ")}, "amount.value", "two decimals"),
    ({"amount": euros("١٢.٥٠")}, "amount.value", "two decimals"),
    ({"amount": {"value": 12.5, "currency": "EUR"}}, "amount.value", "two decimals"),
    ({"amount": euros("0.00")}, "amount", "lower than the minimum"),
    ({"amount": euros("0.01"), "method": "bancontact"}, "amount", "lower than the minimum"),
    ({"amount": euros("10000.01"), "method": "creditcard"}, "amount", "higher than the maximum"),
    ({"amount": euros("1000000.01")}, "amount", "higher than the maximum"),
    ({"description": None}, "description", "missing"),
    ({"description": "   "}, "description", "not empty"),
    ({"description": 12}, "description", "text"),
    ({"description": "d" * 256}, "description", "longer than 255"),
    ({"redirectUrl": None}, "redirectUrl", "missing"),
    ({"redirectUrl": "/klaar/"}, "redirectUrl", "absolute"),
    ({"redirectUrl": "shop.example/klaar/"}, "redirectUrl", "absolute"),
    ({"redirectUrl": "javascript:alert(1)"}, "redirectUrl", "absolute"),
    ({"redirectUrl": "https://"}, "redirectUrl", "absolute"),
    ({"redirectUrl": "https://shop.example/a b"}, "redirectUrl", "absolute"),
    ({"redirectUrl": "https://shop.example/\r\nSet-Cookie: a"}, "redirectUrl", "absolute"),
    ({"redirectUrl": "https://shop.example;script-src/"}, "redirectUrl", "absolute"),
    ({"cancelUrl": "klaar"}, "cancelUrl", "absolute"),
    ({"webhookUrl": "ftp://shop.example/"}, "webhookUrl", "absolute"),
    ({"locale": "nl"}, "locale", "nl_NL"),
    ({"locale": "nl_XX"}, "locale", "nl_NL"),
    ({"locale": ["nl_NL"]}, "locale", "nl_NL"),
    ({"method": "tulips"}, "method", "ideal"),
    ({"method": ["ideal", "tulips"]}, "method", "ideal"),
    ({"method": {"ideal": 1}}, "method", "ideal"),
    ({"method": "directdebit"}, "method", "oneoff"),
    ({"restrictPaymentMethodsToCountry": "nl"}, "restrictPaymentMethodsToCountry", "capitals"),
    ({"metadata": {"order": "o" * 1024}}, "metadata", "1 kB"),
    ({"metadata": "é" * 512}, "metadata", "1 kB"),
    ({"sequenceType": "weekly"}, "sequenceType", "recurring"),
    ({"sequenceType": "first"}, "customerId", "customer is needed"),
    ({"sequenceType": "recurring"}, "customerId", "customer is needed"),
    ({"mandateId": "mdt_1234567890"}, "mandateId", "recurring"),
    ({"webhookURL": "https://shop.example/"}, "webhookURL", 'Did you mean: "webhookUrl"?'),
    ({"testmode": True}, "testmode", "Non-existent body parameter"),
]


@pytest.mark.parametrize(("change", "field", "words"), REFUSALS)
def test_what_is_wrong_in_a_payment_is_named_and_nothing_is_made(mollie, sandbox, change, field, words):
    with pytest.raises(UnprocessableEntityError) as refusal:
        make_payment(mollie, **change)
    assert refusal.value.field == field
    assert words in str(refusal.value)
    assert sandbox.list_payments() == []


def test_a_refusal_has_the_shape_of_mollies(sandbox):
    response = post(sandbox, "/v2/payments", word_payment(description=None))
    assert response.status_code == 422
    assert response.headers["Content-Type"] == "application/hal+json"
    assert response.json() == {
        "status": 422,
        "title": "Unprocessable Entity",
        "detail": "The 'description' field is missing",
        "field": "description",
        "_links": {"documentation": {"href": "https://docs.mollie.com/overview/handling-errors", "type": "text/html"}},
    }


@pytest.mark.parametrize("body", ["{", "[]", '"text"', "amount=1", "[" * 100_000], ids=lambda body: body[:8])
def test_what_is_no_json_object_is_refused(sandbox, body):
    response = post(sandbox, "/v2/payments", body)
    assert (response.status_code, response.json()["title"]) == (400, "Bad Request")


@pytest.mark.parametrize("key", ["test_another", "live_another"])
def test_nobody_comes_in_with_another_key(sandbox, key):
    with pytest.raises(UnauthorizedError):
        make_payment(make_client(sandbox, key=key))
    assert sandbox.list_payments() == []


@pytest.mark.parametrize("authorization", ["", "test_sandbox", "Basic test_sandbox", "Bearer ", "bearer test_sandbox"])
def test_a_key_is_shown_as_a_bearers(sandbox, authorization):
    assert post(sandbox, "/v2/payments", word_payment(), Authorization=authorization).status_code == 401


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/v2/", 404),
        ("GET", "/v2/orders", 404),
        ("GET", "/v2/chargebacks", 404),
        ("DELETE", "/v2/payments", 405),
    ],
)
def test_there_is_no_more_than_there_is(mollie, method, path, status):
    assert mollie.perform_http_call(method, path.removeprefix("/v2/")).json()["status"] == status


def test_all_that_may_be_said_of_a_payment_comes_back(mollie):
    words = word_payment(
        cancelUrl="https://shop.example/weg/",
        webhookUrl="http://127.0.0.1:8000/betalen/",
        locale="nl_NL",
        method="ideal",
        restrictPaymentMethodsToCountry="NL",
        metadata={"order": 12, "lines": ["a", "b"]},
        sequenceType="oneoff",
    )
    payment = mollie.payments.create(words)
    assert {name: payment[name] for name in words} == words
    assert payment == mollie.payments.get(payment.id)


@pytest.mark.parametrize("locale", sorted(LOCALES))
def test_every_language_of_mollie_is_known(mollie, locale):
    assert make_payment(mollie, locale=locale).locale == locale


@pytest.mark.parametrize("metadata", [None, "text", 12, {"order": "o" * 1000}, ["a"]])
def test_metadata_may_be_anything_small(mollie, metadata):
    assert mollie.payments.create(word_payment() | {"metadata": metadata}).metadata == metadata


@pytest.mark.parametrize(
    ("value", "method"), [("0.01", "ideal"), ("50000.00", "ideal"), ("1000000.00", "banktransfer")]
)
def test_an_amount_may_be_as_small_and_as_large_as_the_method_takes(mollie, value, method):
    assert make_payment(mollie, amount=euros(value), method=method).amount == euros(value)


def test_without_a_method_only_those_that_take_the_amount_are_offered(mollie, sandbox):
    make_payment(mollie, amount=euros("20000.00"))
    make_payment(mollie, amount=euros("20000.00"), method=["ideal", "paypal"])
    narrow, wide = sandbox.list_payments()
    assert wide.offered == ["ideal", "bancontact", "banktransfer"]
    assert narrow.offered == ["ideal"]


def test_a_mandate_for_nothing_is_for_cards_and_paypal(mollie):
    customer = make_customer(mollie)
    nothing = word_payment(amount=euros("0.00"), sequenceType="first")
    assert customer.payments.create(nothing | {"method": "creditcard"}).amount == euros("0.00")
    with pytest.raises(UnprocessableEntityError, match="lower than the minimum"):
        customer.payments.create(nothing | {"method": "ideal"})


def test_a_customer_is_named_in_the_address_or_in_the_body_but_not_in_both(mollie):
    customer = make_customer(mollie)
    assert make_payment(mollie, customerId=customer.id).customer_id == customer.id
    assert customer.payments.create(word_payment()).customer_id == customer.id
    with pytest.raises(UnprocessableEntityError, match="Non-existent"):
        customer.payments.create(word_payment(customerId=customer.id))


def test_a_debit_is_a_thousand_euros_at_most(mollie, sandbox):
    customer = make_customer_with_mandate(mollie, sandbox)
    assert charge(customer, amount=euros("1000.00")).status == "pending"
    with pytest.raises(UnprocessableEntityError, match="higher than the maximum"):
        charge(customer, amount=euros("1000.01"))


def test_a_recurring_payment_asks_nobody_to_come_back(mollie, sandbox):
    customer = make_customer_with_mandate(mollie, sandbox)
    assert charge(customer).redirect_url is None
    assert charge(customer, redirectUrl=BACK).redirect_url is None
