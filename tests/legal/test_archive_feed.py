"""The feed of a document: a reader who follows it sees each version once, also the one that is still to come."""

from datetime import date
from xml.etree import ElementTree

import pytest
from django.db import connection

from legal.ledger import append_only
from legal.statements.models import VersionText
from tests.factories.statements import import_first_version, publish_version, translate_text
from tests.visiting import Client

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

ATOM = {"atom": "http://www.w3.org/2005/Atom"}


@pytest.fixture(autouse=True)
def _monday(time_machine) -> None:
    time_machine.move_to("2026-11-23 11:00+01:00", tick=False)


def read(client: Client, path: str = "/privacy/versies/feed/") -> ElementTree.Element:
    response = client.get(path)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(response.content)  # noqa: S314 - our own feed


def list_texts(feed: ElementTree.Element, name: str) -> list[str | None]:
    return [entry.findtext(f"atom:{name}", namespaces=ATOM) for entry in feed.findall("atom:entry", ATOM)]


def test_a_follower_reads_what_changed_and_where_the_text_stands(client: Client):
    import_first_version()
    publish_version(text="Wij bewaren je adres.", summary="We vragen nu je adres.", effective_from=date(2026, 12, 1))
    feed = read(client)
    assert list_texts(feed, "title") == ["Privacyverklaring, versie 2", "Privacyverklaring, versie 1"]
    assert list_texts(feed, "summary") == ["We vragen nu je adres.", "Dit is nieuw."]
    assert list_texts(feed, "updated")[0] == "2026-11-23T10:00:00+00:00"
    links = [entry.find("atom:link", ATOM).attrib for entry in feed.findall("atom:entry", ATOM)]
    assert [link["href"] for link in links] == [f"http://testserver/privacy/versies/{number}/" for number in (2, 1)]
    assert {link["rel"] for link in links} == {"alternate"}
    assert feed.findtext("atom:author/atom:name", namespaces=ATOM) == "Werkflippen"


def test_the_feed_leads_to_the_archive_and_names_itself(client: Client):
    publish_version()
    links = {link.attrib["rel"]: link.attrib["href"] for link in read(client).findall("atom:link", ATOM)}
    assert links == {
        "alternate": "http://testserver/privacy/versies/",
        "self": "http://testserver/privacy/versies/feed/",
    }


def test_the_identifier_of_a_version_never_changes_and_belongs_to_one_language(client: Client, time_machine):
    translate_text(publish_version(), "We keep your name.")
    first = read(client)
    time_machine.move_to("2027-03-01 11:00+01:00", tick=False)
    publish_version(text="Wij bewaren je adres.")
    second, english = read(client), read(client, "/en/privacy/versies/feed/")
    assert list_texts(first, "id") == list_texts(second, "id")[1:]
    assert first.findtext("atom:id", namespaces=ATOM) == second.findtext("atom:id", namespaces=ATOM)
    everything = [*list_texts(second, "id"), *list_texts(english, "id")]
    assert len(set(everything)) == 4
    assert all(identifier.startswith("tag:") for identifier in everything)


def test_an_english_follower_reads_english(client: Client):
    translate_text(publish_version(), "We keep your name.")
    feed = read(client, "/en/privacy/versies/feed/")
    assert feed.attrib["{http://www.w3.org/XML/1998/namespace}lang"] == "en"
    assert list_texts(feed, "summary") == ["This is new."]
    assert [entry.find("atom:link", ATOM).attrib["href"] for entry in feed.findall("atom:entry", ATOM)] == [
        "http://testserver/en/privacy/versies/1/"
    ]


def test_there_is_no_feed_of_a_document_that_was_never_published(client: Client):
    assert client.get("/privacy/versies/feed/").status_code == 404


def test_marks_of_html_in_a_summary_stay_text(client: Client):
    publish_version(summary="Naam < adres & meer")
    assert list_texts(read(client), "summary") == ["Naam < adres & meer"]


def test_a_feed_is_only_there_to_be_read(client: Client):
    publish_version()
    for method in (client.post, client.put, client.patch, client.delete):
        assert method("/privacy/versies/feed/").status_code == 405
    assert client.get("/geheimhouding/versies/feed/").status_code == 404


def test_a_feed_of_twenty_versions_costs_no_more_queries_than_one(client: Client, django_assert_max_num_queries):
    for number in range(20):
        publish_version(text=f"Wij bewaren je adres {number} jaar.")
    with django_assert_max_num_queries(6):
        assert len(list_texts(read(client), "id")) == 20


def test_a_control_character_that_is_on_record_does_not_break_the_feed(client: Client):
    text = publish_version().texts.get()
    append_only.uninstall(connection)
    VersionText.objects.filter(pk=text.pk).update(title="Privacy\x0bverklaring", summary="Dit\x0b is\ufffe nieuw.")
    feed = read(client)
    assert list_texts(feed, "title") == ["Privacy verklaring, versie 1"]
    assert list_texts(feed, "summary") == ["Dit  is  nieuw."]
