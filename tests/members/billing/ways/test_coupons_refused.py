"""Codes that do not hold: for this, for them, now, or at all. Nothing is ordered by them."""

from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from members.billing.models import Order
from members.billing.sandbox.running import Sandbox
from tests.factories.offers import make_membership
from tests.members.billing.shopping import enter, press_button
from tests.page_forms import read_form

from .buying import log_in, make_coupon, place, try_code

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
UNKNOWN = "Deze kortingscode geldt niet. Kijk hem na"


@pytest.mark.parametrize(
    "code",
    [
        "WINTER",
        "ZΟMER",  # a Greek omicron
        "ZОMER",  # a Cyrillic O
        "ＺＯＭＥＲ",  # of full width
        "Z0MER",
        "ZOMER\u200b",
        "ZOMER' OR 1=1",
        "ZO",
    ],
)
def test_unknown_codes_and_those_that_only_look_alike_are_refused_in_the_same_words(
    provider: Sandbox, code: str
) -> None:
    make_membership()
    make_coupon()
    assert UNKNOWN in try_code(log_in(), code)
    assert not Order.objects.exists()


def test_a_dotless_i_is_no_capital_i(provider: Sandbox) -> None:
    make_membership()
    make_coupon("LIMIET")
    assert UNKNOWN in try_code(log_in(), "lımıet")


@pytest.mark.parametrize(
    "fields",
    [
        {"is_active": False},
        {"valid_from": date(2027, 1, 1)},
        {"valid_until": date(2026, 1, 1)},
    ],
)
def test_a_code_that_does_not_hold_now_is_as_unknown(provider: Sandbox, fields: dict[str, Any]) -> None:
    make_membership()
    make_coupon(**fields)
    assert UNKNOWN in try_code(log_in(), "ZOMER")


def test_a_code_holds_on_its_first_and_last_day(provider: Sandbox) -> None:
    make_membership()
    today = timezone.localdate()
    make_coupon(valid_from=today, valid_until=today)
    assert place(log_in(), "lid-month", coupon="ZOMER").cents == 1710


def test_a_code_for_one_offer_is_refused_for_another(provider: Sandbox) -> None:
    make_membership()
    year = make_membership(period="year", cents=19000)
    make_coupon().offers.add(year)
    client = log_in()
    assert "geldt niet voor wat je nu bestelt" in try_code(client, "ZOMER")
    assert place(client, "lid-year", coupon="ZOMER").cents == 17100


def test_a_code_that_somebody_used_is_refused_to_them_only(provider: Sandbox) -> None:
    make_membership()
    make_coupon(once_a_person=True)
    client = log_in()
    place(client, "lid-month", coupon="ZOMER")
    assert "Je hebt deze kortingscode al gebruikt" in try_code(client, "ZOMER")
    assert place(log_in("joris@voorbeeld.example"), "lid-month", coupon="ZOMER").cents == 1710


def test_who_tries_codes_has_to_wait_and_can_order_without(provider: Sandbox) -> None:
    make_membership()
    make_coupon()
    client = log_in()
    for _try in range(10):
        try_code(client, "WINTER")
    assert "Je probeerde te veel codes" in try_code(client, "ZOMER")
    assert place(client, "lid-month").cents == 1900


def test_a_code_that_is_used_up_meanwhile_shows_the_full_price_first(provider: Sandbox) -> None:
    make_membership()
    make_coupon(most_uses=1)
    client = log_in()
    address = enter(client, "lid-month", coupon="ZOMER")
    seen = read_form(client.get(address), None).fields
    place(log_in("joris@voorbeeld.example"), "lid-month", coupon="ZOMER")
    page = client.post(address, seen | {"start_now": "on"})
    assert page.status_code == 409 and "Er is intussen iets veranderd" in page.content.decode()
    assert Order.objects.placed().count() == 1
    assert press_button(client, address, start_now="on").status_code == 303
    assert sorted(Order.objects.placed().values_list("cents", flat=True)) == [1710, 1900]
