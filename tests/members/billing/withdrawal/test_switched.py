"""Withdrawing after a switch to another plan."""

from datetime import UTC, date, datetime, timedelta

import pytest
from time_machine import TimeMachineFixture

from members.billing.cancelling import share_days
from members.billing.checkout_views import choose_mandate
from members.billing.membership.switching import charge_switch, quote_switch
from members.billing.models import Refund, Subscription
from members.billing.paying import begin_payment
from members.billing.sandbox.running import Sandbox
from members.billing.withdrawal.withdrawing import withdraw_order
from tests.factories.offers import make_membership
from tests.factories.people import make_person
from tests.members.billing.shopping import join

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 10, 11, tzinfo=UTC)


def test_who_switched_gets_back_the_days_of_the_new_plan_with_what_it_took_over(
    provider: Sandbox, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(NOON)
    make_membership()
    year = make_membership(period="year", cents=19000)
    placed = join(make_person(), provider)
    time_machine.shift(timedelta(days=4))
    subscription = Subscription.objects.get()
    now_cents = quote_switch(subscription, year).now_cents or 0
    charge = charge_switch(subscription=subscription, offer=year, shown_cents=now_cents)
    begin_payment(charge=charge, **choose_mandate(placed))
    provider.pay(provider.list_payments()[0].id, method="ideal")
    provider.deliver_webhooks()
    time_machine.shift(timedelta(days=6))
    start, day = date(2026, 3, 14), date(2026, 3, 20)
    rest = share_days(19000, start, day, date(2027, 3, 14))
    assert now_cents < rest
    assert withdraw_order(order=placed).cents == rest == sum(Refund.objects.values_list("cents", flat=True))
