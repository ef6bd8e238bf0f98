"""Two editors who save at the same moment: one is told so, and nothing is there twice."""

import pytest
from django.utils import timezone

from members.membership.models import Offer, OfferPrice
from tests.factories.offers import add_price, make_membership
from tests.factories.people import make_colleague
from tests.same_moment import run_at_once
from tests.visiting import Client

from .offer_form import NEW, change, read, write

pytestmark = pytest.mark.django_db(transaction=True)
TOLD = ("Een collega paste dit intussen aan.", "bestaat al")


def log_in_editors() -> list[Client]:
    clients = [Client(), Client()]
    for number, client in enumerate(clients):
        client.force_login(make_colleague("Editors", f"redactie{number}@voorbeeld.example"))
    return clients


def assert_one_was_told(responses: list) -> None:
    assert sorted(response.status_code for response in responses) == [200, 302]
    refused = next(response for response in responses if response.status_code == 200)
    assert any(words in read(refused) for words in TOLD)


def test_a_price_of_one_day_is_stored_once() -> None:
    offer = make_membership()
    rows = [{"id": offer.prices.get().pk}, {"cents": "21", "valid_from": timezone.localdate().isoformat()}]
    responses = run_at_once([lambda client=client: change(client, offer, rows) for client in log_in_editors()])
    assert_one_was_told(responses)
    assert sorted(OfferPrice.objects.values_list("cents", flat=True)) == [1900, 2100]


def test_a_form_that_stood_open_takes_away_nothing_that_a_colleague_added() -> None:
    offer = make_membership()
    rows = [{"id": offer.prices.get().pk}]
    add_price(offer, 2100, timezone.localdate())
    [client, _other] = log_in_editors()
    response = change(client, offer, rows, name="Elke maand")
    assert TOLD[0] in read(response)
    offer.refresh_from_db()
    assert offer.name == "Lid per maand"
    assert sorted(OfferPrice.objects.values_list("cents", flat=True)) == [1900, 2100]


def test_an_offer_of_one_address_is_made_once() -> None:
    sent = write([{"cents": "19", "valid_from": timezone.localdate().isoformat()}])
    responses = run_at_once([lambda client=client: client.post(NEW, sent) for client in log_in_editors()])
    assert_one_was_told(responses)
    assert Offer.objects.count() == OfferPrice.objects.count() == 1
