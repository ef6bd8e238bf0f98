"""Somebody closes their account, or it is erased: nothing is collected from them ever again."""

from datetime import UTC, datetime
from typing import Any

import pytest
from time_machine import TimeMachineFixture

from members.billing.models import Charge, Customer, Declaration, MoneyEntry, Order, Payment, Refund, Subscription
from members.billing.sandbox.running import Sandbox
from tests.factories.offers import make_membership
from tests.factories.people import make_person
from tests.members.billing.membership.own_pages import count_mails, find_subscription, read_mail, visit
from tests.members.billing.shopping import enter, join, let_days_pass, order, run_due

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
NOON = datetime(2026, 3, 10, 11, tzinfo=UTC)


def close(person: Any) -> None:
    person.is_active = False
    person.save()


@pytest.fixture
def joined(provider: Sandbox, time_machine: TimeMachineFixture) -> Order:
    time_machine.move_to(NOON)
    make_membership()
    return join(make_person(), provider)


def test_who_closes_their_account_pays_no_more_and_is_forgotten_at_the_provider(
    provider: Sandbox, time_machine: TimeMachineFixture, joined: Order
) -> None:
    customer = Customer.objects.get()
    close(joined.user)
    provider.faults.drop_request("DELETE", "/v2/customers/*")
    assert run_due() == [f"customer {customer.pk} is not deleted at the provider yet"]
    assert str(find_subscription(joined).ends_on) == "2026-04-10"
    assert run_due() == run_due() == []
    assert not Customer.objects.exists()
    told = read_mail()
    assert told.startswith("Je lidmaatschap stopt met je account")
    assert "Je account is gesloten. Daarom stopt ook Lid per maand." in told
    let_days_pass(60, time_machine, provider)
    assert Payment.objects.count() == MoneyEntry.objects.count() == 1
    assert find_subscription(joined).mandate_id == ""


def test_the_rest_of_a_renewed_year_is_paid_back_when_the_account_is_closed(
    provider: Sandbox, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(datetime(2025, 3, 10, 11, tzinfo=UTC))
    make_membership(period="year", cents=19000)
    joined = join(make_person(), provider, "lid-year")
    time_machine.move_to(NOON)
    let_days_pass(10, time_machine, provider)
    close(joined.user)
    assert run_due() == []
    refund = Refund.objects.get()
    assert (refund.cents, refund.reason) == (16866, "rest")


def test_a_debit_that_failed_is_not_tried_again_at_who_left(
    provider: Sandbox, time_machine: TimeMachineFixture, joined: Order
) -> None:
    let_days_pass(31, time_machine, provider)
    provider.fail(provider.list_payments()[0].id, reason="AM04")
    provider.deliver_webhooks()
    close(joined.user)
    let_days_pass(20, time_machine, provider)
    assert Payment.objects.count() == 2
    assert Charge.objects.get(number=2).dropped_at


def test_what_was_intended_when_somebody_left_is_never_sent(
    provider: Sandbox, time_machine: TimeMachineFixture, joined: Order
) -> None:
    time_machine.move_to(datetime(2026, 4, 10, 11, tzinfo=UTC))
    provider.faults.drop_request("POST", "/v2/payments", times=4)
    run_due()
    assert Payment.objects.get(status="intended").sequence == "recurring"
    close(joined.user)
    run_due()
    assert Payment.objects.latest("pk").status == "lost"
    assert len(provider.list_payments()) == 1


def test_an_erased_account_leaves_what_the_tax_law_asks_and_a_late_chargeback_is_booked(
    provider: Sandbox, time_machine: TimeMachineFixture, joined: Order
) -> None:
    close(joined.user)
    let_days_pass(31, time_machine, provider)
    assert run_due() == []
    person = joined.user
    person.refresh_from_db()
    person.delete()
    left = Order.objects.get()
    assert (left.user, left.email, left.number) == (None, "", joined.number)
    assert left.buyer["last_name"] == "Voorbeeld"
    assert Subscription.objects.get().user is None
    assert Declaration.objects.exists()
    told = count_mails()
    provider.charge_back(provider.list_payments()[0].id, reason="MD06")
    let_days_pass(30, time_machine, provider)
    assert [(entry.kind, entry.cents) for entry in MoneyEntry.objects.all()] == [
        ("paid", 1900),
        ("charged_back", -1900),
    ]
    assert count_mails() == told
    assert Payment.objects.count() == 1


def test_an_account_that_is_erased_at_once_takes_its_membership_and_customer_with_it(
    provider: Sandbox, time_machine: TimeMachineFixture, joined: Order
) -> None:
    customer = Customer.objects.get().provider_id
    joined.user.delete()
    subscription = Subscription.objects.get()
    assert (subscription.user, str(subscription.ends_on)) == (None, "2026-04-10")
    let_days_pass(60, time_machine, provider)
    assert not Customer.objects.exists()
    deleted = [heard.path for heard in provider.requests if heard.method == "DELETE"]
    assert deleted == [f"/v2/customers/{customer}"]
    assert Payment.objects.count() == 1


def test_drafts_and_what_was_never_paid_go_with_the_account(
    provider: Sandbox, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(NOON)
    make_membership()
    person = make_person()
    client = visit(person)
    enter(client, "lid-month")
    order(client, "lid-month", start_now="on")
    provider.expire(provider.list_payments()[0].id)
    provider.deliver_webhooks()
    assert Order.objects.count() == 2
    person.delete()
    assert (Order.objects.count(), Charge.objects.count(), Payment.objects.count()) == (0, 0, 0)


def test_a_copy_of_the_database_deletes_nobody_at_the_provider(provider: Sandbox, joined: Order, settings: Any) -> None:
    run_due()
    close(joined.user)
    settings.ENVIRONMENT_ID = "a-laptop"
    assert run_due() == ["nothing is collected: it belongs to another ENVIRONMENT_ID or key"]
    assert Customer.objects.exists()
