"""/account/afspraken/: a member sees what they answered, and nobody else's."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.people import make_person
from tests.factories.statements import answer, publish_consent, publish_version
from tests.visiting import Client

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

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
    assert read_rows(page) == [["Privacyverklaring, versie 1", "Gezien", "23 november 2026 14:05", "PDF JSON"]]
    assert 'href="/privacy/versies/1/"' in page
    assert 'datetime="2026-11-23T14:05:00+0100"' in page


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


def list_states(page: str) -> list[str]:
    return [re.sub(r"<.*?>", "", found) for found in re.findall(r'class="agreement__state">(.*?)</p>', page)]


def test_each_document_says_in_words_where_the_member_stands(client: Client, time_machine) -> None:
    time_machine.move_to("2026-11-23 14:05+01:00", tick=False)
    person = make_person()
    publish_version("cookies")  # asks nothing
    answer(person, publish_version("privacy"))
    terms = publish_version("terms")
    consent = publish_consent()
    client.force_login(person)
    assert list_states(client.get(ADDRESS).content.decode()) == [
        "Gezien op 23 november 2026, versie 1.",
        "Nog niet gevraagd.",
        "Nog niet gevraagd.",
    ]
    answer(person, terms, "decline")
    answer(person, consent, "consent")
    assert list_states(client.get(ADDRESS).content.decode())[1:] == [
        "Niet akkoord, op 23 november 2026, versie 1.",
        "Toestemming gegeven op 23 november 2026, versie 1.",
    ]
    answer(person, terms, "accept")
    answer(person, consent, "withdraw")
    assert list_states(client.get(ADDRESS).content.decode())[1:] == [
        "Akkoord op 23 november 2026, versie 1.",
        "Toestemming ingetrokken op 23 november 2026, versie 1.",
    ]


def test_a_newer_version_that_waits_for_an_answer_and_one_that_is_announced_are_said(client, time_machine) -> None:
    time_machine.move_to("2027-02-01 12:00+01:00", tick=False)
    person = make_person()
    answer(person, publish_version("privacy"))
    client.force_login(person)
    assert "Daar antwoordde je nog niet op." not in client.get(ADDRESS).content.decode()
    publish_version("privacy", "Wij bewaren je naam en je adres.")
    publish_version("privacy", "Wij bewaren je naam, je adres en je leeftijd.", effective_from="2027-03-01")
    page = client.get(ADDRESS).content.decode()
    assert "Er is een nieuwe versie. Daar antwoordde je nog niet op." in page
    assert "Vanaf 1 maart 2027 geldt een nieuwe versie." in page
    assert 'href="/privacy/versies/3/"' in page


def test_each_answer_has_its_receipts(client: Client) -> None:
    person = make_person()
    act = answer(person, publish_version("privacy"))
    client.force_login(person)
    page = client.get(ADDRESS).content.decode()
    for ending in ("pdf", "json"):
        path = f"{ADDRESS}{act.entry}/bewijs.{ending}"
        assert f'href="{path}"' in page
        assert client.get(path).status_code == 200


def test_more_than_twenty_answers_are_leafed_through(client: Client) -> None:
    person, terms = make_person(), publish_version("terms")
    for number in range(21):
        answer(person, terms, ("accept", "decline")[number % 2])
    client.force_login(person)
    first, second = (client.get(ADDRESS, {"p": number}).content.decode() for number in (1, 2))
    assert (len(read_rows(first)), len(read_rows(second))) == (20, 1)
    assert "Pagina 1 van 2" in first
    assert 'rel="next" href="?p=2"' in first
    for nonsense in ("0", "x", "99", "-1", "\0"):
        assert client.get(ADDRESS, {"p": nonsense}).status_code == 200


def count_queries(client: Client) -> int:
    """Once what is the same for every page is kept, which a new version undoes."""
    client.get(ADDRESS)
    with CaptureQueriesContext(connection) as captured:
        client.get(ADDRESS)
    return len(captured)


def test_many_answers_cost_no_more_queries_than_one(client: Client) -> None:
    person = make_person()
    client.force_login(person)
    answer(person, publish_version("privacy"))
    for_one = count_queries(client)
    for number in range(8):
        answer(person, publish_version("privacy", f"Wij bewaren je naam {number} jaar."))
    assert count_queries(client) == for_one
    assert len(read_rows(client.get(ADDRESS).content.decode())) == 9


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_the_page_only_shows(client: Client, method: str) -> None:
    client.force_login(make_person())
    assert getattr(client, method)(ADDRESS).status_code == 405
