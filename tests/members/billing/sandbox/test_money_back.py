"""Refunds, by us or in the dashboard, and what banks take back."""

from datetime import timedelta

import pytest
from mollie.api.error import ConflictError, NotFoundError, UnprocessableEntityError

from members.billing.sandbox.refusals import Refused
from tests.members.billing.sandbox.asking import (
    charge,
    euros,
    make_customer_with_mandate,
    make_paid,
    make_payment,
)

TWO_HOURS, A_DAY = timedelta(hours=2), timedelta(days=1)


def refund(payment, value="5.00", **more):
    return payment.refunds.create({"amount": euros(value)} | more)


def read_sums(payment):
    return [
        amount and amount["value"]
        for amount in (payment.amount_refunded, payment.amount_remaining, payment.amount_chargedback)
    ]


def test_a_refund_waits_two_hours_is_on_its_way_for_a_day_and_arrives(mollie, sandbox):
    payment = make_paid(mollie, sandbox)
    made = refund(payment, description="Te veel", metadata={"credit": 3})
    assert (made.status, made.payment_id, made.description) == ("pending", payment.id, "Te veel")
    assert (made.metadata, made.get_payment().id) == ({"credit": 3}, payment.id)
    assert read_sums(mollie.payments.get(payment.id)) == ["5.00", "7.50", None]
    for step, status in ((TWO_HOURS, "processing"), (A_DAY, "refunded"), (A_DAY, "refunded")):
        sandbox.clock.advance(step)
        assert payment.refunds.get(made.id).status == status
    assert mollie.payments.get(payment.id).status == "paid"


def test_a_refund_without_a_description_has_the_payments(mollie, sandbox):
    assert refund(make_paid(mollie, sandbox)).description == "Korter overleggen"


@pytest.mark.parametrize(("value", "words"), [("12.51", "cannot be refunded"), ("0.00", "cannot be refunded")])
def test_no_more_goes_back_than_there_is(mollie, sandbox, value, words):
    payment = make_paid(mollie, sandbox)
    with pytest.raises(UnprocessableEntityError, match=words) as refusal:
        refund(payment, value)
    assert refusal.value.field == "amount.value"
    assert list(payment.refunds.list()) == []


def test_several_refunds_give_back_all_of_it_and_no_more(mollie, sandbox):
    payment = make_paid(mollie, sandbox)
    refund(payment, "10.00")
    with pytest.raises(UnprocessableEntityError):
        refund(payment, "2.51")
    refund(payment, "2.50")
    assert read_sums(mollie.payments.get(payment.id)) == ["12.50", "0.00", None]


def test_the_same_refund_twice_is_taken_for_a_mistake_for_an_hour(mollie, sandbox):
    payment = make_paid(mollie, sandbox)
    refund(payment)
    with pytest.raises(ConflictError, match="duplicate refund"):
        refund(payment)
    sandbox.clock.advance(timedelta(hours=1))
    assert refund(payment).status == "pending"


def test_a_refund_is_refused_for_what_was_not_paid_or_not_said(mollie, sandbox):
    with pytest.raises(UnprocessableEntityError):
        refund(make_payment(mollie))
    payment = make_paid(mollie, sandbox)
    with pytest.raises(UnprocessableEntityError, match="missing"):
        payment.refunds.create({})
    with pytest.raises(UnprocessableEntityError, match="Non-existent"):
        refund(payment, reference="x")


def test_a_refund_can_be_canceled_while_it_waits(mollie, sandbox):
    payment = make_paid(mollie, sandbox)
    made = refund(payment)
    assert payment.refunds.delete(made.id) == {}
    assert payment.refunds.get(made.id).status == "canceled"
    assert read_sums(mollie.payments.get(payment.id)) == ["0.00", "12.50", None]
    sandbox.clock.advance(A_DAY)
    assert payment.refunds.get(made.id).status == "canceled"
    assert refund(payment).status == "pending"


def test_a_refund_that_is_on_its_way_cannot_be_canceled(mollie, sandbox):
    payment = make_paid(mollie, sandbox)
    made = refund(payment)
    sandbox.clock.advance(TWO_HOURS)
    with pytest.raises(UnprocessableEntityError, match="processing and cannot be canceled"):
        payment.refunds.delete(made.id)


def test_a_refund_that_fails_gives_nothing_back(mollie, sandbox):
    payment = make_paid(mollie, sandbox)
    made = refund(payment)
    sandbox.clock.advance(TWO_HOURS)
    sandbox.fail_refund(made.id)
    assert payment.refunds.get(made.id).status == "failed"
    assert read_sums(mollie.payments.get(payment.id)) == ["0.00", "12.50", None]
    with pytest.raises(Refused):
        sandbox.fail_refund(made.id)


