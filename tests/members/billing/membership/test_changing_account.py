"""A member pays from another account or card."""

from datetime import UTC, datetime, timedelta

import pytest
from time_machine import TimeMachineFixture

from members.billing.models import Charge, MoneyEntry, Order, Payment, Refund
from members.billing.sandbox.running import Sandbox
from members.membership.models import Grant
from tests.factories.offers import make_membership
from tests.factories.people import make_person
from tests.members.billing.membership.own_pages import (
    PAGE,
    cancel,
    find_subscription,
    pay_at_provider,
    read,
    read_mail,
    send,
    visit,
)
from tests.members.billing.shopping import join, let_days_pass, run_due
from tests.visiting import Client

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
NOON = datetime(2026, 3, 10, 11, tzinfo=UTC)


@pytest.fixture
def order(provider: Sandbox, time_machine: TimeMachineFixture) -> Order:
    time_machine.move_to(NOON)
    make_membership(grace_days=14)
    return join(make_person(), provider)


@pytest.fixture
def member(order: Order) -> Client:
    return visit(order.user)


def ask(member: Client, order: Order) -> object:
    return member.post(f"{PAGE}{order.key}/rekening/")


def test_a_cent_from_a_card_moves_the_debits_there_and_comes_back(
    provider: Sandbox, time_machine: TimeMachineFixture, order: Order, member: Client
) -> None:
    old = find_subscription(order).mandate_id
    assert "Je rekening bij ING die eindigt op 0000" in read(member)
    assert "Je betaalt één cent" in read(member, order, "rekening")
    page = pay_at_provider(member, ask(member, order), provider, method="creditcard")
    assert "Je nieuwe rekening is gekoppeld. Je cent komt vanzelf terug." in page
    assert "Je kaart (Mastercard) die eindigt op 6787" in page
    assert read_mail().startswith("We schrijven af van je nieuwe rekening")
    new = find_subscription(order).mandate_id
    assert new != old
    let_days_pass(40, time_machine, provider)
    assert [(refund.cents, refund.reason, refund.status) for refund in Refund.objects.all()] == [
        (1, "mandate", "refunded")
    ]
    assert Payment.objects.get(sequence="recurring").request["mandateId"] == new
    assert Payment.objects.get(mandate_id=old).mandate_revoked_at
    assert Charge.objects.filter(number__gt=0).count() == 2
    assert Grant.objects.count() == 2
    assert Charge.objects.get(purpose="mandate").starts_on is None


def test_a_debit_from_the_old_account_that_arrives_later_does_not_bring_it_back(
    provider: Sandbox, time_machine: TimeMachineFixture, order: Order, member: Client
) -> None:
    let_days_pass(31, time_machine, provider)
    debit = provider.list_payments()[0]
    provider.settle(debit.id)
    provider.deliver_webhooks()
    member.log_in_again()
    pay_at_provider(member, ask(member, order), provider, method="creditcard")
    new = find_subscription(order).mandate_id
    provider.charge_back(debit.id)
    let_days_pass(3, time_machine, provider)
    assert find_subscription(order).mandate_id == new


def test_who_asks_twice_or_stops_half_way_pays_nothing_and_keeps_the_old_account(
    provider: Sandbox, time_machine: TimeMachineFixture, order: Order, member: Client
) -> None:
    old = find_subscription(order).mandate_id
    first, second = ask(member, order), ask(member, order)
    assert first["Location"] == second["Location"]
    assert Charge.objects.count() == 2
    provider.cancel(provider.list_payments()[0].id)
    page = member.get(f"{PAGE}{order.key}/betaald/", follow=True).content.decode()
    assert "De betaling is gestopt of niet gelukt." in page
    let_days_pass(2, time_machine, provider)
    assert Charge.objects.get(purpose="mandate").dropped_at
    assert find_subscription(order).mandate_id == old
    assert MoneyEntry.objects.count() == 1


def test_when_the_provider_is_away_nothing_changes_and_the_page_says_so(
    provider: Sandbox, order: Order, member: Client
) -> None:
    provider.faults.answer("POST", "/v2/payments", 503, times=2)
    assert "De betaaldienst geeft nu geen antwoord." in send(member, order, "rekening")
    provider.faults.answer("GET", "/v2/customers/*", 503, times=2)
    page = read(member)
    assert "De betaaldienst geeft nu geen antwoord." in page
    assert "Betaald tot" in page


def test_who_pays_what_is_open_from_another_account_is_charged_there_from_then_on(
    provider: Sandbox, time_machine: TimeMachineFixture, order: Order, member: Client
) -> None:
    old = find_subscription(order).mandate_id
    let_days_pass(31, time_machine, provider)
    provider.fail(provider.list_payments()[0].id, reason="AC04")
    provider.deliver_webhooks()
    member.log_in_again()
    assert "Betaal dat met je nieuwe rekening." in send(member, order, "rekening")
    page = read(member)
    assert "Nog te betalen: € 19" in page
    assert "Gebruik een andere rekening" not in page
    page = pay_at_provider(member, member.post(f"/bestellen/{order.key}/betalen/"), provider, method="creditcard")
    assert "Dank je wel, je betaling is binnen." in page
    assert find_subscription(order).mandate_id != old
    assert "Nog te betalen" not in page


def test_an_amount_that_stays_open_is_reminded_of_once_before_access_stops(
    provider: Sandbox, time_machine: TimeMachineFixture, order: Order, member: Client
) -> None:
    let_days_pass(31, time_machine, provider)
    provider.fail(provider.list_payments()[0].id, reason="AC04")
    provider.deliver_webhooks()
    let_days_pass(12, time_machine, provider)
    told = read_mail()
    assert told.startswith("Er staat nog een bedrag open")
    assert "De lessen blijven open tot en met 24 april 2026." in told
    assert order.notices.filter(kind="reminder").count() == 1
    let_days_pass(5, time_machine, provider)
    assert read_mail().startswith("Je toegang is gestopt")


def test_a_month_that_the_bank_takes_back_late_stays_open_for_the_days_of_grace(
    provider: Sandbox, time_machine: TimeMachineFixture, order: Order, member: Client
) -> None:
    time_machine.shift(timedelta(days=20))
    provider.charge_back(provider.list_payments()[0].id)
    provider.deliver_webhooks()
    assert run_due() == []
    assert find_subscription(order).ends_on is None
    member.log_in_again()
    assert "De lessen blijven open tot en met" in read(member)


def test_who_cancelled_has_no_account_to_change(order: Order, member: Client) -> None:
    cancel(member, order)
    assert "Er is niets veranderd." in send(member, order, "rekening")
    assert Charge.objects.count() == 1
