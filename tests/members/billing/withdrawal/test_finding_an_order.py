"""Who may withdraw from which order: without logging in, and without learning anything of others."""

import re
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext

from members.billing.models import Order, Withdrawal
from members.billing.sandbox.running import Sandbox
from tests.factories.offers import make_membership
from tests.factories.people import make_person
from tests.members.billing.shopping import enter, join
from tests.visiting import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("with_mails"), pytest.mark.one_database]
EMAIL = "sanne@voorbeeld.example"


@pytest.fixture
def placed(provider: Sandbox) -> Order:
    make_membership()
    return join(make_person(), provider)


def look(number: str, email: str) -> tuple[Any, ...]:
    response = Client().post("/herroepen/", {"number": number, "email": email})
    words = re.sub(r'(?<=name="csrfmiddlewaretoken" value=")\w+', "", response.content.decode())
    return response.status_code, words.replace(number, "…").replace(email, "…"), sorted(response.cookies)


def test_every_page_leads_to_it(client: Client) -> None:
    assert 'href="/herroepen/">Herroepen</a>' in client.get("/").content.decode()
    assert 'href="/en/herroepen/">Withdraw</a>' in client.get("/en/cookies/keuze/").content.decode()


def test_a_wrong_number_and_the_address_of_another_are_answered_alike(placed: Order) -> None:
    make_person("noor@voorbeeld.example")
    unknown = look("WF-AAAA-AAAA", EMAIL)
    assert unknown == look(placed.number, "noor@voorbeeld.example") == look(placed.number, "niemand@voorbeeld.example")
    assert unknown[0] == 422
    assert "We vinden geen bestelling met dit nummer en dit e-mailadres." in unknown[1]


def test_no_answer_takes_longer_than_another(placed: Order) -> None:
    tries = [("WF-AAAA-AAAA", EMAIL), (placed.number, "niemand@voorbeeld.example"), ("WF-BBBB-BBBB", "noor@x.example")]
    look("WF-CCCC-CCCC", EMAIL)  # what is read once a day is read now
    assert len({count_queries(*answers) for answers in tries}) == 1


def count_queries(number: str, email: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        look(number, email)
    return len(asked)


def test_a_draft_cannot_be_withdrawn_from(client: Client, provider: Sandbox) -> None:
    make_membership()
    client.force_login(make_person())
    enter(client, "lid-month")
    assert look(Order.objects.get().number, EMAIL)[0] == 422


@pytest.mark.parametrize("spell", [str.lower, lambda number: number.replace("-", " "), lambda number: number[3:]])
def test_a_number_may_be_typed_as_somebody_likes(placed: Order, spell: Any) -> None:
    response = Client().post("/herroepen/", {"number": spell(placed.number), "email": EMAIL.upper()})
    assert response["Location"] == "/herroepen/bevestigen/"


@pytest.mark.parametrize(
    ("answers", "message"),
    [
        ({"number": "", "email": EMAIL}, "Vul het nummer van je bestelling in"),
        ({"number": "WF-AAAA-AAAA", "email": "sanne"}, "Vul een e-mailadres in"),
    ],
)
def test_each_fault_is_named(answers: dict[str, str], message: str) -> None:
    response = Client().post("/herroepen/", answers)
    assert response.status_code == 422
    assert response.content.decode().count(message) == 2


def test_who_tries_too_often_waits(placed: Order) -> None:
    statuses = [look(f"WF-AAAA-{turn:04}", EMAIL)[0] for turn in range(21)]
    assert statuses == [422] * 20 + [429]


def test_without_the_first_step_there_is_no_second(placed: Order) -> None:
    client = Client()
    for path in ("/herroepen/bevestigen/", "/herroepen/ontvangen/"):
        assert client.get(path)["Location"] == "/herroepen/"
    assert client.post("/herroepen/bevestigen/")["Location"] == "/herroepen/"
    assert not Withdrawal.objects.exists()


def test_looking_withdraws_nothing(placed: Order) -> None:
    client = Client()
    client.post("/herroepen/", {"number": placed.number, "email": EMAIL})
    client.get("/herroepen/bevestigen/")
    assert client.get("/herroepen/ontvangen/")["Location"] == "/herroepen/"
    assert not Withdrawal.objects.exists()


def test_a_member_chooses_from_their_own_orders(client: Client, placed: Order, provider: Sandbox) -> None:
    other = join(make_person("noor@voorbeeld.example"), provider)
    client.force_login(placed.user)
    page = client.get("/herroepen/").content.decode()
    assert (placed.number in page, other.number in page) == (True, False)
    refused: HttpResponse = client.post("/herroepen/", {"order": str(other.key)})
    assert (refused.status_code, "Kies een bestelling." in refused.content.decode()) == (422, True)
    assert client.post("/herroepen/", {"order": str(placed.key)})["Location"] == "/herroepen/bevestigen/"
    client.post("/herroepen/bevestigen/")
    assert Withdrawal.objects.get().order == placed


def test_a_member_may_withdraw_from_what_they_ordered_with_another_address(
    client: Client, placed: Order, provider: Sandbox
) -> None:
    other = join(make_person("noor@voorbeeld.example"), provider)
    client.force_login(placed.user)
    assert 'href="?nummer"' in client.get("/herroepen/").content.decode()
    answers = {"number": other.number, "email": "noor@voorbeeld.example"}
    assert client.post("/herroepen/?nummer", answers)["Location"] == "/herroepen/bevestigen/"


def test_a_member_without_orders_is_asked_for_the_number(client: Client) -> None:
    client.force_login(make_person("noor@voorbeeld.example"))
    assert "Nummer van je bestelling" in client.get("/herroepen/").content.decode()


def test_the_receipt_is_in_the_language_of_who_declares(placed: Order) -> None:
    client = Client()
    client.post("/en/herroepen/", {"number": placed.number, "email": EMAIL})
    page = client.post("/en/herroepen/bevestigen/", follow=True).content.decode()
    assert "We have received your withdrawal" in page
    assert Withdrawal.objects.get().wording.startswith("I hereby withdraw")
    assert "herroeping" in mail.outbox[-1].subject  # the mail is in that of the order