def test_without_money_on_the_balance_refunds_queue_until_there_is(mollie, sandbox):
    payment = make_paid(mollie, sandbox)
    sandbox.empty_balance()
    made = refund(payment)
    assert made.is_queued()
    sandbox.clock.advance(timedelta(days=10))
    assert payment.refunds.get(made.id).is_queued()
    sandbox.fill_balance()
    assert payment.refunds.get(made.id).is_pending()
    sandbox.clock.advance(TWO_HOURS)
    assert payment.refunds.get(made.id).is_processing()


def test_a_queued_refund_can_be_canceled(mollie, sandbox):
    payment = make_paid(mollie, sandbox)
    sandbox.empty_balance()
    made = refund(payment)
    payment.refunds.delete(made.id)
    sandbox.fill_balance()
    assert payment.refunds.get(made.id).status == "canceled"


def test_what_the_dashboard_refunds_is_seen_in_every_list(mollie, sandbox):
    one, other = make_paid(mollie, sandbox), make_paid(mollie, sandbox)
    first, second = sandbox.refund(one.id, 1250), sandbox.refund(other.id, 100)
    assert [item.id for item in mollie.refunds.list()] == [second, first]
    assert [item.id for item in one.refunds.list()] == [first]
    assert mollie.payments.get(one.id).has_refunds()
    assert [item.id for item in mollie.refunds.list(limit=1).get_next()] == [first]


def test_a_refund_is_found_with_its_own_payment_only(mollie, sandbox):
    one, other = make_paid(mollie, sandbox), make_paid(mollie, sandbox)
    made = sandbox.refund(one.id, 100)
    with pytest.raises(NotFoundError):
        other.refunds.get(made)
    with pytest.raises(NotFoundError):
        other.refunds.delete(made)


# Chargebacks


def make_paid_debit(mollie, sandbox):
    debit = charge(make_customer_with_mandate(mollie, sandbox))
    sandbox.settle(debit.id)
    return mollie.payments.get(debit.id)


def test_a_bank_takes_a_debit_back_and_says_why(mollie, sandbox):
    debit = make_paid_debit(mollie, sandbox)
    made = sandbox.charge_back(debit.id, reason="AC04")
    chargeback = debit.chargebacks.get(made)
    assert (chargeback.amount, chargeback.reversed_at) == (euros("12.50"), None)
    assert chargeback.reason == {"code": "AC04", "description": "Account closed"}
    after = mollie.payments.get(debit.id)
    assert (after.status, after.is_paid(), read_sums(after)) == ("paid", True, ["0.00", "0.00", "12.50"])
    assert after.has_chargebacks()
    assert [item.id for item in after.chargebacks.list()] == [made]


def test_a_reversed_chargeback_counts_no_more(mollie, sandbox):
    debit = make_paid_debit(mollie, sandbox)
    made = sandbox.charge_back(debit.id)
    sandbox.clock.advance(A_DAY)
    sandbox.reverse_chargeback(made)
    assert debit.chargebacks.get(made).reversed_at.startswith("2026-11-24T11:00:0")
    assert read_sums(mollie.payments.get(debit.id)) == ["0.00", "12.50", None]
    with pytest.raises(Refused, match="reversed already"):
        sandbox.reverse_chargeback(made)
    assert sandbox.charge_back(debit.id) != made


def test_only_banks_of_debits_give_a_reason(mollie, sandbox):
    payment = make_paid(mollie, sandbox, method="creditcard")
    assert payment.chargebacks.get(sandbox.charge_back(payment.id)).reason is None


@pytest.mark.parametrize("cents", [0, -1, 1251])
def test_no_more_is_charged_back_than_was_paid(mollie, sandbox, cents):
    payment = make_paid(mollie, sandbox)
    with pytest.raises(Refused):
        sandbox.charge_back(payment.id, cents=cents)
    assert list(payment.chargebacks.list()) == []


def test_a_bank_may_take_back_what_was_refunded_before(mollie, sandbox):
    payment = make_paid(mollie, sandbox)
    sandbox.refund(payment.id, 1250)
    sandbox.charge_back(payment.id)
    assert read_sums(mollie.payments.get(payment.id)) == ["12.50", "0.00", "12.50"]


def test_what_was_not_paid_is_not_charged_back(mollie, sandbox):
    payment = make_payment(mollie)
    with pytest.raises(Refused):
        sandbox.charge_back(payment.id)
    with pytest.raises(Refused):
        sandbox.charge_back(make_paid(mollie, sandbox).id, reason="XX99")


def test_a_chargeback_is_found_with_its_own_payment_only(mollie, sandbox):
    one, other = make_paid(mollie, sandbox), make_paid(mollie, sandbox)
    made = sandbox.charge_back(one.id)
    with pytest.raises(NotFoundError):
        other.chargebacks.get(made)
