"""Webhooks that are foreign, malformed, forged or replayed: answered as Mollie asks, without any effect on money."""

from typing import Any
from uuid import uuid4

import pytest
from django.core import mail

from members.billing.addresses import name_webhook, sign_key
from members.billing.models import MoneyEntry, Payment
from members.billing.sandbox.running import Sandbox
from members.invoicing.models import Invoice
from members.membership.models import Grant
from tests.factories.offers import make_membership
from tests.factories.people import make_person
from tests.members.billing.shopping import order
from tests.visiting import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("with_mails")]


def start_paying(provider: Sandbox, email: str = "sanne@voorbeeld.example") -> Payment:
    client = Client()
    client.force_login(make_person(email))
    order(client, "lid-month", start_now="on")
    newest: Payment = Payment.objects.latest("pk")
    return newest


@pytest.fixture
def paid(provider: Sandbox) -> Payment:
    """At the provider; we have not heard of it yet."""
    make_membership()
    payment = start_paying(provider)
    provider.pay(payment.provider_id, method="ideal")
    return payment


def post(address: str, **words: Any) -> int:
    return Client().post(address, words).status_code


def nothing_happened(provider: Sandbox, asked: int) -> bool:
    return (len(provider.requests), MoneyEntry.objects.exists(), Grant.objects.exists()) == (asked, False, False)


@pytest.mark.parametrize(
    "text",
    ["", "tr_", "tr_<script>", "ord_pbjz8x", "tr_abc/../../customers", "tr_" + "x" * 65, "tr_abcdef\n", "tr_é23456"],
)
def test_what_is_no_id_is_not_asked_about(provider: Sandbox, paid: Payment, text: str) -> None:
    asked = len(provider.requests)
    assert post(name_webhook(paid.key), id=text) == 200
    assert post(name_webhook(paid.key)) == 200
    assert nothing_happened(provider, asked)


def test_an_address_that_we_did_not_give_is_not_believed(provider: Sandbox, paid: Payment) -> None:
    asked, own = len(provider.requests), name_webhook(paid.key)
    stranger = uuid4()
    for address in (own[:-2] + ("0/" if own[-2] != "0" else "1/"), own.replace(str(paid.key), str(stranger))):
        assert post(address, id=paid.provider_id) == 200
    assert post(name_webhook(stranger), id=paid.provider_id) == 200  # signed, and of no payment of ours
    assert post(own.replace(sign_key(paid.key), "a" * 2000), id=paid.provider_id) == 200
    assert nothing_happened(provider, asked)


def test_the_payment_of_another_pays_nothing(provider: Sandbox, paid: Payment) -> None:
    mine = start_paying(provider, "noor@voorbeeld.example")
    assert post(name_webhook(mine.key), id=paid.provider_id) == 200
    Payment.objects.filter(pk=mine.pk).update(provider_id=None)  # as if its answer had been lost
    assert post(name_webhook(mine.key), id=paid.provider_id) == 200
    assert post(name_webhook(mine.key), id="tr_neverheard") == 200
    assert nothing_happened(provider, len(provider.requests))
    mine.refresh_from_db()
    assert (mine.status, mine.provider_id) == ("open", None)


def test_told_five_times_it_is_booked_and_mailed_once(provider: Sandbox, paid: Payment) -> None:
    assert [post(name_webhook(paid.key), id=paid.provider_id) for _time in range(5)] == [200] * 5
    counts = [model.objects.count() for model in (MoneyEntry, Invoice, Grant)]
    assert counts == [1, 1, 1]
    assert len([message for message in mail.outbox if "Je betaling is binnen" in message.subject]) == 1


def test_while_the_provider_is_away_it_is_asked_to_tell_again(provider: Sandbox, paid: Payment, settings: Any) -> None:
    settings.MOLLIE_API_ENDPOINT = "http://127.0.0.1:9"
    assert post(name_webhook(paid.key), id=paid.provider_id) == 503
    assert not MoneyEntry.objects.exists()
    settings.MOLLIE_API_ENDPOINT = provider.address
    assert post(name_webhook(paid.key), id=paid.provider_id) == 200
    assert MoneyEntry.objects.get().cents == 1900


def test_a_webhook_is_posted_and_nothing_else(paid: Payment) -> None:
    assert Client().get(name_webhook(paid.key), {"id": paid.provider_id}).status_code == 405
    assert not MoneyEntry.objects.exists()
