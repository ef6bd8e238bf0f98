"""Withdrawing from an order: who may until when, what goes back, and what it ends."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail
from django.http import HttpResponse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from time_machine import TimeMachineFixture

from members.billing.cancelling import share_days
from members.billing.models import Charge, MoneyEntry, Order, Refund, Subscription, Withdrawal
from members.billing.sandbox.running import Sandbox
from members.billing.withdrawal.withdrawing import withdraw_order
from members.membership.models import Grant
from tests.factories.courses import make_course
from tests.factories.offers import make_membership, sell
from tests.factories.people import make_person
from tests.members.billing.shopping import enter, join, let_days_pass, order, pay, press_button
from tests.visiting import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("with_mails"), pytest.mark.one_database]
NOON = datetime(2026, 3, 10, 11, tzinfo=UTC)
EMAIL = "sanne@voorbeeld.example"


def find(client: Client, placed: Order, email: str = EMAIL) -> HttpResponse:
    return client.post("/herroepen/", {"number": placed.number, "email": email})


def withdraw(placed: Order) -> str:
    """By somebody who is not logged in; the page with the receipt."""
    client = Client()
    assert find(client, placed)["Location"] == "/herroepen/bevestigen/"
    assert "Herroeping bevestigen" in client.get("/herroepen/bevestigen/").content.decode()
    return client.post("/herroepen/bevestigen/", follow=True).content.decode()


def buy_course(provider: Sandbox, **declared: str) -> Order:
    client = Client()
    course = make_course()
    sell(course)
    client.force_login(make_person())
    order(client, course.slug, **declared)
    pay(client, provider)
    return Order.objects.latest("pk")


def sum_money() -> int:
    return sum(MoneyEntry.objects.values_list("cents", flat=True))


def may_enter() -> bool:
    return Grant.objects.in_force(timezone.now()).exists()


def pay_out(provider: Sandbox, traveller: TimeMachineFixture) -> None:
    let_days_pass(3, traveller, provider)


def test_a_member_who_withdraws_on_the_first_day_gets_everything_back(
    provider: Sandbox, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(NOON, tick=False)
    make_membership()
    placed = join(make_person(), provider)
    mail.outbox.clear()
    page = withdraw(placed)
    assert "Ontvangen op 10 maart 2026 om 12:00:00." in page
    assert "Je krijgt €\u00a019 terug" in page
    (receipt,) = mail.outbox
    assert (receipt.to, "10 maart 2026 om 12:00:00" in receipt.body) == ([EMAIL], True)
    assert not may_enter()
    pay_out(provider, time_machine)
    assert sum_money() == 0
    assert [message.to for message in mail.outbox if "teruggestort" in message.body] == [[EMAIL]]
    assert Withdrawal.objects.get().wording.startswith(f"Ik herroep hierbij bestelling {placed.number}")


def test_days_that_are_over_are_paid_for(provider: Sandbox, time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(NOON)
    make_membership(cents=3100)  # a euro for each day of March
    placed = join(make_person(), provider)
    let_days_pass(10, time_machine, provider)
    assert "€\u00a021 terug" in withdraw(placed)
    pay_out(provider, time_machine)
    assert sum_money() == 1000


def test_nothing_is_collected_after_it(provider: Sandbox, time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(NOON)
    make_membership()
    placed = join(make_person(), provider)
    withdraw(placed)
    let_days_pass(40, time_machine, provider)
    assert len(provider.list_payments()) == 1
    subscription = Subscription.objects.get()
    assert subscription.ends_on == date(2026, 3, 10)
    assert not may_enter()


@pytest.mark.parametrize(
    ("moment", "outcome"),
    [
        ("2026-03-24 23:59:59+01:00", "valid"),
        ("2026-03-25 00:00:00+01:00", "late"),
    ],
)
def test_the_right_ends_with_the_fourteenth_day_in_our_own_time_zone(
    provider: Sandbox, time_machine: TimeMachineFixture, moment: str, outcome: str
) -> None:
    time_machine.move_to("2026-03-10 00:30+01:00", tick=False)  # still the 9th in Greenwich
    make_membership()
    placed = join(make_person(), provider)
    time_machine.move_to(moment, tick=False)
    withdraw(placed)
    withdrawal = Withdrawal.objects.get()
    assert (withdrawal.outcome, withdrawal.last_day) == (outcome, date(2026, 3, 24))


def test_who_is_too_late_gets_a_receipt_and_nothing_changes(
    provider: Sandbox, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(NOON)
    make_membership()
    placed = join(make_person(), provider)
    let_days_pass(15, time_machine, provider)
    mail.outbox.clear()
    page = withdraw(placed)
    assert "24 maart 2026 was de laatste dag" in page
    assert "Een lidmaatschap kun je wel opzeggen" in page
    assert "24 maart 2026 was de laatste dag" in mail.outbox[0].body
    assert may_enter()
    assert not Refund.objects.exists()
    assert Order.objects.get().ended_at is None


def test_who_gave_up_the_right_is_told_why_and_nothing_changes(provider: Sandbox) -> None:
    placed = buy_course(provider, waiver="on")
    assert "zag daarbij af van je bedenktijd" in withdraw(placed)
    assert Withdrawal.objects.get().outcome == "waived"
    assert may_enter()
    assert not Refund.objects.exists()


def test_the_right_stays_while_the_confirmation_was_never_sent(provider: Sandbox) -> None:
    placed = buy_course(provider, waiver="on")
    placed.notices.filter(kind="ordered").update(sent_at=None)
    assert "€\u00a049 terug" in withdraw(placed)
    assert not may_enter()


def test_the_right_stays_while_nothing_was_paid_and_so_nothing_began(client: Client, provider: Sandbox) -> None:
    course = make_course()
    sell(course)
    client.force_login(make_person())
    order(client, course.slug, waiver="on")
    withdraw(Order.objects.get())
    assert Withdrawal.objects.get().outcome == "valid"


def test_a_service_that_began_without_being_asked_to_is_paid_back_whole(
    provider: Sandbox, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(NOON)
    make_membership(cents=3100)
    placed = join(make_person(), provider)
    placed.declarations.filter(kind="start_now").delete()
    let_days_pass(10, time_machine, provider)
    assert "€\u00a031 terug" in withdraw(placed)


def test_a_gift_is_paid_back_whole_for_fourteen_days(
    client: Client, provider: Sandbox, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(NOON)
    make_membership(may_be_gift=True)
    client.force_login(make_person())
    press_button(client, enter(client, "lid-month", way="gift"), waiver="on")
    provider.pay(provider.list_payments()[0].id, method="ideal")
    provider.deliver_webhooks()
    let_days_pass(5, time_machine, provider)
    assert "€\u00a019 terug" in withdraw(Order.objects.get())


def test_a_company_has_no_such_right(client: Client, provider: Sandbox) -> None:
    make_membership()
    client.force_login(make_person())
    place = {"street": "Dorpsstraat 1", "postal_code": "1234 AB", "city": "Ons Dorp"}
    press_button(client, enter(client, "lid-month", company="Voorbeeld B.V.", **place))
    provider.pay(provider.list_payments()[0].id, method="ideal")
    provider.deliver_webhooks()
    assert "alleen voor consumenten" in withdraw(Order.objects.get())
    assert may_enter()


def test_done_twice_it_is_the_first_receipt_again(provider: Sandbox, time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(NOON, tick=False)
    make_membership()
    placed = join(make_person(), provider)
    mail.outbox.clear()
    withdraw(placed)
    time_machine.shift(timedelta(days=2))
    client = Client()
    find(client, placed)
    page = client.get("/herroepen/bevestigen/", follow=True).content.decode()
    assert "Ontvangen op 10 maart 2026 om 12:00:00." in page
    client.post("/herroepen/bevestigen/")
    assert Withdrawal.objects.count() == Refund.objects.count() == len(mail.outbox) == 1


def test_money_that_comes_in_after_it_goes_back_by_itself(
    client: Client, provider: Sandbox, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(NOON)
    make_membership()
    client.force_login(make_person())
    order(client, "lid-month", start_now="on")
    page = withdraw(Order.objects.get())
    assert "teruggestort" not in page
    provider.pay(provider.list_payments()[0].id, method="ideal")
    provider.deliver_webhooks()
    pay_out(provider, time_machine)
    let_days_pass(40, time_machine, provider)
    assert sum_money() == 0
    assert not Subscription.objects.exists()
    assert len(provider.list_payments()) == 1
    assert not may_enter()


def test_never_more_goes_back_than_came_in(provider: Sandbox, time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(NOON)
    make_membership()
    placed = join(make_person(), provider)
    payment = provider.list_payments()[0]
    provider.charge_back(payment.id)
    provider.deliver_webhooks()
    withdraw(placed)
    assert Withdrawal.objects.get().cents == 0
    assert not Refund.objects.exists()


def test_an_order_that_has_ended_is_told_so(provider: Sandbox) -> None:
    make_membership()
    placed = join(make_person(), provider)
    Order.objects.update(ended_at=timezone.now())
    assert "was al eerder beëindigd" in withdraw(placed)


def test_after_it_the_page_of_the_order_says_that_it_ended(client: Client, provider: Sandbox) -> None:
    make_membership()
    person = make_person()
    placed = join(person, provider)
    withdraw(placed)
    client.force_login(person)
    page = client.get(f"/bestellen/{placed.key}/betaald/").content.decode()
    assert "Deze bestelling is beëindigd" in page
    assert "Betaal nu" not in page
    client.post(f"/bestellen/{placed.key}/betalen/")
    assert len(provider.list_payments()) == 1


@given(cents=st.integers(0, 10_000_00), days=st.integers(1, 31), passed=st.integers(0, 31))
def test_what_is_used_and_what_goes_back_are_the_whole(cents: int, days: int, passed: int) -> None:
    start = date(2026, 1, 1)
    middle, end = start + timedelta(days=min(passed, days)), start + timedelta(days=days)
    back = share_days(cents, start, middle, end)
    assert 0 <= back <= cents
    assert abs(back * days - cents * (end - middle).days) <= days


def test_who_withdraws_wholly_unpaid_has_nothing_to_pay_any_more(client: Client, provider: Sandbox) -> None:
    make_membership()
    client.force_login(make_person())
    order(client, "lid-month", start_now="on")
    withdraw_order(order=Order.objects.get())
    assert Charge.objects.get().dropped_at
