"""Withdrawing from what was ordered in another way than for oneself, and from a switch."""

from datetime import UTC, date, datetime, timedelta

import pytest
from time_machine import TimeMachineFixture

from members.billing.models import Gift, Order, Refund, Subscription, Withdrawal
from members.billing.sandbox.running import Sandbox
from members.billing.withdrawal.deciding import decide
from tests.factories.offers import make_membership
from tests.factories.people import make_person
from tests.members.billing.shopping import join, pay
from tests.members.billing.ways.buying import buy, is_inside, log_in, place, read_mails
from tests.visiting import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("with_mails")]
NOON = datetime(2026, 3, 10, 11, tzinfo=UTC)
OPENED = "Dit cadeau is al uitgepakt."


def withdraw(client: Client, order: Order) -> str:
    client.post("/herroepen/", {"order": order.key})
    return client.post("/herroepen/bevestigen/", follow=True).content.decode()


def give(provider: Sandbox) -> tuple[Client, Order, Client]:
    """The giver, the order, and somebody who has opened it."""
    make_membership(may_be_gift=True)
    giver = log_in("gever@voorbeeld.example")
    order = buy(giver, provider, "lid-month", way="gift")
    code = giver.post(f"/bestellen/{order.key}/cadeau/").context["code"]
    receiver = log_in("kim@voorbeeld.example")
    receiver.post("/bestellen/cadeau/", {"code": code})
    assert is_inside(receiver)
    return giver, order, receiver


def test_a_gift_that_was_opened_stays_with_who_has_it(provider: Sandbox) -> None:
    giver, order, receiver = give(provider)
    giver.post("/herroepen/", {"order": order.key})
    assert OPENED in giver.get("/herroepen/bevestigen/").content.decode()
    assert OPENED in withdraw(giver, order)
    assert OPENED in read_mails("gever@voorbeeld.example", "herroeping")[0]
    assert (Withdrawal.objects.get().outcome, Refund.objects.exists(), is_inside(receiver)) == ("opened", False, True)


def test_a_giver_who_never_said_so_keeps_the_right(provider: Sandbox) -> None:
    giver, order, receiver = give(provider)
    order.declarations.filter(kind="waiver").delete()
    assert "Je krijgt €\u00a019 terug" in withdraw(giver, order)
    assert not is_inside(receiver)


def test_a_giver_reads_and_declares_until_when_the_right_lasts(provider: Sandbox) -> None:
    make_membership(may_be_gift=True)
    giver = log_in("gever@voorbeeld.example")
    order = place(giver, "lid-month", way="gift")
    (confirmation,) = read_mails("gever@voorbeeld.example", "Je bestelling")
    assert "zolang niemand het cadeau heeft uitgepakt" in confirmation
    assert "niet meer kan herroepen zodra het is uitgepakt" in order.declarations.get(kind="waiver").wording


def test_a_gift_that_was_withdrawn_is_not_opened(provider: Sandbox) -> None:
    make_membership(may_be_gift=True)
    giver = log_in("gever@voorbeeld.example")
    order = buy(giver, provider, "lid-month", way="gift")
    code = giver.post(f"/bestellen/{order.key}/cadeau/").context["code"]
    withdraw(giver, order)
    receiver = log_in("kim@voorbeeld.example")
    assert "Dit cadeau geldt niet meer" in receiver.post("/bestellen/cadeau/", {"code": code}).content.decode()
    assert Gift.objects.get().redeemed_at is None


def test_who_tries_may_stop_at_once_and_owes_nothing(provider: Sandbox) -> None:
    make_membership(trial_days=14)
    client = log_in()
    order = place(client, "lid-month", way="trial")
    assert is_inside(client)
    assert "Je bestelling is herroepen" in withdraw(client, order)
    assert (is_inside(client), Withdrawal.objects.get().cents, provider.list_payments()) == (False, 0, [])


def test_four_friends_in_a_team_are_out_and_told_so_and_the_days_are_paid_for(
    provider: Sandbox, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(NOON)
    make_membership(cents=3100, most_seats=9)  # a euro for each day of March
    buyer = log_in("baas@voorbeeld.example")
    order = buy(buyer, provider, "lid-month", way="team", quantity=2)
    friend = make_person("kim@voorbeeld.example")
    order.seats.create(place=1, user=friend, starts_at=NOON)
    order.seats.create(place=2, user=buyer.person, starts_at=NOON)
    time_machine.shift(timedelta(days=10))
    buyer.log_in_again()
    assert "Je krijgt €\u00a042 terug" in withdraw(buyer, order)
    assert len(read_mails("kim@voorbeeld.example", "plek")) == 1
    assert read_mails("baas@voorbeeld.example", "plek") == []


@pytest.fixture
def switched(provider: Sandbox, time_machine: TimeMachineFixture) -> Order:
    """From a month to a year, at once, after ten days of March."""
    time_machine.move_to(NOON)
    make_membership(cents=3100)
    make_membership(period="year", cents=36500, grace_days=3)
    order = join(make_person(), provider)
    time_machine.shift(timedelta(days=10))
    client = Client()
    client.force_login(order.user)
    switch(client, order, provider)
    return order


def switch(client: Client, order: Order, provider: Sandbox) -> None:
    path = f"/account/lidmaatschap/{order.key}/overstappen/lid-year/"
    client.post(path, client.get(path).context["form"].initial | {"when": "now"})
    pay(client, provider)


def test_a_switch_at_once_has_fourteen_days_of_its_own_and_pays_each_day_once(
    switched: Order, time_machine: TimeMachineFixture
) -> None:
    decision = decide(switched)
    assert (decision.outcome, decision.last_day) == ("valid", date(2026, 4, 3))
    # 31 + 344 euro came in; ten days of March are over
    assert decision.cents == 36500
    time_machine.shift(timedelta(days=14))
    assert decide(switched).cents == 36500 - 14 * 100
    time_machine.shift(timedelta(days=1))
    assert decide(switched).outcome == "late"


def test_a_switch_that_nobody_paid_gives_no_new_days(provider: Sandbox, time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(NOON)
    make_membership()
    make_membership(period="year", cents=19000)
    order = join(make_person(), provider)
    time_machine.shift(timedelta(days=15))
    client = Client()
    client.force_login(order.user)
    path = f"/account/lidmaatschap/{order.key}/overstappen/lid-year/"
    client.post(path, client.get(path).context["form"].initial | {"when": "now"})
    assert order.declarations.filter(kind="obligation").count() == 2
    assert decide(order).outcome == "late"
    assert not Subscription.objects.filter(agreed_number__gt=1).exists()
