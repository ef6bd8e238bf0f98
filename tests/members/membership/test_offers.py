"""What offers cost on which day, amounts that people type, and what the database itself refuses."""

from contextlib import suppress
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django import forms
from django.db import IntegrityError, transaction
from django.test import RequestFactory
from django.utils import timezone, translation
from hypothesis import given
from hypothesis import strategies as st

from members.membership.fields import EurosField, read_cents
from members.membership.models import Grant, Offer, OfferCourse, OfferPrice
from members.membership.offering import (
    find_on_sale,
    name_checkout,
    read_single_prices,
    recall_memberships,
    recall_single_prices,
)
from members.membership.prices import write_rate, write_term
from members.membership.selling import sell_course
from tests.factories.courses import make_course
from tests.factories.offers import add_price, make_bundle, make_membership, sell
from tests.factories.people import make_person
from tests.same_moment import run_at_once

NEW_YEAR = date(2027, 1, 1)


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("49", 4900),
        ("49,50", 4950),
        ("49.50", 4950),
        ("49,5", 4950),
        ("€ 49,-", 4900),
        ("€49", 4900),
        ("0", 0),
        ("0,01", 1),
    ],
)
def test_an_amount_is_read_as_people_write_it(text, cents):
    assert EurosField().clean(f" {text} ") == cents


@pytest.mark.parametrize("text", ["veel", "-1", "1.250,00", "1e3", "49,505", "4 9", "٤٩", "=49", "1" * 7, "10000,01"])
def test_what_is_no_amount_is_refused(text):
    with pytest.raises(forms.ValidationError):
        EurosField().clean(text)


@given(st.integers(min_value=0, max_value=10_000_00))
def test_every_amount_comes_back_as_it_was_shown(cents):
    field = EurosField()
    assert field.clean(field.prepare_value(cents)) == cents
    assert not field.has_changed(cents, field.prepare_value(cents))
    field.disabled = True
    assert field.clean(cents) == cents


@given(st.text(max_size=20))
def test_any_text_is_an_amount_or_refused(text):
    with suppress(ValueError):
        assert read_cents(text) >= 0


@pytest.mark.parametrize(
    ("language", "monthly", "once", "term"),
    [
        ("nl", "€\u00a019 per maand", "€\u00a049,50", "12 maanden"),
        ("en", "€\u00a019 a month", "€\u00a049.50", "12 months"),
    ],
)
def test_prices_and_terms_are_written_in_the_language_of_the_reader(language, monthly, once, term):
    with translation.override(language):
        assert (write_rate(1900, "month"), write_rate(4950, ""), write_term(12)) == (monthly, once, term)


@pytest.mark.django_db
def test_the_newest_price_that_has_begun_holds():
    offer = make_membership()
    add_price(offer, 2100, NEW_YEAR)
    add_price(offer, 2000, date(2026, 12, 1))
    prices = {day: offer.find_price(date.fromisoformat(day)) for day in ("2020-01-01", "2026-11-30", "2026-12-31")}
    assert prices == {"2020-01-01": None, "2026-11-30": 1900, "2026-12-31": 2000}
    assert offer.find_price(NEW_YEAR) == 2100


@pytest.mark.django_db
def test_what_is_on_sale_has_a_price_today_and_is_listed_once_in_the_order_of_the_editors():
    make_membership("later", position=2)
    first = make_membership("eerst", position=1)
    add_price(first, 2000, timezone.localdate())
    make_membership("zonder-prijs", None)
    add_price(make_membership("morgen", None), 1, timezone.localdate() + timedelta(days=1))
    make_membership("eruit", is_on_sale=False)
    on_sale = Offer.objects.on_sale(timezone.localdate())
    assert [(offer.slug, offer.find_price(timezone.localdate())) for offer in on_sale] == [
        ("eerst", 2000),
        ("later", 1900),
    ]


@pytest.mark.django_db
def test_reading_what_is_on_sale_costs_three_queries_however_many(django_assert_num_queries):
    for number in range(10):
        sell(make_course(f"Cursus {number}"))
    with django_assert_num_queries(3):
        for offer in Offer.objects.on_sale(timezone.localdate()):
            assert offer.find_price(timezone.localdate()) and offer.list_course_keys()


@pytest.mark.django_db
def test_a_price_that_begins_at_midnight_is_asked_from_then_on(time_machine):
    """What is kept for everybody is kept for a day at most."""
    course = make_course()
    offer, membership = sell(course, 4900), make_membership()
    for one, cents in ((offer, 5900), (membership, 2100)):
        add_price(one, cents, date(2026, 11, 24))

    def ask() -> tuple[int | None, int]:
        request = RequestFactory().get("/")
        return recall_single_prices(request).find(course.access_key), recall_memberships(request)[0].cents

    time_machine.move_to("2026-11-23T23:59:59+01:00", tick=False)
    assert ask() == (4900, 1900)
    time_machine.move_to("2026-11-24T00:00:00+01:00", tick=False)
    assert ask() == (5900, 2100)


