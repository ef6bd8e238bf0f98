"""The texts for everybody: what applies now, what did, what will, and what differs between two of them."""

import re
from datetime import date

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext

from legal.statements.documents.naming import add_document
from legal.statements.models import Document
from tests.factories.statements import import_first_version, publish_version
from tests.visiting import Client

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _monday(time_machine) -> None:
    time_machine.move_to("2026-11-23 11:00+01:00", tick=False)


def read(client: Client, path: str, status: int = 200) -> str:
    response = client.get(path)
    assert response.status_code == status
    return re.sub(r"\s+", " ", response.content.decode())


def publish_two() -> None:
    """Version 1 of June 2025 and version 2 of today."""
    import_first_version()
    publish_version(text="Wij bewaren je adres.", summary="We vragen nu je adres.")


def is_unindexed(response: HttpResponse) -> bool:
    return response.get("X-Robots-Tag") == "noindex"


# In force


def test_a_text_that_was_never_published_is_not_there_yet(client: Client):
    assert "Deze tekst is er nog niet" in read(client, "/privacy/", 404)


@pytest.mark.parametrize("path", ["", "?op=2026-01-01", "versies/", "versies/verschil/", "versies/feed/"])
def test_nobody_reads_the_name_of_a_document_that_is_still_being_written(client: Client, path: str):
    add_document(document=Document(name="Fusie met Acme", slug="fusie", act="none"))
    page = read(client, f"/fusie/{path}", 404)
    assert "Acme" not in page
    assert "Bekijk alle versies" not in page


def test_everybody_reads_the_version_in_force(client: Client):
    publish_two()
    page = read(client, "/privacy/")
    assert "Wij bewaren je adres." in page
    assert "Wij bewaren je naam." not in page
    assert "We vragen nu je adres." in page
    assert '<time datetime="2026-11-23">23 november 2026</time>' in page
    assert '<section class="section" id="wat-we-bewaren"' in page
    assert 'href="#wat-we-bewaren"' in page
    assert not is_unindexed(client.get("/privacy/"))


def test_a_version_to_come_is_announced_and_takes_over_at_midnight_in_amsterdam(client: Client, time_machine):
    publish_version()
    publish_version(text="Wij bewaren je adres.", effective_from=date(2026, 12, 1))
    time_machine.move_to("2026-11-30 23:59:59+01:00", tick=False)
    page = read(client, "/privacy/")
    assert "Wij bewaren je naam." in page
    assert "Vanaf 1 december 2026 geldt een nieuwe versie." in page
    assert 'href="/privacy/versies/2/"' in page
    assert 'href="/privacy/versies/2/verschil/1/"' in page
    time_machine.move_to("2026-12-01 00:00:00+01:00", tick=False)
    page = read(client, "/privacy/")
    assert "Wij bewaren je adres." in page
    assert "geldt een nieuwe versie." not in page


def test_before_the_first_day_of_the_first_version_it_is_shown_with_that_day(client: Client):
    publish_version(effective_from=date(2026, 12, 1))
    page = read(client, "/privacy/")
    assert "Wij bewaren je naam." in page
    assert '<time datetime="2026-12-01">1 december 2026</time>' in page


# On a day


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2025-06-26", "Wij bewaren je naam."),
        ("2026-11-22", "Wij bewaren je naam."),
        ("2026-11-23", "Wij bewaren je adres."),
        ("2026-11-24", "Wij bewaren je adres."),
        ("9999-12-31", "Wij bewaren je adres."),
    ],
)
def test_everybody_can_look_up_what_applied_on_a_day(client: Client, day: str, words: str):
    publish_two()
    assert words in read(client, f"/privacy/?op={day}")


@pytest.mark.parametrize("day", ["2025-06-25", "0001-01-01"])
def test_before_the_first_version_nothing_applied(client: Client, day: str):
    publish_two()
    assert "gold hier nog geen tekst" in read(client, f"/privacy/?op={day}", 404)


@pytest.mark.parametrize(
    "day",
    [
        "",
        "gisteren",
        "2026-02-30",
        "2026-13-01",
        "23-11-2026",
        "20261123",
        "2026-W48-1",
        "2026-11-23T10:00",
        "%00",
        "1e9",
    ],
)
def test_what_is_no_day_gets_a_question_and_nothing_else(client: Client, day: str):
    publish_two()
    assert "Welke dag bedoel je?" in read(client, f"/privacy/?op={day}", 400)


def test_the_page_of_a_day_long_ago_is_not_for_search_engines(client: Client):
    publish_two()
    assert is_unindexed(client.get("/privacy/?op=2025-06-26"))


# The archive


def test_an_archive_of_one_version_has_nothing_to_compare(client: Client):
    publish_version()
    page = read(client, "/privacy/versies/")
    assert page.count('class="timeline__item"') == 1
    assert "geldt nu" in page
    assert "verschil" not in page


def test_an_archive_of_many_starts_with_the_last_and_marks_the_one_in_force(client: Client):
    publish_two()
    publish_version(text="Wij bewaren niets.", effective_from=date(2027, 1, 1))
    items = read(client, "/privacy/versies/").split('class="timeline__item"')[1:]
    assert [re.search(r"versie (\d)", item)[1] for item in items] == ["3", "2", "1"]
    assert ["geldt nu" in item for item in items] == [False, True, False]
    assert ["aangekondigd" in item for item in items] == [True, False, False]
    assert ["Wat is er anders dan" in item for item in items] == [True, True, False]
    assert "Geldig vanaf 1 januari 2027." in items[0]
    assert "Geldig van 23 november 2026 tot en met 31 december 2026." in items[1]
    assert "Geldig van 26 juni 2025 tot en met 22 november 2026." in items[2]


