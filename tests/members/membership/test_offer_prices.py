"""Prices of offers in the admin: what held once stays, and another one begins today or later."""

from datetime import date

import pytest
import time_machine

from members.membership.models import Offer
from tests.factories.offers import add_price, make_membership
from tests.factories.people import make_colleague

from .offer_form import LIST, NEW, NOT_MADE, TODAY, TOMORROW, YESTERDAY, change, list_prices, read, write

pytestmark = pytest.mark.django_db


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
    assert "Er begint al een andere prijs op deze dag." in read(change(client, offer, rows))
    rows = [{"id": held.pk}, {"cents": "22", "valid_from": TODAY}]  # as a form that stood open while that one came
    assert "Een collega paste dit intussen aan. Laad de pagina opnieuw." in read(change(client, offer, rows))
    rows = [{"id": held.pk}, {"cents": "22", "valid_from": TOMORROW}, {"cents": "23", "valid_from": TOMORROW}]
    assert change(client, offer, rows).status_code == 200
    assert list_prices() == [("2026-10-24", 1900), (TODAY, 2100)]


def test_a_price_of_another_offer_is_not_touched_whatever_is_posted(client, editor):
    offer, other = make_membership(), make_membership("jaarlid", 19000, "year")
    own, price = offer.prices.get(), other.prices.get()
    for row in ({"id": price.pk}, {"id": price.pk, "DELETE": "1"}, {"id": price.pk, "cents": "1", "valid_from": TODAY}):
        change(client, offer, [{"id": own.pk}, row])
        assert (other.prices.get().pk, other.prices.get().cents) == (price.pk, 19000)
    assert own in offer.prices.all()


def test_a_price_of_later_that_a_colleague_took_back_does_not_break_the_form(client, editor):
    offer = make_membership()
    held, later = offer.prices.get(), add_price(offer, 2500, date(2026, 12, 1))
    number = later.pk
    later.delete()
    rows = [{"id": held.pk}, {"id": number, "cents": "24", "valid_from": "2026-12-01"}]
    assert change(client, offer, rows).status_code in (200, 302)
    assert list_prices()[0] == ("2026-10-24", 1900)


def test_finance_changes_an_offer_and_makes_none(client):
    client.force_login(make_colleague("Finance"))
    offer = make_membership()
    price = offer.prices.get()
    assert change(client, offer, [{"id": price.pk}, {"cents": "21", "valid_from": TODAY}]).status_code == 302
    assert list_prices()[-1] == (TODAY, 2100)
    assert client.post(NEW, write(slug="nog-een")).status_code == 302
    assert Offer.objects.count() == 1