@pytest.mark.django_db
def test_what_is_kept_is_forgotten_when_an_offer_its_price_or_its_course_changes():
    course, other = make_course("Een"), make_course("Twee")

    def ask(key) -> int | None:
        return recall_single_prices(RequestFactory().get("/")).find(key.access_key)

    assert ask(course) is None
    offer = sell(course)
    assert ask(course) == 4900
    add_price(offer, 5900, timezone.localdate())
    assert ask(course) == 5900
    row = OfferCourse.objects.get()
    row.course = other.access_key
    row.save()
    assert (ask(course), ask(other)) == (None, 5900)
    offer.is_on_sale = False
    offer.save()
    assert ask(other) is None


@pytest.mark.django_db
def test_a_course_that_is_sold_in_two_ways_costs_what_is_least():
    course = make_course()
    sell(course, 7900, slug="altijd")
    sell(course, 4900, slug="jaar", term_months=12)
    sell(course, 1000, slug="eruit", is_on_sale=False)
    make_bundle(course, make_course("Twee"), cents=500)
    assert read_single_prices().find(course.access_key) == 4900


@pytest.mark.django_db
def test_the_checkout_sells_no_course_that_is_not_in_the_catalogue():
    course, other = make_course("Een"), make_course("Twee", live=False)
    sell(course, slug="een")
    make_bundle(course, other)
    assert find_on_sale("een").cents == 4900
    assert find_on_sale("bundel") is None
    assert find_on_sale("niets") is None
    other.save_revision().publish()
    assert find_on_sale("bundel").cents == 9900
    course.is_archived = True
    course.save()
    assert (find_on_sale("een"), find_on_sale("bundel")) == (None, None)


@pytest.mark.django_db
def test_an_offer_names_its_checkout_in_the_language_of_the_page(client):
    offer = make_membership(name="Maandlid", name_en="By the month")
    assert name_checkout(offer) == "/bestellen/lid-month/"
    with translation.override("en"):
        assert name_checkout(offer) == "/en/bestellen/lid-month/"
        assert offer.title == "By the month"
    assert "Maandlid" in client.get("/bestellen/lid-month/").content.decode()
    assert client.get("/bestellen/bestaat-niet/").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "membership", "period": ""},
        {"kind": "membership", "period": "week"},
        {"kind": "membership", "period": "month", "term_months": 12},
        {"kind": "course", "period": "month"},
        {"kind": "bundle", "trial_days": 14},
    ],
)
def test_the_database_refuses_an_offer_that_neither_renews_nor_lasts(fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        Offer.objects.create(name="x", name_en="x", slug="x", **fields)


@pytest.mark.django_db
def test_the_database_refuses_a_second_price_a_day_and_the_same_course_twice():
    offer = sell(make_course())
    again = [
        lambda: OfferPrice.objects.create(offer=offer, cents=1, valid_from=offer.prices.get().valid_from),
        lambda: OfferCourse.objects.create(offer=offer, course=offer.courses.get().course),
    ]
    for act in again:
        with pytest.raises(IntegrityError), transaction.atomic():
            act()


@pytest.mark.django_db
def test_each_part_of_an_order_gives_access_once():
    order, person, now = uuid4(), make_person(), timezone.now()
    Grant.objects.create(user=person, starts_at=now, origin=order, part="2026-11")
    Grant.objects.create(user=person, starts_at=now, origin=order, part="2026-12")
    Grant.objects.create(user=person, starts_at=now)
    Grant.objects.create(user=person, starts_at=now)  # by hand, as often as you like
    with pytest.raises(IntegrityError), transaction.atomic():
        Grant.objects.create(user=person, starts_at=now, origin=order, part="2026-11")


SOLD = {"name": "Een", "name_en": "One", "slug": "een", "nature": "digital"}


@pytest.mark.django_db
def test_a_course_is_sold_once_and_then_gets_another_price():
    key = uuid4()
    assert sell_course(course=key, cents=4900, **SOLD).valid_from == timezone.localdate()
    assert sell_course(course=key, cents=4900, **SOLD) is None
    assert sell_course(course=key, cents=5900, **SOLD).valid_from == timezone.localdate() + timedelta(days=1)
    assert sell_course(course=key, cents=5900, **SOLD) is None
    assert sell_course(course=uuid4(), cents=100, **SOLD).offer.slug == "een-2"
    taken = SOLD | {"slug": "cadeau"}  # where a code is entered
    assert sell_course(course=uuid4(), cents=100, **taken).offer.slug == "cadeau-2"
    assert Offer.objects.count() == 3


@pytest.mark.django_db(transaction=True)
def test_two_programs_that_change_a_price_at_the_same_moment_leave_one_price_a_day():
    key = uuid4()
    offer = sell_course(course=key, cents=4900, **SOLD).offer
    OfferPrice.objects.update(valid_from=timezone.localdate() - timedelta(days=9))
    prices = run_at_once([lambda: sell_course(course=key, cents=5900, **SOLD)] * 2)
    assert sorted(price is None for price in prices) == [False, True]
    assert offer.prices.count() == 2
