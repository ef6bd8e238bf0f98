"""A team: seats that are paid for once, and held by one person at a time."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from time_machine import TimeMachineFixture

from members.billing.models import Invitation, Order, Seat
from members.billing.sandbox.running import Sandbox
from members.membership.models import Grant
from tests.factories.courses import make_course
from tests.factories.offers import make_membership, sell
from tests.factories.people import make_person
from tests.members.billing.shopping import let_days_pass
from tests.visiting import Client

from .buying import buy, is_inside, list_sources, log_in, place, read_mails

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
NOON = datetime(2026, 3, 10, 11, tzinfo=UTC)
PAGE = "/account/team/"
INVITED = "Er is een plek"


def buy_team(provider: Sandbox, quantity: int = 2) -> tuple[Client, Order]:
    make_membership(most_seats=20)
    buyer = log_in("baas@voorbeeld.example", first_name="Baas")
    return buyer, buy(buyer, provider, "lid-month", way="team", quantity=quantity)


def send(buyer: Client, order: Order, *emails: str) -> str:
    response = buyer.post(f"{PAGE}{order.key}/uitnodigen/", {"emails": "\n".join(emails)}, follow=True)
    return response.content.decode()


def read_link(email: str) -> str:
    found = re.search(r"https?://[^/\s]+(/\S*uitnodiging/\S+)", read_mails(email, INVITED)[-1])
    assert found
    return found[1]


def seat(buyer: Client, order: Order, email: str, **fields: str) -> Client:
    send(buyer, order, email)
    person = log_in(email, **fields)
    assert "Je hebt een plek" in person.post(read_link(email), follow=True).content.decode()
    return person


def do(client: Client, order: Order, act: str, number: int | str = "") -> str:
    return client.post(f"{PAGE}{order.key}/{act}/", {"number": number}, follow=True).content.decode()


def test_a_team_pays_for_its_seats_and_the_buyer_has_none_until_they_take_one(provider: Sandbox) -> None:
    buyer, order = buy_team(provider, 3)
    assert [payment.cents for payment in order.charges.get().payments.all()] == [5700]
    assert not is_inside(buyer)
    assert "3 van 3 plekken zijn vrij" in buyer.get(PAGE).content.decode()
    assert "2 van 3 plekken zijn vrij" in do(buyer, order, "zelf")
    assert list_sources(buyer) == ["seat"]


def test_who_is_invited_accepts_and_is_in_and_the_address_is_forgotten(provider: Sandbox) -> None:
    buyer, order = buy_team(provider)
    assert "kim@voorbeeld.example" in send(buyer, order, "kim@voorbeeld.example")
    (text,) = read_mails("kim@voorbeeld.example", INVITED)
    assert "baas@voorbeeld.example heeft een plek voor je" in text
    kim = log_in("kim@voorbeeld.example", first_name="Kim", last_name="Klaver")
    link = read_link("kim@voorbeeld.example")
    assert "Een plek voor jou" in kim.get(link).content.decode()
    assert not is_inside(kim)
    kim.post(link)
    assert list_sources(kim) == ["seat"]
    assert not Invitation.objects.exists()
    page = buyer.get(PAGE).content.decode()
    assert "Kim Klaver" in page and "kim@voorbeeld.example" not in page
    assert kim.post(link).status_code == 400


def test_an_address_with_an_account_and_one_without_look_the_same(provider: Sandbox) -> None:
    buyer, order = buy_team(provider)
    make_person("kim@voorbeeld.example")
    send(buyer, order, "kim@voorbeeld.example")
    send(buyer, order, "niemand@voorbeeld.example")
    known, unknown = (read_mails(email, INVITED) for email in ("kim@voorbeeld.example", "niemand@voorbeeld.example"))
    strip = re.compile(r"http\S+")
    assert strip.sub("", known[0]) == strip.sub("", unknown[0])
    rows = re.findall(r"<strong>(.*?@.*?)</strong>", buyer.get(PAGE).content.decode())
    assert rows == ["kim@voorbeeld.example", "niemand@voorbeeld.example"]


def test_a_visitor_who_opens_the_link_logs_in_or_signs_up_first(provider: Sandbox) -> None:
    buyer, order = buy_team(provider)
    send(buyer, order, "kim@voorbeeld.example")
    response = Client().get(read_link("kim@voorbeeld.example"))
    assert response["Location"].startswith("/account/login/?next=/account/team/uitnodiging/")


def test_never_more_are_invited_than_there_are_seats_and_then_nobody_is(provider: Sandbox) -> None:
    buyer, order = buy_team(provider)
    page = send(buyer, order, "a@voorbeeld.example", "b@voorbeeld.example", "c@voorbeeld.example")
    assert "Er zijn niet genoeg plekken vrij" in page
    assert not Invitation.objects.exists()
    send(buyer, order, "a@voorbeeld.example")
    assert "Dit adres is al uitgenodigd" in send(buyer, order, "A@voorbeeld.example")
    assert Invitation.objects.count() == 1


@pytest.mark.parametrize("typed", ["", "geen adres", "kim@voorbeeld.example\n<script>"])
def test_what_is_no_address_comes_back_with_what_is_wrong(provider: Sandbox, typed: str) -> None:
    buyer, order = buy_team(provider)
    response = buyer.post(f"{PAGE}{order.key}/uitnodigen/", {"emails": typed})
    assert response.status_code == 422
    assert "Er is een probleem" in response.content.decode()
    assert not Invitation.objects.exists()


def test_a_seat_goes_from_one_to_another_and_the_first_is_told(
    provider: Sandbox, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(NOON)
    buyer, order = buy_team(provider)
    kim = seat(buyer, order, "kim@voorbeeld.example")
    time_machine.shift(timedelta(days=3))
    assert "De plek is weer vrij" in do(buyer, order, "terugnemen", Seat.objects.get().pk)
    assert not is_inside(kim)
    (text,) = read_mails("kim@voorbeeld.example", "Je plek bij")
    assert "teruggenomen" in text
    joris = seat(buyer, order, "joris@voorbeeld.example")
    assert is_inside(joris)
    first, second = Grant.objects.order_by("starts_at")
    assert first.ends_at <= second.starts_at
    assert "Deze plek is intussen veranderd" in do(buyer, order, "terugnemen", Seat.objects.earliest("pk").pk)


def test_somebody_leaves_by_themselves_and_the_buyer_is_told(provider: Sandbox) -> None:
    buyer, order = buy_team(provider)
    kim = seat(buyer, order, "kim@voorbeeld.example", first_name="Kim", last_name="Klaver")
    assert "Geef je plek terug" in kim.get(PAGE).content.decode()
    assert "Je hebt je plek teruggegeven" in do(kim, order, "verlaten")
    assert not is_inside(kim)
    (text,) = read_mails("baas@voorbeeld.example", "Er is een plek vrij")
    assert "Kim Klaver gaf een plek terug" in text
    assert kim.post(f"{PAGE}{order.key}/verlaten/").status_code == 404


def test_each_paid_period_opens_for_the_part_that_a_seat_is_held(
    provider: Sandbox, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(NOON)
    buyer, order = buy_team(provider)
    kim = seat(buyer, order, "kim@voorbeeld.example")
    let_days_pass(45, time_machine, provider)
    assert is_inside(kim)
    buyer.log_in_again()
    do(buyer, order, "terugnemen", Seat.objects.get().pk)
    spans = list(Grant.objects.order_by("starts_at").values_list("starts_at", "ends_at"))
    assert len(spans) == 2
    assert spans[0][1] == spans[1][0]
    assert spans[1][1] == Seat.objects.get().ends_at


def test_seats_end_with_the_order(provider: Sandbox, time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(NOON)
    course = make_course()
    sell(course, most_seats=5)
    buyer = log_in("baas@voorbeeld.example")
    order = buy(buyer, provider, course.slug, way="team", quantity=2)
    kim = seat(buyer, order, "kim@voorbeeld.example")
    assert Grant.objects.get().course == course.translation_key
    time_machine.shift(timedelta(days=1))
    provider.charge_back(provider.list_payments()[0].id)
    provider.deliver_webhooks()
    assert not is_inside(kim)
    assert "Deze bestelling geeft nu geen toegang" in send(buyer, order, "joris@voorbeeld.example")


def test_somebody_in_a_team_does_not_take_a_second_seat(provider: Sandbox) -> None:
    buyer, order = buy_team(provider, 3)
    kim = seat(buyer, order, "kim@voorbeeld.example")
    send(buyer, order, "ander@voorbeeld.example")
    assert "Je hebt al een plek" in kim.post(read_link("ander@voorbeeld.example"), follow=True).content.decode()
    assert Seat.objects.count() == 1 and Invitation.objects.count() == 1


def test_an_invitation_is_withdrawn_or_forgotten_after_a_month(
    provider: Sandbox, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(NOON)
    buyer, order = buy_team(provider)
    kim = log_in("kim@voorbeeld.example")
    send(buyer, order, "kim@voorbeeld.example")
    link = read_link("kim@voorbeeld.example")
    do(buyer, order, "intrekken", Invitation.objects.get().pk)
    assert kim.post(link).status_code == 400
    send(buyer, order, "joris@voorbeeld.example")
    let_days_pass(31, time_machine, provider)
    assert not Invitation.objects.exists()


def test_nobody_manages_the_team_of_another(provider: Sandbox) -> None:
    buyer, order = buy_team(provider)
    kim = seat(buyer, order, "kim@voorbeeld.example")
    number = Seat.objects.get().pk
    for act in ("uitnodigen", "intrekken", "terugnemen", "zelf"):
        assert kim.post(f"{PAGE}{order.key}/{act}/", {"number": number, "emails": "x@y.example"}).status_code == 404
    assert "Nodig uit" not in kim.get(PAGE).content.decode()
    assert Seat.objects.get().ends_at is None


def test_the_seat_of_another_team_is_not_taken_back(provider: Sandbox) -> None:
    buyer, order = buy_team(provider)
    kim = seat(buyer, order, "kim@voorbeeld.example")
    other = log_in("ander@voorbeeld.example")
    own = buy(other, provider, "lid-month", way="team", quantity=2)
    assert "Deze plek is intussen veranderd" in do(other, own, "terugnemen", Seat.objects.get().pk)
    assert "Deze plek is intussen veranderd" in do(other, own, "terugnemen", "9" * 30)
    assert is_inside(kim)


def test_a_link_that_was_changed_opens_nothing(provider: Sandbox) -> None:
    buyer, order = buy_team(provider)
    send(buyer, order, "kim@voorbeeld.example")
    kim = log_in("kim@voorbeeld.example")
    for path in (f"{PAGE}uitnodiging/1:abc/", read_link("kim@voorbeeld.example")[:-3] + "x/"):
        assert kim.post(path).status_code == 400
    assert not Seat.objects.exists()


def test_an_unpaid_team_gives_no_seats(provider: Sandbox) -> None:
    make_membership(most_seats=20)
    buyer = log_in("baas@voorbeeld.example")
    order = place(buyer, "lid-month", way="team", quantity=2)
    assert "geen toegang" in do(buyer, order, "zelf")
    assert not is_inside(buyer)


@pytest.mark.parametrize("quantity", ["1", "21", "-3", "0", "2.5", "", "9" * 12])
def test_a_number_of_seats_that_is_not_sold_is_refused(provider: Sandbox, quantity: str) -> None:
    make_membership(most_seats=20)
    client = log_in()
    facts = {"first_name": "S", "last_name": "V", "way": "team", "quantity": quantity}
    response = client.post("/bestellen/lid-month/", facts)
    assert response.status_code == 422 and "Aantal plekken" in response.content.decode()
    assert not Order.objects.exists()


def test_who_has_nothing_to_do_with_a_team_reads_that(provider: Sandbox) -> None:
    client = log_in()
    assert "Je hebt geen plekken voor een team" in client.get(PAGE).content.decode()
    assert "Mijn team" not in client.get("/account/").content.decode()