def test_the_archive_says_what_kind_of_change_it_was_and_never_who_approved_it(client: Client):
    publish_two()
    page = read(client, "/privacy/versies/")
    assert page.count("Soort wijziging: inhoudelijk") == 1
    assert not re.search("goedgekeurd|goedkeur|gepubliceerd door", page)


def test_a_version_that_was_replaced_before_its_first_day_says_so(client: Client):
    publish_two()
    publish_version(text="Wij bewaren niets.", effective_from=date(2026, 11, 23))
    items = read(client, "/privacy/versies/").split('class="timeline__item"')[1:]
    assert ["vervangen voordat hij inging" in item for item in items] == [False, True, False]
    assert ["geldt nu" in item for item in items] == [True, False, False]


def test_the_archive_of_a_document_that_ended_has_nothing_in_force(client: Client):
    publish_two()
    Document.objects.filter(kind="privacy").update(ended_on=date(2026, 11, 23))
    page = read(client, "/privacy/versies/")
    assert "geldt nu" not in page
    assert "Wij bewaren je naam." in read(client, "/privacy/?op=2026-11-22")
    assert "gold deze tekst niet meer" in read(client, "/privacy/?op=2026-11-23", 404)


def test_an_archive_of_twenty_versions_costs_no_more_queries_than_one_of_two(
    client: Client, django_assert_max_num_queries
):
    publish_two()
    read(client, "/privacy/versies/")
    with CaptureQueriesContext(connection) as captured:
        read(client, "/privacy/versies/")
    for_two = len(captured)
    for number in range(18):
        publish_version(text=f"Wij bewaren je adres {number} jaar.")
    read(client, "/privacy/versies/")
    with django_assert_max_num_queries(for_two):
        assert read(client, "/privacy/versies/").count('class="timeline__item"') == 20


# Addresses for others


@pytest.mark.parametrize(
    ("path", "canonical"),
    [
        ("/privacy/", "/privacy/"),
        ("/en/privacy/", "/en/privacy/"),
        ("/privacy/?op=2025-07-01", "/privacy/versies/1/"),
        ("/privacy/versies/1/", "/privacy/versies/1/"),
        ("/privacy/versies/", "/privacy/versies/"),
    ],
)
def test_each_page_names_the_one_address_of_its_words(client: Client, path: str, canonical: str):
    publish_two()
    page = read(client, path)
    assert f'<link rel="canonical" href="http://testserver{canonical}">' in page
    feed = ("/en" if path.startswith("/en") else "") + "/privacy/versies/feed/"
    assert f'<link rel="alternate" type="application/atom+xml" href="{feed}"' in page


def test_on_paper_a_text_tells_its_version_its_day_and_where_it_stays(client: Client):
    publish_two()
    page = read(client, "/privacy/?op=2025-07-01")
    assert '<dt>Gold op</dt><dd><time datetime="2025-07-01">1 juli 2025</time></dd>' in page
    assert '<p class="print-only">Versie 1 blijft te lezen op http://testserver/privacy/versies/1/</p>' in page


def test_the_anchor_of_a_section_stays_from_version_to_version(client: Client):
    publish_two()
    for path in ("/privacy/versies/1/", "/privacy/versies/2/"):
        page = read(client, path)
        assert '<section class="section" id="wat-we-bewaren"' in page
        assert re.search(r'<a class="section__number" href="#wat-we-bewaren"', page)


def test_each_version_stays_at_its_address(client: Client):
    publish_two()
    for number, words in ((1, "Wij bewaren je naam."), (2, "Wij bewaren je adres.")):
        assert words in read(client, f"/privacy/versies/{number}/")
        assert is_unindexed(client.get(f"/privacy/versies/{number}/"))


@pytest.mark.parametrize(
    "path",
    [
        "/privacy/versies/0/",
        "/privacy/versies/2/",
        "/privacy/versies/99999999999999999999999/",
        "/privacy/versies/een/",
        "/privacy/versies/-1/",
        "/privacy/versies/1/verschil/2/",
        "/privacy/versies/2/verschil/1/",
        "/privacy/versies/1/verschil/99999999999999999999999/",
        "/privacy/versies/1/verschil/",
        "/privacy/iets/",
        "/geheimhouding/",
        "/geheimhouding/versies/",
        "/privacy%00/",
        "/juridisch/",
        "/juridisch/privacy/",
    ],
)
def test_an_address_that_does_not_exist_is_not_found(client: Client, path: str):
    publish_version()
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    "path", ["/privacy/", "/privacy/versies/", "/privacy/versies/1/", "/privacy/versies/1/verschil/1/"]
)
def test_the_texts_are_only_there_to_be_read(client: Client, path: str):
    publish_version()
    for method in (client.post, client.put, client.patch, client.delete):
        assert method(path).status_code == 405
    assert client.head(path).status_code == 200


def test_an_english_reader_sees_the_day_before_the_month(client: Client):
    publish_two()
    assert "23 November 2026" in read(client, "/en/privacy/versies/")


def test_the_text_of_a_day_gone_by_leads_to_the_one_that_applies_now(client: Client):
    publish_two()
    link = '<a href="/privacy/">De tekst die nu geldt</a>'
    assert link in read(client, "/privacy/?op=2025-07-01")
    assert link not in read(client, "/privacy/")
