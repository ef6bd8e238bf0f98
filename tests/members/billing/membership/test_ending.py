"""On which day a membership ends that is cancelled, and what goes back: the law, at the edges of the calendar."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone
from hypothesis import example, given
from hypothesis import strategies as st
from time_machine import TimeMachineFixture

from members.billing.calendar import add_months
from members.billing.cancelling import Ending, compute_ending, share_days
from members.billing.models import Charge, Payment, Refund, Subscription
from members.billing.sandbox.running import Sandbox
from tests.factories.offers import make_membership
from tests.factories.people import make_person
from tests.members.billing.shopping import join

pytestmark = pytest.mark.django_db
CENTS = 1900
DAYS = st.dates(date(2023, 1, 1), date(2029, 12, 31))


@pytest.fixture
def subscription(provider: Sandbox, time_machine: TimeMachineFixture) -> Subscription:
    time_machine.move_to(datetime(2026, 1, 31, 11, tzinfo=UTC))
    make_membership(cents=CENTS)
    return join(make_person(), provider).subscription


def put_period(anchor: date, months: int, number: int) -> Charge:
    charge = Charge.objects.get()
    start, end = add_months(anchor, months * (number - 1)), add_months(anchor, months * number)
    charge.number, charge.starts_on, charge.ends_on = number, start, end
    charge.save()
    return charge


@given(anchor=DAYS, months=st.sampled_from([1, 12]), number=st.integers(1, 30), part=st.floats(0, 0.999))
@example(anchor=date(2024, 2, 29), months=12, number=2, part=0.0)
@example(anchor=date(2024, 2, 29), months=12, number=5, part=0.999)
@example(anchor=date(2025, 1, 31), months=1, number=2, part=0.0)
@example(anchor=date(2025, 8, 31), months=1, number=1, part=0.5)
def test_a_term_that_was_agreed_is_served_and_a_renewed_one_ends_within_a_month(
    subscription: Subscription, anchor: date, months: int, number: int, part: float
) -> None:
    charge = put_period(anchor, months, number)
    whole = (charge.ends_on - charge.starts_on).days
    today = charge.starts_on + timedelta(days=int(part * whole))
    ending = compute_ending(subscription, today)
    if number == 1:
        assert ending == Ending(charge.ends_on)
        return
    assert ending.charge == charge
    assert today < ending.ends_on <= min(charge.ends_on, add_months(today, 1))
    left = (charge.ends_on - ending.ends_on).days
    assert 0 <= ending.cents < CENTS
    assert abs(ending.cents * whole - CENTS * left) * 2 <= whole
    assert (ending.cents == 0) == (left == 0)


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "today", "expected"),
    [
        ("2028-02-29", "2029-02-28", "2028-02-29", ("2028-03-29", 1749)),
        ("2025-02-28", "2026-02-28", "2025-12-31", ("2026-01-31", 146)),
        ("2025-02-28", "2026-02-28", "2026-01-31", ("2026-02-28", 0)),
        ("2026-01-31", "2026-02-28", "2026-01-31", ("2026-02-28", 0)),
        ("2026-02-28", "2026-03-31", "2026-02-28", ("2026-03-28", 184)),
        ("2026-03-31", "2026-04-30", "2026-04-29", ("2026-04-30", 0)),
    ],
)
def test_what_is_left_of_a_renewed_period(
    subscription: Subscription, starts_on: str, ends_on: str, today: str, expected: tuple[str, int]
) -> None:
    Charge.objects.update(number=2, starts_on=starts_on, ends_on=ends_on)
    ending = compute_ending(subscription, date.fromisoformat(today))
    assert (str(ending.ends_on), ending.cents) == expected


def test_a_year_that_was_chosen_expressly_later_is_served_to_its_end(subscription: Subscription) -> None:
    Charge.objects.update(number=7, starts_on="2026-06-30", ends_on="2027-06-30")
    subscription.agreed_number = 7
    assert compute_ending(subscription, date(2026, 7, 1)) == Ending(date(2027, 6, 30))


def test_where_no_period_runs_or_is_paid_it_ends_at_once(provider: Sandbox, subscription: Subscription) -> None:
    after = date(2026, 2, 28)
    assert compute_ending(subscription, after) == Ending(after)
    provider.charge_back(provider.list_payments()[0].id)
    provider.deliver_webhooks()
    today = date(2026, 2, 5)
    assert compute_ending(subscription, today) == Ending(today)


@given(price=st.integers(1, 1_000_000), whole=st.integers(1, 366), left=st.integers(0, 366))
def test_no_share_is_more_than_the_whole_and_half_a_cent_is_the_members(price: int, whole: int, left: int) -> None:
    left = min(left, whole)
    start = date(2026, 1, 1)
    share = share_days(price, start, start + timedelta(days=whole - left), start + timedelta(days=whole))
    assert 0 <= share <= price
    assert -whole < 2 * (share * whole - price * left) <= whole


def test_no_more_comes_back_than_is_left_of_what_was_paid(subscription: Subscription) -> None:
    Charge.objects.update(number=2, starts_on="2026-01-31", ends_on="2027-01-31", cents=1900)
    payment = Payment.objects.get()
    facts = {"reason": Refund.Reason.STAFF, "intended_at": timezone.now()}
    Refund.objects.create(payment=payment, cents=1000, **facts)
    assert compute_ending(subscription, date(2026, 2, 1)).cents == 900
