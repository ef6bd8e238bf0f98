"""Editors make offers in the Wagtail admin, and give them other prices."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from members.accounts.models import User
from members.membership.models import Offer, OfferPrice
from tests.factories.courses import make_course
from tests.factories.offers import add_price, make_bundle, make_membership, sell
from tests.factories.people import make_colleague, make_person
from tests.visiting import Client

pytestmark = pytest.mark.django_db

LIST, NEW = "/admin/aanbod/", "/admin/aanbod/new/"
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
TODAY, YESTERDAY, TOMORROW = "2026-11-23", "2026-11-22", "2026-11-24"
MEMBERSHIP = {
    "name": "Maandlid",
    "name_en": "By the month",
    "summary": "",
    "summary_en": "",
    "slug": "maandlid",
    "kind": "membership",
    "period": "month",
    "term_months": "",
    "trial_days": "14",
    "grace_days": "14",
    "nature": "service",
    "most_seats": "1",
    "position": "0",
    "is_on_sale": "on",
}
BY_ITSELF = {"kind": "course", "period": "", "trial_days": "0", "nature": "digital", "name": "Eén cursus"}
NOT_MADE, NOT_CHANGED = "Het aanbod is niet gemaakt.", "Het aanbod is niet aangepast."


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def editor(client: Client) -> User:
    person = make_colleague("Editors")
    client.force_login(person)
    return person


def write_rows(name: str, rows: list[dict[str, Any]]) -> dict[str, str]:
    """As the form sends them; rows with a number are there already, and stand in front."""
    there = sum(1 for row in rows if row.get("id"))
    counts = {"TOTAL_FORMS": len(rows), "INITIAL_FORMS": there, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000}
    fields = {f"{name}-{key}": str(value) for key, value in counts.items()}
    for number, row in enumerate(rows):
        fields |= {f"{name}-{number}-{key}": str(value) for key, value in ({"id": ""} | row).items()}
    return fields


def write(prices: list[dict[str, Any]] | None = None, courses: list[dict[str, Any]] | None = None, **changes: str):
    prices = [{"cents": "19,00", "valid_from": TODAY}] if prices is None else prices
    return MEMBERSHIP | changes | write_rows("prices", prices) | write_rows("courses", courses or [])


def change(client: Client, offer: Offer, prices: list[dict[str, Any]], **changes: str):
    fields = {name: getattr(offer, name) for name in MEMBERSHIP if name != "is_on_sale"}
    sent = {name: "" if value is None else str(value) for name, value in fields.items()} | {"is_on_sale": "on"}
    courses = [{"id": row.pk, "course": row.course} for row in offer.courses.all()]
    sent |= write_rows("prices", prices) | write_rows("courses", courses) | changes
    return client.post(f"/admin/aanbod/edit/{offer.pk}/", sent)


def read(response) -> str:
    return response.content.decode().replace("&#x27;", "'")


def list_prices() -> list[tuple[str, int]]:
    return [(str(price.valid_from), price.cents) for price in OfferPrice.objects.order_by("valid_from")]


def test_an_editor_makes_a_membership_with_its_price(client, editor):
    assert client.post(NEW, write()).status_code == 302
    offer = Offer.objects.get()
    assert (offer.name, offer.period, offer.trial_days, offer.is_on_sale) == ("Maandlid", "month", 14, True)
    assert list_prices() == [(TODAY, 1900)]
    page = read(client.get(LIST))
    assert "Maandlid" in page
    assert "€\u00a019 per maand" in page


def test_an_editor_sells_a_course_that_is_chosen_by_its_title(client, editor):
    course = make_course("Korter overleggen")
    form = read(client.get(NEW))
    assert "Korter overleggen" in form
    sent = write([{"cents": "49,50", "valid_from": TODAY}], [{"course": course.translation_key}], **BY_ITSELF)
    assert client.post(NEW, sent | {"term_months": "12"}).status_code == 302
    offer = Offer.objects.get()
    assert offer.list_course_keys() == [course.translation_key]
    assert (offer.term_months, list_prices()) == (12, [(TODAY, 4950)])


def test_a_free_course_costs_nothing(client, editor):
    course = make_course()
    sent = write([{"cents": "0", "valid_from": TODAY}], [{"course": course.translation_key}], **BY_ITSELF)
    assert client.post(NEW, sent).status_code == 302
    assert list_prices() == [(TODAY, 0)]


def test_an_editor_puts_courses_together_in_a_bundle(client, editor):
    courses = [{"course": make_course(title).translation_key} for title in ("Een", "Twee")]
    assert client.post(NEW, write(None, courses, **BY_ITSELF | {"kind": "bundle"})).status_code == 302
    assert len(Offer.objects.get().list_course_keys()) == 2


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"name": ""}, "Dit is een verplicht veld."),
        ({"period": ""}, "Kies hoe vaak een lid betaalt."),
        ({"term_months": "3"}, "Een lidmaatschap loopt door. Laat dit leeg."),
        ({"nature": "digital"}, "Een lidmaatschap is een dienst."),
        ({"trial_days": "61"}, "60"),
        ({"most_seats": "0"}, "1"),
        ({"slug": "maand lid"}, "slug"),
        ({"slug": "al-bezet"}, "bestaat al"),
        ({"kind": "course", "trial_days": "0"}, "Een cursus of bundel betaalt iemand één keer. Laat dit leeg."),
        ({"kind": "course", "period": ""}, "Alleen een lidmaatschap kan iemand proberen. Vul 0 in."),
        ({"kind": "course", "period": "", "trial_days": "0"}, "Kies precies één cursus."),
        ({"kind": "bundle", "period": "", "trial_days": "0"}, "Kies twee of meer cursussen voor een bundel."),
        ({"kind": "iets"}, "iets"),
    ],
)
def test_wrong_words_are_named_at_their_field_and_nothing_is_made(client, editor, changes, message):
    sell(make_course(), slug="al-bezet")
    response = client.post(NEW, write(**changes))
    assert response.status_code == 200
    page = read(response)
    assert message in page
    assert NOT_MADE in page
    assert Offer.objects.count() == 1


@pytest.mark.parametrize(
    ("price", "message"),
    [
        ({"cents": "veel", "valid_from": TODAY}, "Vul een bedrag in, zoals 49,50."),
        ({"cents": "-5", "valid_from": TODAY}, "Vul een bedrag in, zoals 49,50."),
        ({"cents": "1.250,00", "valid_from": TODAY}, "Vul een bedrag in, zoals 49,50."),
        ({"cents": "10000,01", "valid_from": TODAY}, "Vul een bedrag in tot en met € 10.000."),
        ({"cents": "", "valid_from": TODAY}, "Vul eerst een prijs in, of zet dit uit."),
        ({"cents": "", "valid_from": TOMORROW}, "Dit is een verplicht veld."),
        ({"cents": "0", "valid_from": TODAY}, "Een lidmaatschap kost iets."),
        ({"cents": "19", "valid_from": ""}, "Vul in vanaf welke dag."),
        ({"cents": "19", "valid_from": "morgen"}, "Vul een datum in, zoals 2026-12-31."),
        ({"cents": "19", "valid_from": YESTERDAY}, "Een prijs gaat op zijn vroegst vandaag in."),
    ],
)
def test_a_wrong_price_is_named_and_nothing_is_made(client, editor, price, message):
    response = client.post(NEW, write([price]))
    assert response.status_code == 200
    page = read(response)
    assert message in page
    assert NOT_MADE in page
    assert not Offer.objects.exists()


def test_what_is_on_sale_has_a_price(client, editor):
    assert "Vul eerst een prijs in, of zet dit uit." in read(client.post(NEW, write([])))
    sent = write([])
    del sent["is_on_sale"]
    assert client.post(NEW, sent).status_code == 302
    assert "Nog geen prijs" in read(client.get(LIST))


def test_the_courses_of_an_offer_fit_its_kind(client, editor):
    row = {"course": make_course().translation_key}
    assert "Een lidmaatschap geeft alle cursussen." in read(client.post(NEW, write(None, [row])))
    twice = write(None, [row, row], **BY_ITSELF | {"kind": "bundle"})
    assert "Er staat een cursus twee keer in." in read(client.post(NEW, twice))
    gone = write(None, [{"course": uuid4()}], **BY_ITSELF)
    assert "Deze cursus bestaat niet meer. Kies een andere." in read(client.post(NEW, gone))
    assert not Offer.objects.exists()


def test_a_price_that_holds_is_shown_and_cannot_be_typed_over(client, editor):
    offer = make_membership()
    price = offer.prices.get()
    page = read(client.get(f"/admin/aanbod/edit/{offer.pk}/"))
    assert 'value="19,00"' in page
    assert page.split('name="prices-0-cents"')[1].split(">")[0].count("disabled") == 1
    assert change(client, offer, [{"id": price.pk}], name="Elke maand").status_code == 302
    offer.refresh_from_db()
    assert offer.name == "Elke maand"
    response = change(client, offer, [{"id": price.pk, "cents": "9,00", "valid_from": price.valid_from}])
    assert "geldt of gold al en blijft staan. Voeg een nieuwe prijs toe." in read(response)
    assert list_prices() == [("2026-10-24", 1900)]


def test_a_price_that_held_is_not_removed(client, editor):
    offer = make_membership()
    price = offer.prices.get()
    new = {"cents": "29", "valid_from": TODAY}
    response = change(client, offer, [{"id": price.pk, "DELETE": "1"}, new])
    assert response.status_code == 200
    assert "De prijs vanaf 24 oktober 2026 geldt of gold al en blijft staan." in read(response)
    assert list_prices() == [("2026-10-24", 1900)]


def test_another_price_begins_today_or_later(client, editor):
    offer = make_membership()
    price = offer.prices.get()
    assert change(client, offer, [{"id": price.pk}, {"cents": "21", "valid_from": TODAY}]).status_code == 302
    assert offer.find_price(date(2026, 11, 22)) == 1900
    assert Offer.objects.get().find_price(date(2026, 11, 23)) == 2100
    assert "€\u00a021 per maand" in read(client.get(LIST))


def test_a_price_of_later_is_changed_or_taken_back_until_it_begins(client, editor):
    offer = make_membership()
    held, later = offer.prices.get(), add_price(offer, 2500, date(2026, 12, 1))
    rows = [{"id": held.pk}, {"id": later.pk, "cents": "24", "valid_from": "2026-12-02"}]
    assert change(client, offer, rows).status_code == 302
    assert list_prices() == [("2026-10-24", 1900), ("2026-12-02", 2400)]
    with time_machine.travel("2026-12-02T09:00+01:00", tick=False):  # the form stood open since
        client.log_in_again()
        rows[1]["cents"] = "23"
        assert "De prijs vanaf 2 december 2026 geldt of gold al" in read(change(client, offer, rows))
        assert list_prices()[-1] == ("2026-12-02", 2400)
    rows[1]["DELETE"] = "1"
    client.log_in_again()
    assert change(client, offer, rows).status_code == 302
    assert list_prices() == [("2026-10-24", 1900)]


def test_no_two_prices_begin_on_one_day(client, editor):
    offer = make_membership()
    add_price(offer, 2100, date(2026, 11, 23))
    held, today = offer.prices.all()
    rows = [{"id": held.pk}, {"id": today.pk}, {"cents": "22", "valid_from": TODAY}]
    assert change(client, offer, rows).status_code == 200
    rows = [{"id": held.pk}, {"cents": "22", "valid_from": TODAY}]  # as a form that stood open while that one came
    assert "Er begint al een andere prijs op deze dag." in read(change(client, offer, rows))
    rows = [{"id": held.pk}, {"cents": "22", "valid_from": TOMORROW}, {"cents": "23", "valid_from": TOMORROW}]
    assert change(client, offer, rows).status_code == 200
    assert list_prices() == [("2026-10-24", 1900), (TODAY, 2100)]


def test_an_offer_of_a_course_that_is_gone_can_still_be_taken_off_sale(client, editor):
    course = make_course()
    offer = sell(course)
    course.delete()
    assert "Verwijderde cursus" in read(client.get(f"/admin/aanbod/edit/{offer.pk}/"))
    price = offer.prices.get()
    assert change(client, offer, [{"id": price.pk}], is_on_sale="").status_code == 302
    offer.refresh_from_db()
    assert not offer.is_on_sale


def test_finance_changes_an_offer_and_makes_none(client):
    client.force_login(make_colleague("Finance"))
    offer = make_membership()
    price = offer.prices.get()
    assert change(client, offer, [{"id": price.pk}, {"cents": "21", "valid_from": TODAY}]).status_code == 302
    assert list_prices()[-1] == (TODAY, 2100)
    assert client.post(NEW, write(slug="nog-een")).status_code == 302
    assert Offer.objects.count() == 1


@pytest.mark.parametrize("group", ["Support", "Legal", "Moderators"])
def test_other_colleagues_see_no_offers(client, group):
    client.force_login(make_colleague(group))
    offer = make_membership()
    for response in (
        client.get(LIST),
        client.get(f"/admin/aanbod/edit/{offer.pk}/"),
        client.post(NEW, write(slug="x")),
    ):
        assert (response.status_code, response["Location"]) == (302, "/admin/")
    assert Offer.objects.count() == 1


def test_nobody_deletes_an_offer(client):
    offer = make_membership()
    client.force_login(make_person(is_superuser=True))
    assert client.post(f"/admin/aanbod/delete/{offer.pk}/").status_code == 404
    assert "/delete/" not in read(client.get(f"/admin/aanbod/edit/{offer.pk}/"))
    assert Offer.objects.count() == 1


def test_offers_are_found_by_name_kind_and_whether_they_are_sold(client, editor):
    make_membership(name="Maandlid", is_on_sale=False)
    sell(make_course("Korter overleggen"), name="Korter", name_en="Shorter")
    make_bundle(make_course("Een"), make_course("Twee"), name="Samen")
    for query, seen, unseen in (
        ("", {"Maandlid", "Korter", "Samen"}, set()),
        ("?q=Short", {"Korter"}, {"Maandlid", "Samen"}),
        ("?kind=bundle", {"Samen"}, {"Maandlid", "Korter"}),
        ("?is_on_sale=false", {"Maandlid"}, {"Korter", "Samen"}),
        ("?q=%00", set(), set()),
        ("?kind=onzin&ordering=-niets", set(), set()),
    ):
        response = client.get(f"{LIST}results/{query}")
        assert response.status_code == 200, query
        page = read(response)
        assert {word for word in seen if word not in page} | {word for word in unseen if f">{word}" in page} == set()


def count_queries(client: Client) -> int:
    client.get(LIST)
    with CaptureQueriesContext(connection) as queries:
        client.get(LIST)
    return len(queries)


def test_the_list_takes_as_many_queries_for_twenty_offers_as_for_two(client, editor):
    for number in range(2):
        make_membership(f"lid-{number}")
    few = count_queries(client)
    for number in range(2, 20):
        make_membership(f"lid-{number}")
    assert count_queries(client) == few


def test_an_editor_of_a_course_reads_what_it_costs(client, editor):
    course = make_course("Korter overleggen")
    page = read(client.get(f"/admin/pages/{course.pk}/edit/"))
    assert "Deze cursus is niet los te koop." in page
    assert 'href="/admin/aanbod/"' in page
    sell(course, 4950, term_months=12)
    make_bundle(course, make_course("Twee"), name="Samen")
    page = read(client.get(f"/admin/pages/{course.pk}/edit/"))
    assert "Los te koop voor €\u00a049,50, 12 maanden." in page
    assert "In de bundel Samen." in page
