"""A gift that nobody opened: its giver is told once, in time."""

from datetime import UTC, datetime

import pytest
from django.utils import timezone
from time_machine import TimeMachineFixture

from members.billing.gifts.reminding import remind_of_unopened_gifts
from members.billing.models import Order
from members.billing.sandbox.running import Sandbox
from members.billing.telling import tell_everybody
from tests.factories.offers import make_membership

from .buying import give, log_in, read_mails, unpack

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 10, 11, tzinfo=UTC)


def test_a_gift_that_nobody_opened_is_told_of_once_a_month_before_it_lapses(
    provider: Sandbox, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(NOON)
    make_membership(may_be_gift=True)
    giver, code = give(provider, "lid-month")
    time_machine.move_to(datetime(2031, 2, 7, 11, tzinfo=UTC))
    assert list(remind_of_unopened_gifts()) == []
    assert read_mails("gever@voorbeeld.example", "nog niet uitgepakt") == []
    time_machine.move_to(datetime(2031, 2, 9, 11, tzinfo=UTC))
    assert [*remind_of_unopened_gifts(), *remind_of_unopened_gifts(), *tell_everybody()] == []
    (mail,) = read_mails("gever@voorbeeld.example", "nog niet uitgepakt")
    assert code in mail and "tot 10 maart 2031" in mail


def test_the_reminder_of_a_gift_is_in_the_language_of_the_giver(
    provider: Sandbox, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(NOON)
    make_membership(may_be_gift=True)
    give(provider)
    Order.objects.update(language="en")
    time_machine.move_to(datetime(2031, 3, 1, 11, tzinfo=UTC))
    assert list(remind_of_unopened_gifts()) == []
    (mail,) = read_mails("gever@voorbeeld.example", "has not been opened")
    assert "/en/bestellen/" in mail


@pytest.mark.parametrize("change", ["opened", "ended", "taken back"])
def test_nobody_is_reminded_of_a_gift_that_is_over(
    provider: Sandbox, time_machine: TimeMachineFixture, change: str
) -> None:
    time_machine.move_to(NOON)
    make_membership(may_be_gift=True)
    _giver, code = give(provider)
    if change == "opened":
        unpack(log_in("kim@voorbeeld.example"), code)
    elif change == "ended":
        Order.objects.update(ended_at=timezone.now())
    else:
        provider.charge_back(provider.list_payments()[0].id)
        provider.deliver_webhooks()
    time_machine.move_to(datetime(2031, 3, 1, 11, tzinfo=UTC))
    assert list(remind_of_unopened_gifts()) == []
    assert read_mails("gever@voorbeeld.example", "nog niet uitgepakt") == []
