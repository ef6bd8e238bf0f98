"""A member cancels in two clicks, knowing beforehand what happens, and may come back on it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail
from time_machine import TimeMachineFixture

from members.accounts.models import User
from members.billing.buyers import read_buyer
from members.billing.models import MoneyEntry, Order, Payment, Refund
from members.billing.sandbox.running import Sandbox
from tests.factories.offers import make_membership
from tests.factories.people import make_person
from tests.members.billing.membership.own_pages import (
    PAGE,
    cancel,
    count_mails,
    find_subscription,
    may_enter,
    read,
    read_mail,
    send,
    visit,
)
from tests.members.billing.shopping import join, let_days_pass, run_due

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
NOON = datetime(2026, 3, 10, 11, tzinfo=UTC)


def test_who_cancels_in_the_first_month_keeps_it_to_its_end_and_pays_no_more(
    provider: Sandbox, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(NOON)
    make_membership()
    person = make_person()
    order, client = join(person, provider), visit(person)
    before = read(client, order, "opzeggen")
    assert "Je toegang stopt op 10 april 2026." in before
    assert "Je krijgt geen geld terug." in before
    assert find_subscription(order).cancelled_at is None
    assert "Je hebt opgezegd. Je toegang stopt op 10 april 2026." in cancel(client, order)
    told = read_mail()
    assert told.startswith(f"Je hebt opgezegd: bestelling {order.number}")
    assert "10 april 2026" in told
    time_machine.shift(timedelta(days=30))
    assert may_enter(person)
    let_days_pass(40, time_machine, provider)
    assert not may_enter(person)
    assert Payment.objects.count() == 1
    client.log_in_again()
    assert "Gestopt op 10 april 2026." in read(client)


def test_who_cancels_a_renewed_year_is_out_in_a_month_and_gets_the_rest_back(
    provider: Sandbox, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(datetime(2024, 2, 29, 11, tzinfo=UTC))
    make_membership(period="year", cents=19000)
    person = make_person()
    order = join(person, provider, "lid-year")
    time_machine.move_to(datetime(2025, 2, 28, 11, tzinfo=UTC))
    let_days_pass(12, time_machine, provider)
    client = visit(person)
    before = read(client, order, "opzeggen")
    assert "Je toegang stopt op 12 april 2025." in before
    assert "€ 167,62" in before
    cancel(client, order)
    assert [(refund.cents, refund.reason) for refund in Refund.objects.all()] == [(16762, "rest")]
    assert "€ 167,62" in read_mail()
    assert "Je kreeg al geld terug." in send(client, order, "doorgaan")
    let_days_pass(5, time_machine, provider)
    assert MoneyEntry.objects.get(kind="refunded").cents == -16762
    assert may_enter(person)
    let_days_pass(30, time_machine, provider)
    assert not may_enter(person)


def test_cancelling_twice_is_cancelling_once(provider: Sandbox, time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(NOON)
    make_membership()
    person = make_person()
    order, client = join(person, provider), visit(person)
    cancel(client, order)
    told = count_mails()
    page = send(client, order, "opzeggen", day="2026-04-10", cents="0")
    assert "Je had al opgezegd. Er is niets veranderd." in page
    assert "Je had al opgezegd." in client.get(f"{PAGE}{order.key}/opzeggen/", follow=True).content.decode()
    assert count_mails() == told


def test_when_midnight_passes_before_the_second_click_the_new_day_is_shown_first(
    provider: Sandbox, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(NOON)
    make_membership(period="year", cents=19000)
    person = make_person()
    order = join(person, provider, "lid-year")
    time_machine.move_to(NOON + timedelta(days=365))
    let_days_pass(12, time_machine, provider)
    client = visit(person)
    seen = client.get(f"{PAGE}{order.key}/opzeggen/").context["form"].initial
    time_machine.shift(timedelta(days=1))
    response = client.post(f"{PAGE}{order.key}/opzeggen/", seen)
    assert response.status_code == 409
    assert "Je hebt nog niet opgezegd." in response.content.decode()
    assert find_subscription(order).cancelled_at is None
    assert client.post(f"{PAGE}{order.key}/opzeggen/", {}).status_code == 409
    assert "Je hebt opgezegd." in cancel(client, order)


def test_who_owes_a_month_and_cancels_is_out_today_and_owes_nothing(
    provider: Sandbox, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(NOON)
    make_membership(grace_days=14)
    person = make_person()
    order = join(person, provider)
    let_days_pass(31, time_machine, provider)
    provider.fail(provider.list_payments()[0].id, reason="MD01")
    provider.deliver_webhooks()
    client = visit(person)
    assert "Nog te betalen: € 19" in read(client)
    before = read(client, order, "opzeggen")
    assert "Je toegang stopt vandaag." in before
    assert "Wat nog open staat, hoef je niet meer te betalen." in before
    cancel(client, order)
    assert not may_enter(person)
    assert "Nog te betalen" not in read(client)
    assert "Hier is geen opzegging om in te trekken." in send(client, order, "doorgaan")


def test_a_debit_that_is_on_its_way_when_somebody_cancels_comes_back(
    provider: Sandbox, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(NOON)
    make_membership()
    person = make_person()
    order = join(person, provider)
    let_days_pass(31, time_machine, provider)
    client = visit(person)
    assert "De afschrijving die onderweg is, krijg je vanzelf terug." in read(client, order, "opzeggen")
    cancel(client, order)
    let_days_pass(20, time_machine, provider)
    assert sum(MoneyEntry.objects.values_list("cents", flat=True)) == 1900
    assert Refund.objects.get().reason == "unwanted"


def test_who_comes_back_on_it_before_the_end_goes_on_as_before(
    provider: Sandbox, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(NOON)
    make_membership()
    person = make_person()
    order, client = join(person, provider), visit(person)
    cancel(client, order)
    assert "Ga toch door" in read(client)
    assert "Je opzegging is ingetrokken." in send(client, order, "doorgaan")
    assert read_mail().startswith("Je opzegging is ingetrokken")
    assert "Hier is geen opzegging" in send(client, order, "doorgaan")
    let_days_pass(40, time_machine, provider)
    assert may_enter(person)
    assert MoneyEntry.objects.count() == 2


def test_after_the_end_nobody_goes_on_and_the_mandate_is_given_back(
    provider: Sandbox, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(NOON)
    make_membership()
    person = make_person()
    order, client = join(person, provider), visit(person)
    cancel(client, order)
    assert run_due() == []
    assert Payment.objects.get().mandate_revoked_at is None
    time_machine.move_to(datetime(2026, 4, 10, 11, tzinfo=UTC))
    provider.faults.answer("DELETE", "/v2/customers/*", 503)
    assert run_due() == [f"mandate of payment {Payment.objects.get().pk} is not revoked yet"]
    assert run_due() == run_due() == []
    assert Payment.objects.get().mandate_revoked_at
    asked = [heard for heard in provider.requests if heard.method == "DELETE"]
    assert len(asked) == 2
    client.log_in_again()
    assert "Hier is geen opzegging" in send(client, order, "doorgaan")
    assert find_subscription(order).ends_on == date(2026, 4, 10)


@pytest.mark.parametrize(
    "page", ["opzeggen", "pauzeren", "hervatten", "overstappen", "overstappen/lid-year", "rekening", "betaald"]
)
def test_what_is_not_yours_is_not_there(provider: Sandbox, time_machine: TimeMachineFixture, page: str) -> None:
    time_machine.move_to(NOON)
    make_membership()
    make_membership(period="year", cents=19000)
    order = join(make_person(), provider)
    other = visit(make_person("ander@voorbeeld.example"))
    path = f"{PAGE}{order.key}/{page}/"
    assert other.get(path).status_code == 404
    assert other.post(path, {"day": "2026-04-10", "cents": "0", "months": "1"}).status_code in {404, 405}
    for act in ("doorgaan", "overstappen/terug"):
        assert other.post(f"{PAGE}{order.key}/{act}/").status_code == 404
    subscription = find_subscription(order)
    assert (subscription.cancelled_at, subscription.paused_on, subscription.next_terms) == (None, None, None)


def test_who_changed_the_address_of_their_account_gets_their_mails_there(
    provider: Sandbox, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(NOON)
    make_membership()
    person = make_person()
    order, client = join(person, provider), visit(person)
    User.objects.update(email="nieuw@voorbeeld.example")
    cancel(client, order)
    read_mail()
    assert mail.outbox[-1].to == ["nieuw@voorbeeld.example"]
    assert read_buyer(Order.objects.get()).email == "nieuw@voorbeeld.example"
