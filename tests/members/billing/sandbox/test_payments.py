"""What becomes of a payment, and what Mollie tells of it."""

from datetime import timedelta

import pytest
from mollie.api.error import BadRequestError, NotFoundError, UnprocessableEntityError

from members.billing.sandbox.refusals import Refused
from tests.members.billing.sandbox.asking import (
    charge,
    euros,
    make_customer,
    make_customer_with_mandate,
    make_paid,
    make_payment,
)

LASTS = {
    "ideal": timedelta(minutes=15),
    "creditcard": timedelta(minutes=30),
    "bancontact": timedelta(hours=1),
    "paypal": timedelta(hours=3),
    "banktransfer": timedelta(days=12),
}
ENDS = {"pay": "paid", "fail": "failed", "cancel": "canceled", "expire": "expired"}


def test_a_new_payment_is_open_and_leads_to_the_screen(mollie, sandbox):
    payment = make_payment(mollie)
    assert (payment.status, payment.mode, payment.sequence_type) == ("open", "test", "oneoff")
    assert payment.checkout_url == f"{sandbox.address}/pay/{payment.id}"
    assert payment.changepaymentstate_url is None
    assert (payment.created_at, payment.expires_at) == ("2026-11-23T11:00:00+00:00", "2026-11-23T11:15:00+00:00")
    assert payment.is_cancelable is False
    assert not payment.can_be_refunded()


def test_ids_look_like_mollies(mollie, sandbox):
    customer = make_customer_with_mandate(mollie, sandbox)
    payment = make_paid(mollie, sandbox)
    ids = [payment.id, customer.id, next(iter(customer.mandates.list())).id]
    ids += [sandbox.refund(payment.id, 100), sandbox.charge_back(payment.id, cents=100)]
    for id, prefix in zip(ids, ("tr_", "cst_", "mdt_", "re_", "chb_"), strict=True):
        assert id.startswith(prefix)
        assert len(id) == len(prefix) + 10
        assert id.removeprefix(prefix).isalnum()


@pytest.mark.parametrize(("act", "status"), ENDS.items())
def test_a_payment_ends_once(mollie, sandbox, act, status):
    payment = make_payment(mollie)
    getattr(sandbox, act)(payment.id)
    ended = mollie.payments.get(payment.id)
    assert ended.status == status
    assert ended[f"{status}At"] == "2026-11-23T11:00:00+00:00"
    assert {name for name in ENDS.values() if f"{name}At" in ended} == {status}
    assert (ended.checkout_url, ended.expires_at, ended.is_cancelable) == (None, None, None)
    for again in ENDS:
        with pytest.raises(Refused, match=f"{status} already"):
            getattr(sandbox, again)(payment.id)
    assert mollie.payments.get(payment.id) == ended


def test_a_paid_payment_says_who_paid_from_where(mollie, sandbox):
    payment = make_paid(mollie, sandbox, method="ideal")
    assert payment.details["consumerAccount"] == "NL55INGB0000000000"
    assert (payment.country_code, payment.method) == ("NL", "ideal")
    assert (payment.amount_refunded, payment.amount_remaining) == (euros("0.00"), euros("12.50"))
    assert payment.amount_chargedback is None
    assert payment.changepaymentstate_url == f"{sandbox.address}/change/{payment.id}"


@pytest.mark.parametrize("method", LASTS)
def test_each_method_can_pay_and_leaves_its_own_details(mollie, sandbox, method):
    payment = make_payment(mollie)
    sandbox.pay(payment.id, method=method)
    paid = mollie.payments.get(payment.id)
    assert paid.method == method
    assert paid.details["cardHolder" if method == "creditcard" else "consumerName"] == "T. Test"


def test_nobody_pays_by_a_method_that_was_not_offered(mollie, sandbox):
    payment = make_payment(mollie, method=["ideal", "bancontact"])
    with pytest.raises(Refused, match="cannot be made with paypal"):
        sandbox.pay(payment.id, method="paypal")
    assert mollie.payments.get(payment.id).is_open()


@pytest.mark.parametrize(("method", "lasts"), LASTS.items())
def test_what_nobody_pays_expires(mollie, sandbox, method, lasts):
    payment = make_payment(mollie, method=method)
    sandbox.clock.advance(lasts - timedelta(seconds=5))
    assert mollie.payments.get(payment.id).is_open()
    sandbox.clock.advance(timedelta(seconds=6))
    expired = mollie.payments.get(payment.id)
    assert (expired.status, expired.expired_at) == ("expired", payment.expires_at)


def test_the_sandbox_follows_the_time_of_the_machine_too(mollie, sandbox, time_machine):
    payment = make_payment(mollie)
    time_machine.shift(timedelta(days=1))
    with pytest.raises(Refused, match="expired already"):
        sandbox.pay(payment.id)
    assert mollie.payments.get(payment.id).status == "expired"


def test_a_transfer_says_where_to_and_can_be_canceled(mollie):
    payment = make_payment(mollie, method="banktransfer")
    assert (payment.is_cancelable, payment.details["bankAccount"]) == (True, "NL53ABNA0627535577")
    assert mollie.payments.delete(payment.id).status == "canceled"


