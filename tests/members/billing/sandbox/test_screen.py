"""The test screen over HTTP, as somebody without JavaScript sees it."""

import re
from datetime import timedelta

import pytest
import requests
from bs4 import BeautifulSoup

from tests.members.billing.sandbox.asking import (
    BACK,
    charge,
    euros,
    make_customer,
    make_customer_with_mandate,
    make_paid,
    make_payment,
    word_payment,
)

TEST = "Dit is een test. Er gaat geen geld om."


def look(address, **headers):
    """Status, text and headers of a page."""
    response = requests.get(address, headers=headers, timeout=5)
    words = " ".join(BeautifulSoup(response.text, "html.parser").get_text(" ").split()).replace("\xa0", " ")
    return response.status_code, words, response.headers


def choose(address, **form):
    return requests.post(address, data=form, allow_redirects=False, timeout=5)


def list_choices(address, name):
    page = BeautifulSoup(requests.get(address, timeout=5).text, "html.parser")
    return [field["value"] for field in page.find_all("input", {"name": name})]


def test_somebody_sees_that_it_is_a_test_what_it_costs_and_for_what(mollie):
    status, words, _ = look(make_payment(mollie, locale="nl_NL", description="Cursus <b>").checkout_url)
    assert status == 200
    for part in (TEST, "€ 12,50", "Cursus <b>", "Waarmee betaal je?", "iDEAL | Wero", "Hoe loopt het af?"):
        assert part in words


@pytest.mark.parametrize(
    ("locale", "languages", "expected"),
    [
        ("nl_BE", "en", TEST),
        ("en_GB", "nl", "This is a test. No money moves."),
        ("de_DE", "nl", "This is a test. No money moves."),
        (None, "nl-NL,nl;q=0.9", TEST),
        (None, "en-US,en;q=0.9", "This is a test. No money moves."),
        (None, "", TEST),
    ],
)
def test_the_screen_speaks_the_language_of_the_payment_or_of_the_browser(mollie, locale, languages, expected):
    address = make_payment(mollie, locale=locale).checkout_url
    _, words, _ = look(address, **{"Accept-Language": languages})
    assert expected in words
    assert ("€12.50" in words) == (expected != TEST)


def test_the_page_loads_nothing_from_elsewhere_and_leads_back_to_the_shop_only(mollie, sandbox):
    payment = make_payment(mollie, cancelUrl="http://127.0.0.1:8000/weg/")
    _, _, headers = look(payment.checkout_url)
    assert headers["Content-Security-Policy"] == (
        "default-src 'none'; style-src 'self'; img-src 'self'; "
        "form-action 'self' http://127.0.0.1:8000 https://shop.example; "
        "base-uri 'none'; frame-ancestors 'none'"
    )
    assert (headers["Cache-Control"], headers["Referrer-Policy"]) == ("no-store", "no-referrer")
    source = requests.get(payment.checkout_url, timeout=5).text
    assert "<script" not in source and "style=" not in source
    style = requests.get(f"{sandbox.address}/style.css", timeout=5)
    assert (style.status_code, style.headers["Content-Type"]) == (200, "text/css")


@pytest.mark.parametrize("outcome", ["paid", "failed", "canceled", "expired", "open"])
def test_somebody_chooses_how_it_ends_and_goes_back(mollie, outcome):
    payment = make_payment(mollie)
    response = choose(payment.checkout_url, method="bancontact", outcome=outcome)
    assert (response.status_code, response.headers["Location"]) == (303, BACK)
    after = mollie.payments.get(payment.id)
    assert (after.status, after.method) == (outcome, "bancontact")


def test_who_cancels_goes_where_the_shop_wants_them_then(mollie):
    payment = make_payment(mollie, cancelUrl="https://shop.example/weg/")
    response = choose(payment.checkout_url, method="ideal", outcome="canceled")
    assert response.headers["Location"] == "https://shop.example/weg/"


def test_a_payment_on_the_screen_makes_a_mandate_and_tells_the_shop(mollie, sandbox, shop):
    customer = make_customer(mollie)
    first = customer.payments.create(word_payment(sequenceType="first", webhookUrl=shop.url))
    choose(first.checkout_url, method="ideal", outcome="paid")
    sandbox.deliver_webhooks()
    assert shop.heard == [f"id={first.id}"]
    assert next(iter(customer.mandates.list())).is_valid()


def test_only_suitable_methods_can_be_chosen(mollie):
    assert list_choices(make_payment(mollie, method="ideal").checkout_url, "method") == ["ideal"]
    assert list_choices(make_payment(mollie, method=["paypal", "ideal"]).checkout_url, "method") == ["ideal", "paypal"]
    assert list_choices(make_payment(mollie, amount=euros("60000.00")).checkout_url, "method") == ["banktransfer"]


@pytest.mark.parametrize(
    "form", [{"outcome": "rich"}, {"method": "ideal"}, {"method": "directdebit", "outcome": "paid"}]
)
def test_a_choice_that_there_is_not_changes_nothing_and_says_so(mollie, form):
    payment = make_payment(mollie)
    response = choose(payment.checkout_url, **form)
    assert response.status_code == 400
    assert 'role="alert"' in response.text
    assert mollie.payments.get(payment.id) == payment


