"""Editors make offers in the Wagtail admin."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from members.membership.models import Offer
from tests.factories.courses import make_course
from tests.factories.offers import make_bundle, make_membership, sell
from tests.factories.people import make_colleague, make_person
from tests.visiting import Client

from .offer_form import BY_ITSELF, LIST, NEW, NOT_MADE, TODAY, change, list_prices, read, write

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


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
        ({"nature": "live"}, "Een lidmaatschap is een dienst."),
        ({"trial_days": "61"}, "60"),
        ({"most_seats": "0"}, "1"),
        ({"slug": "maand lid"}, "slug"),
        ({"slug": "al-bezet"}, "bestaat al"),
        ({"slug": "cadeau"}, "Op dit adres staat al een andere pagina."),
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


def test_the_courses_of_an_offer_fit_its_kind(client, editor):
    row = {"course": make_course().translation_key}
    assert "Een lidmaatschap geeft alle cursussen." in read(client.post(NEW, write(None, [row])))
    twice = write(None, [row, row], **BY_ITSELF | {"kind": "bundle"})
    assert "Er staat een cursus twee keer in." in read(client.post(NEW, twice))
    gone = write(None, [{"course": uuid4()}], **BY_ITSELF)
    assert "Deze cursus bestaat niet meer. Kies een andere." in read(client.post(NEW, gone))
    assert not Offer.objects.exists()


def test_an_offer_of_a_course_that_is_gone_can_still_be_taken_off_sale(client, editor):
    course = make_course()
    offer = sell(course)
    course.delete()
    assert "Verwijderde cursus" in read(client.get(f"/admin/aanbod/edit/{offer.pk}/"))
    price = offer.prices.get()
    assert change(client, offer, [{"id": price.pk}], is_on_sale="").status_code == 302
    offer.refresh_from_db()
    assert not offer.is_on_sale


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
