"""Who pays, and the ways in which they can."""

import pytest
from mollie.api.error import BadRequestError, NotFoundError, UnprocessableEntityError

from tests.members.billing.sandbox.asking import euros, make_customer


def list_ids(page):
    return [method.id for method in page]


def test_a_customer_is_kept_as_told(mollie):
    words = {"name": "Noor Jansen", "email": "noor@werkflippen.example", "locale": "nl_NL", "metadata": {"person": 7}}
    customer = mollie.customers.create(words)
    assert {name: customer[name] for name in words} == words
    assert (customer.mode, customer.created_at) == ("test", "2026-11-23T11:00:00+00:00")
    assert mollie.customers.get(customer.id) == customer


def test_a_customer_may_be_nobody_in_particular(mollie):
    customer = mollie.customers.create({})
    assert (customer.name, customer.email, customer.locale, customer.metadata) == (None, None, None, None)


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "n" * 256}, "name"),
        ({"email": "noor"}, "email"),
        ({"locale": "nl"}, "locale"),
        ({"metadata": "m" * 1025}, "metadata"),
        ({"phone": "0612345678"}, "phone"),
    ],
)
def test_what_is_wrong_in_a_customer_is_named(mollie, words, field):
    customer = make_customer(mollie)
    for act in (lambda: mollie.customers.create(words), lambda: mollie.customers.update(customer.id, words)):
        with pytest.raises(UnprocessableEntityError) as refusal:
            act()
        assert refusal.value.field == field
    assert [item.id for item in mollie.customers.list()] == [customer.id]
    assert mollie.customers.get(customer.id) == customer


def test_a_customer_can_change_and_keeps_what_is_not_named(mollie):
    customer = make_customer(mollie)
    changed = mollie.customers.update(customer.id, {"name": "Noor de Wit", "metadata": {"person": 8}})
    assert (changed.name, changed.email, changed.metadata) == (
        "Noor de Wit",
        "noor@werkflippen.example",
        {"person": 8},
    )


def test_customers_come_in_pages(mollie):
    made = [make_customer(mollie).id for _ in range(3)]
    page = mollie.customers.list(limit=2)
    assert [item.id for item in page] == [made[2], made[1]]
    assert [item.id for item in page.get_next()] == [made[0]]


def test_a_customer_who_never_was_is_not_there(mollie):
    for act in (mollie.customers.get, mollie.customers.delete):
        with pytest.raises(NotFoundError):
            act("cst_1234567890")


# Methods


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, ["ideal", "bancontact", "creditcard", "paypal", "banktransfer"]),
        ({"sequenceType": "first"}, ["ideal", "bancontact", "creditcard", "paypal"]),
        ({"sequenceType": "recurring"}, ["creditcard", "paypal", "directdebit"]),
        ({"sequenceType": "recurring", "amount": euros("1000.01")}, ["creditcard", "paypal"]),
        ({"amount": euros("0.01")}, ["ideal", "creditcard", "paypal", "banktransfer"]),
        ({"amount": euros("50000.01")}, ["banktransfer"]),
        ({"amount": euros("0.00"), "sequenceType": "first"}, ["creditcard", "paypal"]),
        ({"amount": euros("9999999.00")}, []),
    ],
)
def test_the_methods_are_those_that_could_pay(mollie, query, expected):
    assert list_ids(mollie.methods.list(**query)) == expected


def test_a_method_says_what_it_may_cost_in_the_language_asked_for(mollie):
    method = mollie.methods.get("directdebit", locale="nl_NL")
    assert (method.description, method.minimum_amount, method.maximum_amount) == (
        "SEPA-incasso",
        euros("0.01"),
        euros("1000.00"),
    )
    assert mollie.methods.get("directdebit").description == "SEPA Direct Debit"
    assert {item.id: item.description for item in mollie.methods.list(locale="en_GB")}["creditcard"] == "Credit card"


def test_a_method_has_a_picture(mollie):
    picture = mollie.methods.get("ideal").image_svg
    response = mollie._client.get(picture)
    assert (response.status_code, response.headers["Content-Type"]) == (200, "image/svg+xml")


def test_what_is_wrong_about_methods_is_named(mollie):
    with pytest.raises(NotFoundError):
        mollie.methods.get("tulips")
    with pytest.raises(BadRequestError, match="sequence type is invalid"):
        mollie.methods.list(sequenceType="weekly")
    with pytest.raises(UnprocessableEntityError):
        mollie.methods.list(amount={"value": "10"})
    with pytest.raises(UnprocessableEntityError, match="Non-existent query parameter"):
        mollie.methods.list(sequencetype="first")
    with pytest.raises(UnprocessableEntityError):
        mollie.methods.list(locale="nl")
