"""A first payment makes a mandate, and with a mandate money is taken again."""

from datetime import timedelta

import pytest
from mollie.api.error import NotFoundError, ResponseError, UnprocessableEntityError

from tests.members.billing.sandbox.asking import (
    charge,
    make_client,
    make_customer,
    make_customer_with_mandate,
    make_paid,
    make_payment,
    word_payment,
)

BANK = {"consumerName": "Noor Jansen", "consumerAccount": "NL55INGB0000000000", "consumerBic": "INGBNL2A"}


@pytest.mark.parametrize(("method", "kind"), [("ideal", "directdebit"), ("bancontact", "directdebit")])
def test_who_pays_first_from_a_bank_gives_leave_for_debits(mollie, sandbox, method, kind):
    customer = make_customer(mollie)
    first = customer.payments.create(word_payment(sequenceType="first", method=method))
    assert (first.mandate_id, list(customer.mandates.list())) == (None, [])
    sandbox.pay(first.id)
    mandate = mollie.payments.get(first.id).get_mandate()
    assert (mandate.method, mandate.status, mandate.details) == (kind, "valid", BANK)
    assert (mandate.signature_date, mandate.get_customer().id) == ("2026-11-23", customer.id)


def test_who_pays_first_by_card_gives_leave_for_the_card(mollie, sandbox):
    customer = make_customer_with_mandate(mollie, sandbox, "creditcard")
    (mandate,) = customer.mandates.list()
    assert (mandate.method, mandate.is_valid(), mandate.details["cardHolder"]) == ("creditcard", True, "Noor Jansen")


@pytest.mark.parametrize("end", ["fail", "cancel", "expire"])
def test_who_does_not_pay_gives_no_leave(mollie, sandbox, end):
    customer = make_customer(mollie)
    first = customer.payments.create(word_payment(sequenceType="first"))
    getattr(sandbox, end)(first.id)
    assert list(customer.mandates.list()) == []
    with pytest.raises(UnprocessableEntityError, match="No suitable mandates"):
        charge(customer)


def test_a_debit_waits_for_the_bank_and_is_paid_after_five_business_days(mollie, sandbox):
    customer = make_customer_with_mandate(mollie, sandbox)
    debit = charge(customer)
    assert (debit.status, debit.method, debit.is_cancelable) == ("pending", "directdebit", True)
    assert debit.details["dueDate"] == "2026-11-24"
    assert debit.checkout_url is None
    sandbox.clock.advance(timedelta(days=6, hours=23))
    assert mollie.payments.get(debit.id).status == "pending"
    sandbox.clock.advance(timedelta(hours=1))
    paid = mollie.payments.get(debit.id)
    assert (paid.status, paid.paid_at) == ("paid", "2026-11-30T11:00:00+00:00")


def test_a_weekend_is_no_business_day(mollie, sandbox):
    customer = make_customer_with_mandate(mollie, sandbox)
    sandbox.clock.advance(timedelta(days=5))  # Saturday
    assert charge(customer).details["dueDate"] == "2026-11-30"


def test_a_debit_can_be_settled_at_once(mollie, sandbox):
    debit = charge(make_customer_with_mandate(mollie, sandbox))
    sandbox.settle(debit.id)
    assert mollie.payments.get(debit.id).is_paid()


def test_a_bank_that_refuses_says_why(mollie, sandbox):
    debit = charge(make_customer_with_mandate(mollie, sandbox))
    sandbox.fail(debit.id, reason="AM04")
    failed = mollie.payments.get(debit.id)
    assert (failed.status, failed.paid_at) == ("failed", None)
    assert (failed.details["bankReasonCode"], failed.details["bankReason"]) == ("AM04", "Insufficient funds")
    sandbox.clock.advance(timedelta(days=30))
    assert mollie.payments.get(debit.id).status == "failed"


def test_a_reason_that_no_bank_gives_is_refused(mollie, sandbox):
    debit = charge(make_customer_with_mandate(mollie, sandbox))
    with pytest.raises(KeyError):
        sandbox.fail(debit.id, reason="XX99")
    assert mollie.payments.get(debit.id).status == "pending"


def test_a_debit_can_be_canceled_until_it_goes_to_the_bank(mollie, sandbox):
    customer = make_customer_with_mandate(mollie, sandbox)
    early, late = charge(customer), charge(customer)
    assert mollie.payments.delete(early.id).status == "canceled"
    sandbox.clock.advance(timedelta(days=1))
    assert mollie.payments.get(late.id).is_cancelable is False
    with pytest.raises(UnprocessableEntityError):
        mollie.payments.delete(late.id)


def test_a_card_is_charged_a_moment_later(mollie, sandbox):
    payment = charge(make_customer_with_mandate(mollie, sandbox, "creditcard"))
    assert payment.status == "pending"
    assert mollie.payments.get(payment.id).status == "paid"


