"""The same member in several windows at the same moment."""

from datetime import date
from typing import Any

import pytest

from members.billing.cancelling import NotRunning, cancel_subscription
from members.billing.membership.changing_account import charge_cent
from members.billing.membership.pausing import MayNotPause, pause
from members.billing.membership.switching import charge_switch
from members.billing.models import Charge, Notice, Refund, Subscription
from members.billing.sandbox.running import Sandbox
from members.membership.models import Offer
from tests.factories.offers import make_membership
from tests.factories.people import make_person
from tests.members.billing.shopping import join
from tests.same_moment import run_at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def subscription(provider: Sandbox) -> Subscription:
    make_membership()
    make_membership(period="year", cents=19000)
    joined = join(make_person(), provider)
    subscription: Subscription = joined.subscription
    return subscription


def try_to(act: Any, *refusals: type[Exception]) -> Any:
    def tried() -> Any:
        try:
            return act()
        except refusals:
            return None

    return tried


def test_cancelling_in_four_windows_ends_it_and_pays_back_once(subscription: Subscription) -> None:
    Charge.objects.update(number=2)  # renewed, so that some of it goes back
    start = Charge.objects.get().starts_on
    Charge.objects.update(ends_on=date(start.year + 1, start.month, start.day))
    cancelling = try_to(lambda: cancel_subscription(subscription=subscription), NotRunning)
    endings = [ending for ending in run_at_once([cancelling] * 4) if ending]
    assert len(endings) == 1
    assert Refund.objects.get().cents == endings[0].cents > 0
    assert Notice.objects.filter(kind="cancelled").count() == 1


def test_cancelling_and_pausing_at_once_never_leaves_a_pause_behind(subscription: Subscription) -> None:
    cancelling = try_to(lambda: cancel_subscription(subscription=subscription), NotRunning)
    pausing = try_to(lambda: pause(subscription=subscription, months=1), MayNotPause)
    run_at_once([cancelling, pausing, cancelling, pausing])
    subscription.refresh_from_db()
    assert subscription.cancelled_at
    assert subscription.paused_on is None


def test_switching_or_changing_accounts_in_four_windows_asks_for_one_payment(subscription: Subscription) -> None:
    year = Offer.objects.get(slug="lid-year")
    switching = [lambda: charge_switch(subscription=subscription, offer=year, shown_cents=17100)] * 4
    assert len({charge.pk for charge in run_at_once(switching)}) == 1
    assert len({charge.pk for charge in run_at_once([lambda: charge_cent(subscription=subscription)] * 4)}) == 1
    assert Charge.objects.filter(number=0, dropped_at=None).count() == 2
