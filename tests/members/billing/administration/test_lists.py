"""The lists about money: who is found by what, what a download holds, and what is on record of it."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from legal.statements.models import StaffReading
from members.accounts.models import User
from members.billing.models import Charge, MoneyEntry, Order, Payment, Subscription
from tests.factories.offers import make_membership, make_offer
from tests.factories.orders import make_member_since, make_order, pay_for
from tests.factories.people import make_person
from tests.reading import read_page
from tests.visiting import Client

from .office import ORDERS, SALES, enter_office

pytestmark = pytest.mark.django_db
LISTS = ("bestellingen", "betalingen", "lidmaatschappen", "open-bedragen")


@pytest.fixture
def finance() -> Client:
    return enter_office()


@pytest.fixture
def person() -> User:
    return make_person("kim@voorbeeld.example", first_name="Kim", last_name="Kanarie")


def find(client: Client, name: str, **query: Any) -> set[str]:
    """The numbers of the orders on this list."""
    page = read_page(client, f"{SALES}{name}/results/", query)
    return {order.number for order in Order.objects.all() if order.number in page}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_without_rows(finance: Client, name: str) -> None:
    assert find(finance, name) == set()
    read_page(finance, f"{SALES}{name}/")


def test_orders_are_found_by_how_they_stand(finance: Client, person: User) -> None:
    month, book = make_membership(), make_offer("course", "los", 4900)
    waiting = make_order(month, person)
    paid = make_order(book, person, way="gift", placed_at=timezone.now() - timedelta(days=40))
    pay_for(paid)
    lapsed, ended = make_order(month, None, email="x@voorbeeld.example"), make_order(month, person)
    Charge.objects.filter(order=lapsed).update(dropped_at=timezone.now())
    Order.objects.filter(pk=ended.pk).update(ended_at=timezone.now())
    draft = make_order(month, person, placed_at=None)
    expected = {"open": waiting, "paid": paid, "lapsed": lapsed, "ended": ended}
    for state, order in expected.items():
        assert find(finance, "bestellingen", state=state) == {order.number}
    assert draft.number not in find(finance, "bestellingen")
    assert find(finance, "bestellingen", way="gift") == find(finance, "bestellingen", kind="course") == {paid.number}
    assert find(finance, "bestellingen", number=lapsed.number[3:7].lower()) == {lapsed.number}
    assert find(finance, "bestellingen", person=person.pk) == {waiting.number, paid.number, ended.number}
    assert find(finance, "bestellingen", placed_at_to=timezone.localdate() - timedelta(days=9)) == {paid.number}


def test_somebody_is_found_by_what_they_tell_and_nothing_of_it_stands_in_an_address(
    finance: Client, person: User
) -> None:
    month = make_membership()
    first, second = make_order(month, person), make_order(month, person)
    company = make_order(month, None, email="x@voorbeeld.example", buyer={"company": "Bakkerij Zon", "country": "NL"})
    for words, found in {
        "KIM@voorbeeld.example": {first, second},
        "kanarie kim": {first, second},
        "nergens": set(),
    }.items():
        page = finance.post(f"{SALES}zoeken/", {"words": words}).content.decode()
        assert {order for order in (first, second, company) if order.number in page} == found
    for words in ("zon", company.number.lower(), "x@voorbeeld.example"):
        assert finance.post(f"{SALES}zoeken/", {"words": words})["Location"] == f"{ORDERS}{company.pk}/"
    assert "Vul een naam" in finance.post(f"{SALES}zoeken/", {"words": " "}).content.decode()
    assert set(StaffReading.objects.values_list("what", "detail")) == {("list", "orders find")}


def test_payments_are_found_by_how_they_ended(finance: Client, person: User) -> None:
    first, second = (make_order(make_membership(f"plan-{number}"), person) for number in (1, 2))
    pay_for(first)
    failed = pay_for(second)
    Payment.objects.filter(pk=failed.pk).update(status="failed", failure="AM04", sequence="recurring")
    assert find(finance, "betalingen", status="paid") == {first.number}
    assert find(finance, "betalingen", sequence="recurring") == {second.number}
    assert "AM04" in read_page(finance, f"{SALES}betalingen/")


def test_money_that_went_back_twice_is_found(finance: Client, person: User) -> None:
    """Given back by us, and taken back by the bank as well."""
    lost, kept = (make_order(make_membership(f"plan-{number}"), person) for number in (1, 2))
    payment = pay_for(lost)
    for kind in ("refunded", "charged_back"):
        MoneyEntry.objects.create(
            payment=payment, kind=kind, provider_id=kind, cents=-payment.cents, happened_at=timezone.now()
        )
    pay_for(kept)
    assert find(finance, "betalingen", is_short="true") == {lost.number}
    assert find(finance, "betalingen", is_short="false") == {kept.number}


def test_memberships_are_found_by_how_they_stand(finance: Client, person: User) -> None:
    month, year, today = make_membership(), make_membership(period="year"), timezone.localdate()
    days = {"active": None, "cancelled": today + timedelta(days=9), "ended": today}
    found = {name: make_member_since(month, person, today - timedelta(days=20), day) for name, day in days.items()}
    found["owing"] = make_member_since(year, person, today)
    make_due(found["owing"])
    found["paused"] = make_member_since(month, person, today - timedelta(days=80))
    Subscription.objects.filter(pk=found["paused"].pk).update(paused_on=today, resumes_on=today + timedelta(days=9))
    for state, subscription in found.items():
        assert find(finance, "lidmaatschappen", state=state) == {subscription.order.number}
    assert find(finance, "lidmaatschappen", period="year") == {found["owing"].order.number}
    since = {"since_to": today - timedelta(days=50)}
    assert find(finance, "lidmaatschappen", **since) == {found["paused"].order.number}


def make_due(subscription: Subscription, days: int = 0) -> Charge:
    """A second period that nobody paid."""
    day = timezone.localdate() - timedelta(days=days)
    return Charge.objects.create(order=subscription.order, number=2, cents=1900, due_on=day)


def test_open_amounts_with_their_age_and_their_sum(finance: Client, person: User) -> None:
    member = make_member_since(make_membership(), person, timezone.localdate() - timedelta(days=60))
    make_due(member, days=31)
    fresh = make_order(make_offer("course", "los", 4900), person, cents=4900)
    page = read_page(finance, f"{SALES}open-bedragen/").replace("\u00a0", " ")
    assert "samen € 68,00" in page and "kim@voorbeeld.example" in page and "False" not in page
    assert page.index(member.order.number) < page.index(fresh.number)
    assert find(finance, "open-bedragen", age="30") == {member.order.number}
    assert find(finance, "open-bedragen", age="90") == set()


def test_a_download_holds_text_and_amounts_and_no_formula(finance: Client, person: User) -> None:
    buyer = {"company": '=HYPERLINK("http://x")', "country": "NL"}
    order = make_order(make_membership(), person, buyer=buyer)
    response = finance.get(ORDERS, {"export": "csv"})
    heading, row = csv.reader(io.StringIO(b"".join(response.streaming_content).decode("utf-8-sig")))
    cells = dict(zip(heading, row, strict=True))
    assert (cells["Nummer"], cells["Koper"]) == (order.number, '\'=HYPERLINK("http://x")')
    assert (cells["Eerste bedrag"], cells["Stand"]) == ("19.00", "Staat open")
    sheet = load_workbook(io.BytesIO(finance.get(ORDERS, {"export": "xlsx"}).getvalue())).active
    assert [cell.value for cell in sheet[2]][3] == '\'=HYPERLINK("http://x")'
    assert {cell.data_type for cell in sheet[2]} <= {"s", "n", "d"}


def test_each_look_is_on_record_without_what_was_typed(finance: Client, person: User) -> None:
    order = make_order(make_membership(), person)
    finance.get(ORDERS, {"number": "kim@x.example", "state": "open"})
    finance.get(ORDERS, {"export": "csv", "person": person.pk})
    read_page(finance, f"{ORDERS}{order.pk}/")
    assert list(StaffReading.objects.order_by("pk").values_list("what", "subject", "detail")) == [
        ("list", None, "orders state=open"),
        ("export", person.pk, f"orders person={person.pk}"),
        ("order", person.pk, f"order {order.number}"),
    ]


@pytest.mark.parametrize("name", LISTS)
def test_a_list_asks_the_database_as_often_for_many_rows_as_for_one(
    finance: Client, person: User, name: str, django_assert_num_queries: Any
) -> None:
    offer, today = make_membership(), timezone.localdate()
    make_due(make_member_since(offer, person, today))
    path = f"{SALES}{name}/results/"
    read_page(finance, path)
    counted = count_queries(finance, path)
    for _number in range(8):
        make_due(make_member_since(offer, person, today))
    with django_assert_num_queries(counted):
        read_page(finance, path)


def count_queries(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        read_page(client, path)
    return len(queries)
