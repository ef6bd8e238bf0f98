"""A membership goes on: each period is collected once, whatever happens meanwhile."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from time_machine import TimeMachineFixture

from members.billing.cancelling import cancel_subscription
from members.billing.membership.resuming import resume_subscription
from members.billing.models import Charge, MoneyEntry, Payment, Subscription
from members.billing.sandbox.running import Sandbox
from members.membership.models import Grant
from tests.factories.offers import make_membership
from tests.factories.orders import make_member_since
from tests.factories.people import make_person
from tests.members.billing.shopping import join, let_days_pass, run_due

pytestmark = pytest.mark.django_db
LAST_OF_JANUARY = datetime(2026, 1, 31, 11, tzinfo=UTC)


def list_periods() -> list[tuple[date | None, date | None]]:
    return list(Charge.objects.order_by("number").values_list("starts_on", "ends_on"))


def count_queries() -> int:
    """Of the second run: what the first had to look into is done."""
    run_due()
    with CaptureQueriesContext(connection) as queries:
        assert run_due() == []
    return len(queries)


def test_each_month_is_collected_once_and_comes_back_to_its_day(
    provider: Sandbox, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(LAST_OF_JANUARY)
    make_membership()
    join(make_person(), provider)
    let_days_pass(92, time_machine, provider)
    assert list_periods() == [
        (date(2026, 1, 31), date(2026, 2, 28)),
        (date(2026, 2, 28), date(2026, 3, 31)),
        (date(2026, 3, 31), date(2026, 4, 30)),
        (date(2026, 4, 30), date(2026, 5, 31)),
    ]
    assert [payment.sequence_type for payment in reversed(provider.list_payments())] == ["first", *["recurring"] * 3]
    assert MoneyEntry.objects.count() == 3  # the bank takes days for the last
    spans = list(Grant.objects.order_by("starts_at").values_list("starts_at", "ends_at"))
    assert all(end == start for (_, end), (start, _) in zip(spans[:-1], spans[1:], strict=True))


def test_a_debit_that_never_arrived_is_collected_though_nobody_looked_for_hours(
    provider: Sandbox, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(LAST_OF_JANUARY)
    make_membership()
    join(make_person(), provider)
    time_machine.shift(timedelta(days=29))
    for _try in range(2):
        provider.faults.drop_request("POST", "/v2/payments")
    assert len(run_due()) == 2
    time_machine.shift(timedelta(hours=3))  # the provider has forgotten the key by then
    assert run_due() == []
    assert [payment.sequence_type for payment in provider.list_payments()] == ["recurring", "first"]
    assert list(Payment.objects.order_by("pk").values_list("status", flat=True)) == ["paid", "lost", "pending"]


def test_members_of_whom_nothing_is_due_cost_the_schedule_no_questions(
    provider: Sandbox, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(LAST_OF_JANUARY)
    month, start = make_membership(), date(2026, 1, 20)
    make_member_since(month, make_person(), start)
    few = count_queries()
    for number in range(4):
        make_member_since(month, make_person(f"lid{number}@voorbeeld.example"), start)
    assert count_queries() == few


def test_two_runs_at_once_and_a_late_one_collect_a_month_once(
    provider: Sandbox, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(LAST_OF_JANUARY)
    make_membership()
    join(make_person(), provider)
    time_machine.move_to(LAST_OF_JANUARY + timedelta(days=30))
    assert run_due() == run_due() == []
    assert Charge.objects.count() == Payment.objects.count() == 2


def test_nobody_pays_for_the_months_that_nothing_ran(provider: Sandbox, time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(LAST_OF_JANUARY)
    make_membership()
    join(make_person(), provider)
    time_machine.move_to(LAST_OF_JANUARY + timedelta(days=70))
    run_due()
    assert list_periods()[1:] == [(date(2026, 4, 11), date(2026, 5, 11))]


def test_a_copy_of_the_database_collects_nothing(provider: Sandbox, time_machine, settings) -> None:
    time_machine.move_to(LAST_OF_JANUARY)
    make_membership()
    join(make_person(), provider)
    run_due()
    settings.ENVIRONMENT_ID = "a-laptop"
    time_machine.move_to(LAST_OF_JANUARY + timedelta(days=30))
    assert run_due() == ["nothing is collected: it belongs to another ENVIRONMENT_ID or key"]
    assert Payment.objects.count() == 1


def test_a_debit_that_fails_leaves_the_member_in_for_the_days_of_grace(
    provider: Sandbox, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(LAST_OF_JANUARY)
    make_membership(grace_days=14)
    join(make_person(), provider)
    let_days_pass(28, time_machine, provider)
    provider.fail(provider.list_payments()[0].id, reason="MD01")
    provider.deliver_webhooks()
    failed = Payment.objects.latest("pk")
    assert (failed.status, failed.failure) == ("failed", "MD01")
    newest = Grant.objects.latest("starts_at")
    assert newest.ends_at == failed.concluded_at + timedelta(days=14)
    let_days_pass(20, time_machine, provider)
    assert not Grant.objects.in_force(datetime.now(UTC)).exists()
    assert Subscription.objects.get().ends_on == date(2026, 3, 15)
    assert Charge.objects.count() == 2


def test_who_paid_while_the_site_was_away_is_not_put_out(provider: Sandbox, time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(LAST_OF_JANUARY)
    make_membership(grace_days=3)
    join(make_person(), provider)
    let_days_pass(28, time_machine, provider)
    time_machine.shift(timedelta(days=25))  # the debit came in, and the webhook found nobody
    provider.faults.answer("GET", "/v2/payments/*", 503)
    assert run_due()[0].endswith("may be paid: the provider does not answer")
    run_due()
    assert Payment.objects.latest("pk").status == "paid"
    assert Subscription.objects.get().ends_on is None


def test_who_takes_every_payment_back_later_is_not_a_member_for_ever(
    provider: Sandbox, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(LAST_OF_JANUARY)
    make_membership(grace_days=7)
    join(make_person(), provider)
    let_days_pass(45, time_machine, provider)  # in the second month, which is paid
    provider.charge_back(provider.list_payments()[-1].id)
    let_days_pass(10, time_machine, provider)
    assert Subscription.objects.get().ends_on is None  # what is paid is served
    let_days_pass(10, time_machine, provider)
    assert Subscription.objects.get().ends_on == date(2026, 3, 31)
    assert Charge.objects.count() == 2
    assert not Grant.objects.in_force(timezone.now()).exists()


def test_cancelling_and_going_on_after_all_takes_away_no_debt(
    provider: Sandbox, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(LAST_OF_JANUARY)
    make_membership(grace_days=7)
    join(make_person(), provider)
    let_days_pass(45, time_machine, provider)
    provider.charge_back(provider.list_payments()[-1].id)
    provider.deliver_webhooks()
    subscription = Subscription.objects.get()
    cancel_subscription(subscription=subscription)
    resume_subscription(subscription=subscription)
    assert [charge.number for charge in Charge.objects.unsettled()] == [1]