def test_what_somebody_may_be_paying_now_cannot_be_canceled(mollie):
    payment = make_payment(mollie, method="ideal")
    with pytest.raises(UnprocessableEntityError, match="cannot be canceled"):
        mollie.payments.delete(payment.id)
    assert mollie.payments.get(payment.id).is_open()


@pytest.mark.parametrize("id", ["tr_1234567890", "tr_", "tr_x%2F..%2Fcustomers"])
def test_an_unknown_payment_is_not_there(mollie, sandbox, id):
    make_customer(mollie)
    with pytest.raises(NotFoundError):
        mollie.payments.get(id)
    with pytest.raises(LookupError):
        sandbox.pay(id)


# Updating


def test_an_open_payment_can_be_changed(mollie):
    payment = make_payment(mollie, metadata={"order": 1})
    change = {
        "description": "Nieuw",
        "redirectUrl": "https://shop.example/anders/",
        "cancelUrl": "https://shop.example/weg/",
        "webhookUrl": "https://shop.example/nieuw/",
        "locale": "en_GB",
        "method": "creditcard",
        "restrictPaymentMethodsToCountry": "BE",
        "metadata": {"order": 2},
    }
    changed = mollie.payments.update(payment.id, change)
    assert {name: changed[name] for name in change} == change
    assert mollie.payments.get(payment.id) == changed
    assert changed.amount == payment.amount


@pytest.mark.parametrize("field", ["amount", "sequenceType", "customerId", "status"])
def test_what_a_payment_is_cannot_be_changed(mollie, field):
    payment = make_payment(mollie)
    with pytest.raises(UnprocessableEntityError) as refusal:
        mollie.payments.update(payment.id, {field: "x"})
    assert refusal.value.field == field


def test_after_it_ended_only_what_is_written_about_it_can_be_changed(mollie, sandbox):
    payment = make_paid(mollie, sandbox)
    about = {"description": "Nieuw", "webhookUrl": "https://shop.example/nazorg/", "metadata": "x"}
    changed = mollie.payments.update(payment.id, about)
    assert {name: changed[name] for name in about} == about
    with pytest.raises(UnprocessableEntityError) as refusal:
        mollie.payments.update(payment.id, {"redirectUrl": "https://shop.example/"})
    assert refusal.value.field == "redirectUrl"


def test_a_change_that_is_wrong_changes_nothing(mollie):
    payment = make_payment(mollie)
    with pytest.raises(UnprocessableEntityError):
        mollie.payments.update(payment.id, {"description": "Nieuw", "method": "directdebit"})
    assert mollie.payments.get(payment.id) == payment


# Lists


def test_lists_come_in_pages_newest_first(mollie, sandbox):
    made = [make_payment(mollie, description=f"{number}").id for number in range(7)]
    page = mollie.payments.list(limit=3)
    assert page._get_link("next").startswith(f"{sandbox.address}/v2/payments?")
    found, lengths = [], []
    while page is not None:
        found += [payment.id for payment in page]
        lengths.append(len(page))
        page = page.get_next()
    assert (found, lengths) == (made[::-1], [3, 3, 1])


def test_pages_lead_back(mollie):
    made = [make_payment(mollie).id for _ in range(5)]
    page = mollie.payments.list(limit=2).get_next()
    assert [payment.id for payment in page.get_previous()] == made[:2:-1]
    assert not page.get_previous().has_previous()


def test_a_list_begins_where_it_is_asked_to_and_in_either_order(mollie):
    made = [make_payment(mollie).id for _ in range(4)]
    assert [payment.id for payment in mollie.payments.list(**{"from": made[1]})] == [made[1], made[0]]
    assert [payment.id for payment in mollie.payments.list(sort="asc", limit=2)] == made[:2]


@pytest.mark.parametrize("query", [{"limit": 0}, {"limit": 251}, {"limit": "x"}, {"sort": "up"}, {"from": "tr_1"}])
def test_a_list_that_cannot_be_is_refused(mollie, query):
    with pytest.raises(BadRequestError) as refusal:
        mollie.payments.list(**query)
    assert refusal.value.field == next(iter(query))


def test_what_a_list_does_not_know_is_refused(mollie):
    with pytest.raises(UnprocessableEntityError, match='query parameter "form" .* Did you mean: "from"'):
        mollie.payments.list(form="tr_1")


def test_a_customers_list_holds_their_own_payments(mollie, sandbox):
    customer = make_customer_with_mandate(mollie, sandbox)
    make_payment(mollie)
    debits = [charge(customer).id for _ in range(2)]
    page = customer.payments.list(limit=2)
    assert [payment.id for payment in page] == debits[::-1]
    assert [payment.sequence_type for payment in page.get_next()] == ["first"]


def test_a_payment_brings_its_refunds_and_chargebacks_when_asked(mollie, sandbox):
    payment = make_paid(mollie, sandbox)
    refund, chargeback = sandbox.refund(payment.id, 100), sandbox.charge_back(payment.id, cents=200)
    whole = mollie.payments.get(payment.id, embed="refunds,chargebacks")
    assert [item["id"] for item in whole.get_embedded("refunds")] == [refund]
    assert [item["id"] for item in whole.get_embedded("chargebacks")] == [chargeback]
    assert "_embedded" not in mollie.payments.get(payment.id)
    with pytest.raises(UnprocessableEntityError):
        mollie.payments.get(payment.id, embed="captures")
