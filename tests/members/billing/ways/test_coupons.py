"""Coupons: what they take off, for whom, how often, and that nothing is counted before the order is placed."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from time_machine import TimeMachineFixture

from members.billing.discounts import Discount
from members.billing.models import Charge, Coupon, CouponUse, Customer, Order, Payment, Subscription
from members.billing.pricing import price_next, price_period
from members.billing.sandbox.running import Sandbox
from members.membership.models import Grant, OfferPrice
from tests.factories.courses import make_course
from tests.factories.offers import make_membership, sell
from tests.members.billing.shopping import enter, let_days_pass, press_button

from .buying import buy, is_inside, log_in, make_coupon, place, read_mails, try_code

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
NOON = datetime(2026, 3, 10, 11, tzinfo=UTC)
SANNE = "sanne@voorbeeld.example"


def list_prices() -> list[int]:
    return list(Charge.objects.order_by("number").values_list("cents", flat=True))


@given(
    cents=st.integers(0, 10_000_000),
    percent=st.none() | st.integers(1, 100),
    off=st.integers(1, 1_000_000),
)
def test_no_price_ever_goes_below_nothing(cents: int, percent: int | None, off: int) -> None:
    discount = Discount("ZOMER", percent, None if percent else off)
    taken_off = discount.take_off(cents)
    assert 0 <= taken_off <= cents
    if percent:
        assert abs(taken_off - cents * percent / 100) <= 0.5
        assert percent < 100 or taken_off == cents


def test_a_code_makes_the_order_cheaper_and_counts_only_once_it_is_placed(provider: Sandbox) -> None:
    make_membership()
    make_coupon(percent=25)
    client = log_in()
    address = enter(client, "lid-month", coupon=" zomer ")
    look = client.get(address).content.decode()
    assert "€\xa014,25" in look and "€\xa04,75" in look and "ZOMER" in look
    assert not CouponUse.objects.exists()
    press_button(client, address, start_now="on")
    assert CouponUse.objects.get().user == client.person
    assert Payment.objects.get().cents == 1425
    assert Charge.objects.get().lines == [
        {"text": "Lid per maand", "quantity": 1, "unit_cents": 1900, "discount_cents": 475}
    ]


def test_an_amount_is_taken_off_the_whole_order(provider: Sandbox) -> None:
    make_membership(most_seats=9)
    make_coupon(cents=1000)
    order = place(log_in(), "lid-month", way="team", quantity=3, coupon="ZOMER")
    assert order.cents == 4700


def test_after_its_periods_the_full_price_holds_and_each_announcement_names_the_right_amount(
    provider: Sandbox, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(NOON)
    make_membership()
    make_coupon(percent=50, periods=2)
    client = log_in()
    look = client.get(enter(client, "lid-month", coupon="ZOMER")).content.decode()
    assert "De korting geldt 2 keer. Daarna betaal je €\xa019 per maand." in look
    buy(client, provider, "lid-month", coupon="ZOMER")
    assert price_next(Subscription.objects.get()) == 950
    let_days_pass(100, time_machine, provider)
    assert list_prices() == [950, 950, 1900, 1900]
    assert [payment.cents for payment in Payment.objects.order_by("pk")] == [950, 950, 1900, 1900]
    announced = read_mails(SANNE, "schrijven we af")
    assert ["€\xa09,50" in mail for mail in announced] == [True, False, False]
    assert ["€\xa019 " in mail for mail in announced] == [False, True, True]


def test_a_discount_without_a_number_of_periods_stays(provider: Sandbox, time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(NOON)
    make_membership()
    make_coupon(cents=400)
    buy(log_in(), provider, "lid-month", coupon="ZOMER")
    let_days_pass(65, time_machine, provider)
    assert list_prices() == [1500, 1500, 1500]


def test_free_months_ask_for_no_payment_and_then_for_one_that_gives_the_mandate(
    provider: Sandbox, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(NOON)
    make_membership()
    make_coupon(percent=100, periods=1)
    client = log_in()
    look = client.get(enter(client, "lid-month", coupon="ZOMER")).content.decode()
    assert "Bestelling plaatsen" in look and "Nu vragen we geen bankgegevens" in look
    order = place(client, "lid-month", coupon="ZOMER")
    assert is_inside(client)
    assert not Payment.objects.exists() and not Customer.objects.exists()
    let_days_pass(31, time_machine, provider)
    (announced,) = read_mails(SANNE, "schrijven we af")
    assert "Die kost €\xa019" in announced
    (mail,) = read_mails(SANNE, "Betaal je volgende periode")
    assert f"/bestellen/{order.key}/betaald/" in mail
    assert is_inside(client)  # within the days of grace
    client.log_in_again()
    client.post(f"/bestellen/{order.key}/betalen/")
    provider.pay(provider.list_payments()[0].id, method="ideal")
    provider.deliver_webhooks()
    assert Subscription.objects.get().mandate_id
    let_days_pass(31, time_machine, provider)
    assert [payment.sequence for payment in Payment.objects.order_by("pk")] == ["first", "recurring"]


def test_who_pays_nothing_after_the_free_month_owes_nothing_and_is_out_after_the_grace(
    provider: Sandbox, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(NOON)
    make_membership(grace_days=7)
    make_coupon(percent=100, periods=1)
    client = log_in()
    place(client, "lid-month", coupon="ZOMER")
    let_days_pass(45, time_machine, provider)
    assert not is_inside(client)
    assert Charge.objects.get(number=2).dropped_at
    assert not Payment.objects.exists()


def test_a_course_for_nothing_is_open_at_once(provider: Sandbox) -> None:
    course = make_course()
    sell(course)
    make_coupon(percent=100)
    client = log_in()
    place(client, course.slug, coupon="zomer")
    assert Grant.objects.get().course == course.translation_key
    assert provider.list_payments() == []
    assert CouponUse.objects.count() == 1


def test_a_use_is_given_back_when_the_order_lapses_unpaid(provider: Sandbox, time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(NOON)
    make_membership()
    coupon = make_coupon(most_uses=1)
    client = log_in()
    place(client, "lid-month", coupon="ZOMER")
    other = log_in("joris@voorbeeld.example")
    assert "Deze kortingscode is op" in try_code(other, "ZOMER")
    let_days_pass(15, time_machine, provider)
    assert CouponUse.objects.get().given_back_at
    assert Coupon.objects.with_uses().get(pk=coupon.pk).uses_standing == 0
    other.log_in_again()
    assert place(other, "lid-month", coupon="ZOMER").cents == 1710


def test_a_use_is_not_given_back_when_a_paid_order_is_charged_back(
    provider: Sandbox, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(NOON)
    make_membership()
    make_coupon()
    buy(log_in(), provider, "lid-month", coupon="ZOMER")
    let_days_pass(15, time_machine, provider)
    assert CouponUse.objects.get().given_back_at is None


def test_what_editors_change_later_leaves_orders_as_they_were(
    provider: Sandbox, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(NOON)
    make_membership()
    coupon = make_coupon(percent=10)
    buy(log_in(), provider, "lid-month", coupon="ZOMER")
    coupon.percent, coupon.is_active = 90, False
    coupon.save()
    OfferPrice.objects.update(cents=9900)
    let_days_pass(31, time_machine, provider)
    assert list_prices() == [1710, 1710]


def test_a_free_first_month_does_not_become_a_free_first_year(
    provider: Sandbox, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(NOON)
    make_membership()
    make_coupon(percent=100, periods=3)
    order = place(log_in(), "lid-month", coupon="ZOMER")
    subscription = Subscription.objects.get()
    subscription.next_terms = order.terms_agreed | {"period": "year", "unit_cents": 19000}
    assert price_next(subscription) == 19000


def test_a_trial_and_a_gift_take_a_code_as_they_should(provider: Sandbox) -> None:
    make_membership(trial_days=7, may_be_gift=True)
    make_coupon(once_a_person=False)
    client = log_in()
    trial = place(client, "lid-month", way="trial", coupon="ZOMER")
    assert (trial.cents, trial.discount, price_period(trial).lines[0]["unit_cents"]) == (0, {}, 0)
    assert not CouponUse.objects.exists()
    assert place(client, "lid-month", way="gift", coupon="ZOMER").cents == 1710


def test_fields_added_to_the_last_form_change_nothing(provider: Sandbox) -> None:
    make_membership(most_seats=9, may_be_gift=True, trial_days=7)
    make_coupon(percent=100)
    client = log_in()
    address = enter(client, "lid-month")
    forged = {"coupon": "ZOMER", "way": "trial", "quantity": "9", "cents": "0", "discount": '{"percent": 100}'}
    press_button(client, address, start_now="on", **forged)
    order = Order.objects.get()
    assert (order.way, order.quantity, order.cents, order.discount) == ("own", 1, 1900, {})
    assert Payment.objects.get().cents == 1900


def test_a_number_of_seats_beside_another_way_changes_nothing(provider: Sandbox) -> None:
    make_membership(most_seats=9)
    order = place(log_in(), "lid-month", way="own", quantity=5)
    assert (order.quantity, order.cents) == (1, 1900)


def test_nobody_places_or_looks_at_the_draft_of_another(provider: Sandbox) -> None:
    make_membership()
    make_coupon()
    address = enter(log_in(), "lid-month", coupon="ZOMER")
    other = log_in("joris@voorbeeld.example")
    assert other.get(address).status_code == other.post(address, {"sent": "1"}).status_code == 404
    assert not CouponUse.objects.exists()


def test_a_discount_of_more_than_the_price_makes_a_month_free_and_never_less_than_that(
    provider: Sandbox, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(NOON)
    make_membership(cents=500)
    make_coupon(cents=900, periods=1)
    client = log_in()
    place(client, "lid-month", coupon="ZOMER")
    time_machine.shift(timedelta(days=1))
    assert list_prices() == [0]
    assert price_next(Subscription.objects.get()) == 500
