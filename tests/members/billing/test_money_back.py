"""Money that goes back: taken by a bank, given by us, or paid twice."""

from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import transaction
from django.utils import timezone
from time_machine import TimeMachineFixture

from members.billing.models import Charge, MoneyEntry, Notice, Payment, Refund
from members.billing.sandbox.running import Sandbox
from members.billing.settling import intend_refund
from members.membership.models import Grant
from tests.factories.courses import make_course
from tests.factories.offers import make_membership, sell
from tests.factories.people import make_person
from tests.members.billing.shopping import join, let_days_pass, order, run_due
from tests.visiting import Client

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 10, 11, tzinfo=UTC)


def buy_course(client: Client, provider: Sandbox) -> str:
    """The number of the payment at the provider."""
    course = make_course()
    sell(course)
    client.force_login(make_person())
    order(client, course.slug, waiver="on")
    (payment,) = provider.list_payments()
    provider.pay(payment.id, method="creditcard")
    provider.deliver_webhooks()
    return payment.id


def may_enter() -> bool:
    return Grant.objects.in_force(timezone.now()).exists()


def test_a_course_that_the_bank_takes_back_is_shut_and_opens_again_when_that_is_undone(
    client: Client, provider: Sandbox, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(NOON)
    payment_id = buy_course(client, provider)
    time_machine.shift(timedelta(days=20))
    chargeback = provider.charge_back(payment_id)
    provider.deliver_webhooks()
    assert not may_enter()
    time_machine.shift(timedelta(days=5))
    provider.reverse_chargeback(chargeback)
    provider.deliver_webhooks()
    assert may_enter()
    assert list(MoneyEntry.objects.values_list("cents", flat=True)) == [4900, -4900, 4900]


def test_a_member_whose_bank_takes_money_back_stays_in_for_the_days_of_grace(
    provider: Sandbox, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(NOON)
    make_membership(grace_days=7)
    join(make_person(), provider)
    time_machine.shift(timedelta(days=3))
    provider.charge_back(provider.list_payments()[0].id)
    provider.deliver_webhooks()
    assert may_enter()
    time_machine.shift(timedelta(days=8))
    assert not may_enter()
    assert run_due() == []
    assert Charge.objects.get().dropped_at


def test_who_has_a_refund_of_all_from_the_dashboard_has_no_access_any_more(
    client: Client, provider: Sandbox, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(NOON)
    payment_id = buy_course(client, provider)
    time_machine.shift(timedelta(days=1))
    provider.refund(payment_id, 4900)
    let_days_pass(4, time_machine, provider)
    assert Refund.objects.get().reason == "provider"
    assert not may_enter()


def test_who_pays_an_order_that_was_given_up_gets_the_money_back(
    client: Client, provider: Sandbox, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(NOON)
    course = make_course()
    sell(course)
    client.force_login(make_person())
    order(client, course.slug, waiver="on")
    Charge.objects.update(dropped_at=timezone.now())
    (payment,) = provider.list_payments()
    provider.pay(payment.id, method="ideal")
    provider.deliver_webhooks()
    let_days_pass(4, time_machine, provider)
    assert sum(MoneyEntry.objects.values_list("cents", flat=True)) == 0
    assert Refund.objects.get().status == "refunded"
    assert not may_enter()


def test_a_copy_of_the_database_gives_nothing_back(client: Client, provider: Sandbox, settings: Any) -> None:
    payment_id = buy_course(client, provider)
    assert run_due() == []
    with transaction.atomic():
        intend_refund(Charge.objects.get(), 100, Refund.Reason.STAFF)
    settings.ENVIRONMENT_ID = "a-laptop"
    run_due()
    assert (Refund.objects.get().provider_id, provider.requests[-1].method) == (None, "GET"), payment_id


def test_who_paid_twice_and_got_it_back_from_the_dashboard_does_not_get_the_other_payment_back_too(
    client: Client, provider: Sandbox
) -> None:
    chargeback = provider.charge_back(buy_course(client, provider))
    provider.deliver_webhooks()
    client.post(f"/bestellen/{Payment.objects.get().charge.order.key}/betalen/")
    second = provider.list_payments()[0]
    provider.pay(second.id, method="ideal")
    provider.refund(second.id, 4900)  # before we heard that it was paid
    provider.deliver_webhooks()
    provider.reverse_chargeback(chargeback)
    provider.deliver_webhooks()
    assert Refund.objects.get().reason == "provider"
    assert may_enter()


def test_what_the_bank_took_back_first_is_given_back_only_when_that_is_undone(
    client: Client, provider: Sandbox
) -> None:
    payment_id = buy_course(client, provider)
    with transaction.atomic():
        intend_refund(Charge.objects.get(), 4900, Refund.Reason.WITHDRAWN)
    chargeback = provider.charge_back(payment_id)
    assert run_due() == run_due() == []
    assert Refund.objects.get().provider_id is None
    provider.reverse_chargeback(chargeback)
    provider.deliver_webhooks()
    assert run_due() == []
    assert Refund.objects.get().provider_id


def test_what_was_given_back_in_the_dashboard_meanwhile_is_not_given_back_again_and_the_rest_is(
    client: Client, provider: Sandbox
) -> None:
    payment_id = buy_course(client, provider)
    with transaction.atomic():
        intend_refund(Charge.objects.get(), 4900, Refund.Reason.WITHDRAWN)
    provider.refund(payment_id, 109)
    assert run_due() == []
    refunds = set(Refund.objects.standing().values_list("reason", "cents"))
    assert refunds == {("provider", 109), ("withdrawn", 4791)}
    assert run_due() == []
    assert Refund.objects.standing().count() == 2
    (told,) = Notice.objects.filter(kind="refunded")
    assert told.facts["cents"] == 4791


def test_who_pays_a_second_time_by_hand_and_is_not_charged_back_after_all_gets_one_payment_back(
    client: Client, provider: Sandbox, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(NOON)
    payment_id = buy_course(client, provider)
    chargeback = provider.charge_back(payment_id)
    provider.deliver_webhooks()
    paid = Payment.objects.get()
    client.post(f"/bestellen/{paid.charge.order.key}/betalen/")
    second = provider.list_payments()[0]
    provider.pay(second.id, method="ideal")
    provider.deliver_webhooks()
    assert may_enter()
    provider.reverse_chargeback(chargeback)
    provider.deliver_webhooks()
    assert run_due() == []
    refund = Refund.objects.get()
    assert (refund.payment.provider_id, refund.reason) == (second.id, "twice")
    assert run_due() == []
    assert Refund.objects.count() == 1
    assert urlsplit(second.redirect_url).path.endswith("/betaald/")