@pytest.mark.parametrize(("act", "words"), [("pay", "Betaald"), ("fail", "Mislukt"), ("expire", "Verlopen")])
def test_a_payment_that_is_over_says_so_and_leads_back(mollie, sandbox, act, words):
    payment = make_payment(mollie)
    getattr(sandbox, act)(payment.id)
    status, seen, _ = look(payment.checkout_url)
    assert status == 200
    assert "Deze betaling is niet meer open" in seen and words in seen
    assert f'href="{BACK}"' in requests.get(payment.checkout_url, timeout=5).text


def test_a_late_click_ends_nothing_again(mollie, sandbox):
    payment = make_payment(mollie)
    sandbox.fail(payment.id)
    response = choose(payment.checkout_url, method="ideal", outcome="paid")
    assert response.status_code == 409
    assert mollie.payments.get(payment.id).status == "failed"


def test_who_comes_back_too_late_sees_that_it_expired(mollie, sandbox):
    payment = make_payment(mollie)
    sandbox.clock.advance(timedelta(hours=1))
    assert "Verlopen" in look(payment.checkout_url)[1]


@pytest.mark.parametrize("path", ["/", "/pay/", "/pay/tr_1234567890", "/change/tr_1", "/pay/tr_/style.css", "/x"])
def test_what_is_not_there_says_so(sandbox, path):
    status, words, _ = look(sandbox.address + path)
    assert status == 404
    assert "Deze betaling is er niet" in words


# After it was paid


def test_a_paid_payment_is_refunded_and_charged_back_on_its_own_screen(mollie, sandbox):
    payment = make_paid(mollie, sandbox)
    address = payment.changepaymentstate_url
    assert "Er kan nog € 12,50 terug." in look(address)[1]
    response = choose(address, act="refund", amount="2,50")
    assert (response.status_code, response.headers["Location"]) == (303, address)
    assert choose(address, act="refund", amount="3").status_code == 303
    assert choose(address, act="charge_back").status_code == 303
    after = mollie.payments.get(payment.id)
    assert (after.amount_refunded, after.amount_chargedback) == (euros("5.50"), euros("12.50"))
    words = look(address)[1]
    assert "€ 2,50 : Wacht twee uur" in re.sub(r" ?:", " :", words)
    assert "Er kan nog" not in words and "Alles terughalen" not in words


def test_a_chargeback_is_reversed_on_the_screen(mollie, sandbox):
    payment = make_paid(mollie, sandbox)
    chargeback = sandbox.charge_back(payment.id)
    address = payment.changepaymentstate_url
    assert choose(address, act="reverse", chargeback=chargeback).status_code == 303
    assert payment.chargebacks.get(chargeback).reversed_at is not None
    assert "(teruggedraaid)" in look(address)[1]


@pytest.mark.parametrize(("act", "status"), [("settle", "paid"), ("fail", "failed")])
def test_a_debit_that_waits_is_ended_on_the_screen(mollie, sandbox, act, status):
    debit = charge(make_customer_with_mandate(mollie, sandbox))
    assert "In behandeling bij de bank" in look(debit.changepaymentstate_url)[1]
    assert choose(debit.changepaymentstate_url, act=act, reason="AM04").status_code == 303
    after = mollie.payments.get(debit.id)
    assert (after.status, after.details.get("bankReasonCode")) == (status, "AM04" if act == "fail" else None)


def test_a_debit_is_charged_back_with_a_reason(mollie, sandbox):
    debit = charge(make_customer_with_mandate(mollie, sandbox))
    sandbox.settle(debit.id)
    choose(debit.changepaymentstate_url, act="charge_back", reason="AC04")
    assert next(iter(debit.chargebacks.list())).reason["code"] == "AC04"


@pytest.mark.parametrize(
    "form",
    [
        {"act": "refund", "amount": "12.51"},
        {"act": "refund", "amount": "veel"},
        {"act": "refund", "amount": "0"},
        {"act": "refund"},
        {"act": "charge_back", "reason": "XX99"},
        {"act": "reverse", "chargeback": "chb_1234567890"},
        {"act": "settle"},
        {"act": "rich"},
        {"amount": "1"},
    ],
)
def test_what_cannot_be_done_changes_nothing_and_says_so(mollie, sandbox, form):
    payment = make_paid(mollie, sandbox)
    response = choose(payment.changepaymentstate_url, **form)
    assert response.status_code == 400
    assert "Er is niets veranderd." in response.text
    assert mollie.payments.get(payment.id) == payment


def test_a_chargeback_of_another_payment_is_not_reversed(mollie, sandbox):
    one, other = make_paid(mollie, sandbox), make_paid(mollie, sandbox)
    chargeback = sandbox.charge_back(one.id)
    assert choose(other.changepaymentstate_url, act="reverse", chargeback=chargeback).status_code == 400
    assert one.chargebacks.get(chargeback).reversed_at is None


def test_an_open_payment_is_first_paid(mollie, sandbox):
    payment = make_payment(mollie)
    response = requests.get(f"{sandbox.address}/change/{payment.id}", allow_redirects=False, timeout=5)
    assert (response.status_code, response.headers["Location"]) == (303, payment.checkout_url)


def test_a_payment_that_ended_otherwise_has_nothing_to_change(mollie, sandbox):
    payment = make_payment(mollie)
    sandbox.cancel(payment.id)
    status, words, _ = look(f"{sandbox.address}/change/{payment.id}")
    assert status == 200
    assert "Geannuleerd" in words and "Alles terughalen" not in words
