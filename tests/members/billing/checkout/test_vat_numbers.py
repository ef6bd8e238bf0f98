"""A company elsewhere in the European Union: its number is asked of VIES, and the answer stays with the sale."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from time_machine import TimeMachineFixture

from members.accounts.limits import ENTRANCE
from members.billing.models import Order
from members.billing.sandbox.running import Sandbox
from members.invoicing.models import Invoice, VatCheck
from members.invoicing.vat.checking import forget_unused_checks, repeat_checks
from members.invoicing.vat.sandbox import VALID, running_sandbox
from members.invoicing.vat.sandbox import Sandbox as Vies
from tests.factories.invoices import BELGIAN
from tests.factories.offers import make_membership
from tests.factories.people import make_person
from tests.members.billing.shopping import DETAILS, enter, press_button
from tests.visiting import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("with_mails")]
DOWN, UNREGISTERED = "ESA78304516", "DE129273398"
PLACE = {"company": "Bedrijf NV", "street": "Kerkstraat 2", "postal_code": "2000", "city": "Antwerpen"}
UNCHECKED = "VIES geeft geen antwoord"


@pytest.fixture
def vies(settings: Any) -> Iterator[Vies]:
    with running_sandbox() as sandbox:
        settings.VIES_URL = sandbox.address
        yield sandbox


@pytest.fixture
def buyer(client: Client, vies: Vies) -> Client:
    make_membership()
    client.force_login(make_person())
    return client


def state(number: str) -> dict[str, str]:
    return PLACE | {"vat_number": number, "country": number[:2]}


def pay(provider: Sandbox) -> None:
    provider.pay(provider.list_payments()[0].id, method="ideal")
    provider.deliver_webhooks()


def test_a_confirmed_company_pays_without_vat_and_the_proof_is_kept_as_long_as_the_order(
    buyer: Client, provider: Sandbox, time_machine: TimeMachineFixture
) -> None:
    check = enter(buyer, "lid-month", **state(BELGIAN))
    page = buyer.get(check).content.decode()
    assert "€\u00a015,70 (btw verlegd)" in page
    assert UNCHECKED not in page
    press_button(buyer, check)
    pay(provider)
    order, proof = Order.objects.get(), VatCheck.objects.get()
    assert (order.vat_check, order.vat_outcome, order.vat["evidence"]) == (proof, "valid", proof.evidence)
    assert (order.cents, Invoice.objects.get().treatments) == (1570, "|AE|")
    VatCheck.objects.create(outcome="valid", asked_at=proof.asked_at, at=proof.at)  # of a sale that was never finished
    time_machine.shift(timedelta(days=91))
    assert list(forget_unused_checks()) == []
    assert VatCheck.objects.get() == proof


def test_while_vies_is_down_the_sale_goes_on_and_the_buyer_reads_what_they_can_do(
    buyer: Client, provider: Sandbox, vies: Vies, time_machine: TimeMachineFixture
) -> None:
    check = enter(buyer, "lid-month", **state(DOWN))
    page = buyer.get(check).content.decode()
    assert "€\u00a019 (inclusief btw)" in page
    assert UNCHECKED in page and DOWN in page
    press_button(buyer, check)
    assert "gaf geen antwoord" in str(mail.outbox[0].body)
    assert "dan betalen we de btw terug" in str(mail.outbox[0].body)
    vies.answers[DOWN] = VALID
    time_machine.shift(timedelta(hours=2))
    assert list(repeat_checks()) == []
    order = Order.objects.get()
    assert (order.cents, order.vat_outcome, order.vat_check.outcome) == (1900, "unavailable", "valid")


def test_who_waits_and_tries_again_pays_without_vat(buyer: Client, vies: Vies) -> None:
    check = enter(buyer, "lid-month", **state(DOWN))
    vies.answers[DOWN] = VALID
    details = check.replace("controle", "gegevens")
    assert buyer.post(details, DETAILS | state(DOWN))["Location"] == check
    assert UNCHECKED not in buyer.get(check).content.decode()
    assert (Order.objects.get().cents, Order.objects.get().vat_outcome) == (1570, "valid")


def test_an_answer_that_comes_after_the_screen_was_shown_is_shown_before_anything_is_ordered(
    buyer: Client, provider: Sandbox
) -> None:
    check = enter(buyer, "lid-month", **state(DOWN))
    buyer.get(check)
    shown = buyer.get(check).context["form"]["shown"].value()
    VatCheck.objects.update(outcome=VALID)
    response = buyer.post(check, {"shown": shown})
    assert (response.status_code, Order.objects.placed().exists()) == (409, False)
    assert "€\u00a015,70" in response.content.decode()


def test_a_number_that_the_register_does_not_know_is_named_at_its_field(buyer: Client) -> None:
    response = buyer.post("/bestellen/lid-month/", DETAILS | state(UNREGISTERED))
    page = response.content.decode()
    assert (response.status_code, page.count("staat niet in het Europese register VIES")) == (422, 2)
    assert not Order.objects.exists()
    check = enter(buyer, "lid-month")
    response = buyer.post(check.replace("controle", "gegevens"), DETAILS | state(UNREGISTERED))
    assert response.status_code == 422
    assert Order.objects.get().buyer["vat_number"] == ""


def test_nobody_asks_the_register_after_number_upon_number_by_changing_their_details(
    buyer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    details = enter(buyer, "lid-month").replace("controle", "gegevens")
    monkeypatch.setitem(ENTRANCE, "billing:details", replace(ENTRANCE["billing:details"], most=1))
    answers = [buyer.post(details, DETAILS | state(BELGIAN)).status_code for _try in range(2)]
    assert answers == [302, 429]
    assert VatCheck.objects.count() == 1