def test_paypal_takes_three_days_to_confirm_and_charges_wait_for_it(mollie, sandbox):
    customer = make_customer_with_mandate(mollie, sandbox, "paypal")
    (mandate,) = customer.mandates.list()
    assert mandate.is_pending()
    payment = charge(customer)
    sandbox.clock.advance(timedelta(hours=71))
    assert mollie.payments.get(payment.id).status == "pending"
    sandbox.clock.advance(timedelta(hours=1))
    assert customer.mandates.get(mandate.id).is_valid()
    assert mollie.payments.get(payment.id).status == "paid"


def test_a_mandate_can_be_confirmed_at_once_but_not_twice(mollie, sandbox):
    customer = make_customer_with_mandate(mollie, sandbox, "paypal")
    (mandate,) = customer.mandates.list()
    sandbox.confirm_mandate(mandate.id)
    assert customer.mandates.get(mandate.id).is_valid()
    with pytest.raises(Exception, match="valid already"):
        sandbox.confirm_mandate(mandate.id)


@pytest.mark.parametrize("way", ["api", "dashboard"])
def test_a_revoked_mandate_takes_no_money(mollie, sandbox, way):
    customer = make_customer_with_mandate(mollie, sandbox)
    (mandate,) = customer.mandates.list()
    waiting = charge(customer)
    if way == "api":
        assert customer.mandates.delete(mandate.id) == {}
    else:
        sandbox.revoke_mandate(mandate.id)
    assert customer.mandates.get(mandate.id).is_invalid()
    with pytest.raises(UnprocessableEntityError, match="No suitable mandates"):
        charge(customer)
    with pytest.raises(UnprocessableEntityError, match="No suitable mandates"):
        charge(customer, mandateId=mandate.id)
    sandbox.clock.advance(timedelta(days=10))
    failed = mollie.payments.get(waiting.id)
    assert (failed.status, failed.details["bankReasonCode"]) == ("failed", "MD01")


def test_the_newest_mandate_is_used_unless_another_is_meant(mollie, sandbox):
    customer = make_customer_with_mandate(mollie, sandbox)
    card = customer.payments.create(word_payment(sequenceType="first", method="creditcard"))
    sandbox.pay(card.id)
    newest, oldest = customer.mandates.list()
    assert charge(customer).mandate_id == newest.id
    assert charge(customer, mandateId=oldest.id).mandate_id == oldest.id
    assert charge(customer, method="directdebit").mandate_id == oldest.id
    with pytest.raises(UnprocessableEntityError, match="No suitable mandates"):
        charge(customer, method="paypal")


def test_nobody_pays_by_the_mandate_of_somebody_else(mollie, sandbox):
    theirs, ours = make_customer_with_mandate(mollie, sandbox), make_customer_with_mandate(mollie, sandbox)
    (mandate,) = theirs.mandates.list()
    with pytest.raises(UnprocessableEntityError) as refusal:
        charge(ours, mandateId=mandate.id)
    assert refusal.value.field == "mandateId"
    with pytest.raises(NotFoundError):
        ours.mandates.get(mandate.id)
    with pytest.raises(NotFoundError):
        ours.mandates.delete(mandate.id)
    assert theirs.mandates.get(mandate.id).is_valid()


def test_a_deleted_customer_is_gone_with_their_mandates_and_their_payments_stay(mollie, sandbox):
    customer = make_customer_with_mandate(mollie, sandbox)
    debit = charge(customer)
    assert mollie.customers.delete(customer.id) == {}
    for act in (
        lambda: mollie.customers.get(customer.id),
        lambda: mollie.customers.delete(customer.id),
        lambda: customer.mandates.list(),
        lambda: charge(customer),
        lambda: make_payment(mollie, customerId=customer.id),
    ):
        with pytest.raises(ResponseError) as refusal:
            act()
        assert refusal.value.status == 410
    assert mollie.payments.get(debit.id).status == "pending"
    sandbox.clock.advance(timedelta(days=10))
    assert mollie.payments.get(debit.id).status == "failed"
    assert list(mollie.customers.list()) == []


def test_a_customer_who_never_was_cannot_pay(mollie):
    with pytest.raises(NotFoundError, match="No customer exists with token cst_1234567890"):
        make_payment(mollie, customerId="cst_1234567890")


def test_what_was_made_in_test_mode_is_not_there_in_live_mode(mollie, sandbox):
    live = make_client(sandbox, key=sandbox.live_key)
    customer = make_customer(mollie)
    payment = make_payment(mollie)
    advice = "exists, but the wrong mode is used. Try switching live / test API keys."
    with pytest.raises(NotFoundError, match=f"Payment {payment.id} {advice}"):
        live.payments.get(payment.id)
    with pytest.raises(NotFoundError, match=f"Customer {customer.id} {advice}"):
        make_payment(live, customerId=customer.id)
    assert (list(live.payments.list()), list(live.customers.list())) == ([], [])
    paid = make_paid(live, sandbox)
    assert (paid.mode, paid.status, paid.changepaymentstate_url) == ("live", "paid", None)
