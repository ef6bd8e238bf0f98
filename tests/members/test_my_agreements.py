"""/account/afspraken/: a member sees what they answered, and nobody else's."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories.people import make_person
from tests.factories.statements import answer, publish_version

pytestmark = pytest.mark.django_db

ADDRESS = "/account/afspraken/"


def read_rows(page: str) -> list[list[str]]:
    """The cells of the table, as text."""
    rows = re.findall(r"<tr>(.*?)</tr>", page.split("<tbody>")[1], re.DOTALL)
    cells = [re.findall(r"<td>(.*?)</td>", row, re.DOTALL) for row in rows]
    return [[re.sub(r"<.*?>", "", cell).strip() for cell in row] for row in cells]


def test_a_visitor_has_to_log_in(client: Client) -> None:
    response = client.get(ADDRESS)
    assert (response.status_code, response["Location"]) == (302, f"/account/login/?next={ADDRESS}")


def test_a_member_who_answered_nothing_reads_that(client: Client) -> None:
    client.force_login(make_person())
    response = client.get(ADDRESS)
    assert response.status_code == 200
    assert "Je hebt nog op geen enkele tekst geantwoord." in response.content.decode()
    assert "no-store" in response["Cache-Control"]


def test_a_member_sees_the_text_with_a_link_their_answer_and_the_moment(client: Client, time_machine) -> None:
    time_machine.move_to("2026-11-23 14:05+01:00", tick=False)
    person = make_person()
    answer(person, publish_version("privacy"))
    client.force_login(person)
    page = client.get(ADDRESS).content.decode()
    assert read_rows(page) == [["Privacyverklaring, versie 1", "Gezien", "23 november 2026 14:05"]]
    assert 'href="/privacy/versies/1/"' in page
    assert 'datetime="2026-11-23T14:05:00+01:00"' in page


def test_a_member_sees_every_answer_the_latest_first(client: Client) -> None:
    person = make_person()
    terms = publish_version("terms")
    answer(person, publish_version("privacy"))
    for kind in ("decline", "accept"):
        answer(person, terms, kind)
    answer(person, publish_version("privacy", "Wij bewaren je naam en je adres."))
    client.force_login(person)
    assert [row[:2] for row in read_rows(client.get(ADDRESS).content.decode())] == [
        ["Privacyverklaring, versie 2", "Gezien"],
        ["Voorwaarden, versie 1", "Akkoord"],
        ["Voorwaarden, versie 1", "Niet akkoord"],
        ["Privacyverklaring, versie 1", "Gezien"],
    ]


def test_a_member_sees_nothing_of_anybody_else(client: Client) -> None:
    version = publish_version("privacy")
    answer(make_person("bo@voorbeeld.example"), version)
    client.force_login(make_person())
    page = client.get(ADDRESS).content.decode()
    assert "Je hebt nog op geen enkele tekst geantwoord." in page
    assert "<tbody>" not in page


def count_queries(client: Client) -> int:
    with CaptureQueriesContext(connection) as captured:
        client.get(ADDRESS)
    return len(captured)


def test_many_answers_cost_no_more_queries_than_one(client: Client) -> None:
    person = make_person()
    client.force_login(person)
    answer(person, publish_version("privacy"))
    client.get(ADDRESS)  # what is the same for every page is kept from now on
    for_one = count_queries(client)
    for number in range(8):
        answer(person, publish_version("privacy", f"Wij bewaren je naam {number} jaar."))
    assert count_queries(client) == for_one
    assert len(read_rows(client.get(ADDRESS).content.decode())) == 9


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_the_page_only_shows(client: Client, method: str) -> None:
    client.force_login(make_person())
    assert getattr(client, method)(ADDRESS).status_code == 405
