"""A member pauses: nothing is collected and nothing is open, and then it goes on by itself."""

from datetime import UTC, date, datetime

import pytest
from time_machine import TimeMachineFixture

from members.billing.models import Charge, MoneyEntry, Notice, Order, Payment
from members.billing.sandbox.running import Sandbox
from tests.factories.offers import make_membership
from tests.factories.people import make_person
from tests.members.billing.membership.own_pages import (
    PAGE,
    cancel,
    find_subscription,
    may_enter,
    read,
    read_mail,
    send,
    visit,
)
from tests.members.billing.shopping import join, let_days_pass
from tests.visiting import Client

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
LAST_OF_JANUARY = datetime(2026, 1, 31, 11, tzinfo=UTC)


@pytest.fixture
def order(provider: Sandbox, time_machine: TimeMachineFixture) -> Order:
    time_machine.move_to(LAST_OF_JANUARY)
    make_membership()
    return join(make_person(), provider)


@pytest.fixture
def member(order: Order) -> Client:
    return visit(order.user)


def test_who_pauses_two_months_is_out_pays_nothing_and_comes_back_by_itself(
    provider: Sandbox, time_machine: TimeMachineFixture, order: Order, member: Client
) -> None:
    assert "2 maanden: je begint weer op 28 april 2026" in read(member, order, "pauzeren")
    page = send(member, order, "pauzeren", months="2")
    assert "Je pauze begint op 28 februari 2026. Tot dan is alles open. Op 28 april 2026 begin je weer." in page
    assert "Op 28 april 2026 begin je weer, en schrijven we € 19 af." in read_mail()
    assert may_enter(order.user)
    let_days_pass(30, time_machine, provider)
    assert not may_enter(order.user)
    member.log_in_again()
    assert "Gepauzeerd. De lessen zijn dicht" in read(member)
    let_days_pass(52, time_machine, provider)
    assert Payment.objects.count() == 1
    assert "Je pauze is bijna voorbij. Op 28 april 2026" in read_mail()
    let_days_pass(13, time_machine, provider)
    assert may_enter(order.user)
    charge = Charge.objects.get(number=2)
    assert (charge.starts_on, charge.ends_on) == (date(2026, 4, 28), date(2026, 5, 28))
    subscription = find_subscription(order)
    assert (subscription.paused_on, subscription.anchor_on) == (None, date(2026, 4, 28))
    assert MoneyEntry.objects.count() == 2


def test_a_pause_that_has_not_begun_can_be_forgotten(
    provider: Sandbox, time_machine: TimeMachineFixture, order: Order, member: Client
) -> None:
    send(member, order, "pauzeren", months="1")
    assert "Op 28 februari 2026 schrijven we € 19 af." in read(member, order, "hervatten")
    assert "Je lidmaatschap gaat door." in send(member, order, "hervatten")
    assert "Er is geen pauze." in send(member, order, "hervatten")
    let_days_pass(40, time_machine, provider)
    assert Charge.objects.get(number=2).starts_on == date(2026, 2, 28)
    assert find_subscription(order).anchor_on == date(2026, 1, 31)


def test_who_comes_back_earlier_is_in_at_once_and_pays_from_that_day(
    provider: Sandbox, time_machine: TimeMachineFixture, order: Order, member: Client
) -> None:
    send(member, order, "pauzeren", months="3")
    let_days_pass(40, time_machine, provider)
    member.log_in_again()
    assert "We schrijven vandaag € 19 af" in read(member, order, "hervatten")
    send(member, order, "hervatten")
    assert may_enter(order.user)
    assert "Je pauze is voorbij" in read_mail()
    let_days_pass(10, time_machine, provider)
    charge = Charge.objects.get(number=2)
    assert (charge.starts_on, charge.ends_on) == (date(2026, 3, 12), date(2026, 4, 12))
    assert MoneyEntry.objects.count() == 2


def test_a_year_pauses_from_its_end(provider: Sandbox, time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(datetime(2024, 2, 29, 11, tzinfo=UTC))
    make_membership(period="year", cents=19000)
    person = make_person()
    order = join(person, provider, "lid-year")
    send(visit(person), order, "pauzeren", months="1")
    subscription = find_subscription(order)
    assert (subscription.paused_on, subscription.resumes_on) == (date(2025, 2, 28), date(2025, 3, 28))


def test_pausing_twice_for_another_length_or_after_cancelling_changes_nothing(order: Order, member: Client) -> None:
    assert member.post(f"{PAGE}{order.key}/pauzeren/", {"months": "4"}).status_code == 422
    assert member.post(f"{PAGE}{order.key}/pauzeren/", {}).status_code == 422
    send(member, order, "pauzeren", months="1")
    assert "Pauzeren kan nu niet." in send(member, order, "pauzeren", months="3")
    assert find_subscription(order).resumes_on == date(2026, 3, 28)
    cancel(member, order)
    subscription = find_subscription(order)
    assert (subscription.paused_on, subscription.ends_on) == (None, date(2026, 2, 28))
    assert "Pauzeren kan nu niet." in send(member, order, "pauzeren", months="1")


def test_who_cancels_during_the_pause_is_never_charged_again(
    provider: Sandbox, time_machine: TimeMachineFixture, order: Order, member: Client
) -> None:
    send(member, order, "pauzeren", months="1")
    let_days_pass(35, time_machine, provider)
    member.log_in_again()
    assert "Je toegang stopt vandaag." in read(member, order, "opzeggen")
    cancel(member, order)
    let_days_pass(60, time_machine, provider)
    assert Payment.objects.count() == 1


def test_who_owes_something_pays_that_first(
    provider: Sandbox, time_machine: TimeMachineFixture, order: Order, member: Client
) -> None:
    let_days_pass(29, time_machine, provider)
    member.log_in_again()
    assert "Pauzeren kan nu niet." in send(member, order, "pauzeren", months="1")


def test_who_pauses_after_the_announcement_is_told_what_comes_instead(
    provider: Sandbox, time_machine: TimeMachineFixture, order: Order, member: Client
) -> None:
    let_days_pass(25, time_machine, provider)
    assert Notice.objects.filter(kind="announced").count() == 1
    member.log_in_again()
    send(member, order, "pauzeren", months="1")
    let_days_pass(10, time_machine, provider)
    assert Payment.objects.count() == 1


def test_who_ordered_in_english_is_told_in_english(order: Order, member: Client) -> None:
    Order.objects.update(language="en")
    send(member, order, "pauzeren", months="1")
    told = read_mail()
    assert told.startswith("Your pause is arranged")
    assert "On 28 March 2026 you start again, and we collect € 19." in told
