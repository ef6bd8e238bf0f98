"""The feed of new courses, as readers and their programs take it."""

from datetime import datetime

import pytest
from defusedxml import ElementTree
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale

from tests.factories.courses import find_catalog, find_topic, make_course, make_lesson

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
ATOM = {"a": "http://www.w3.org/2005/Atom"}
PATH, ENGLISH = "/cursussen/feed/", "/en/courses/feed/"


def read(client, path=PATH):
    response = client.get(path)
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/atom+xml")
    return ElementTree.fromstring(response.content)


def list_titles(feed) -> list[str]:
    return [entry.findtext("a:title", namespaces=ATOM) for entry in feed.findall("a:entry", ATOM)]


@pytest.mark.parametrize("make", [make_course, find_topic])
def test_no_course_and_no_topic_takes_the_address_of_the_feed(make):
    with pytest.raises(ValidationError, match="op dit adres staat al iets van deze site"):
        make("Feed")


def publish(title: str, day: int, **fields):
    return make_course(title, first_published_at=datetime.fromisoformat(f"2026-05-{day:02}T10:00+00:00"), **fields)


def test_a_reader_gets_the_newest_course_first(client):
    for title, day in (("Oudste", 1), ("Nieuwste", 9), ("Middelste", 5)):
        publish(title, day)
    assert list_titles(read(client)) == ["Nieuwste", "Middelste", "Oudste"]


def test_drafts_archived_courses_and_other_languages_are_not_in_it(client):
    make_lesson(publish("Hier", 1), text="kanarie")
    publish("Concept", 2, live=False)
    publish("Oud", 3, is_archived=True)
    publish("English", 4, catalog=find_catalog("en"))
    assert list_titles(read(client)) == ["Hier"]
    assert list_titles(read(client, ENGLISH)) == ["English"]
    assert b"kanarie" not in client.get(PATH).content


def test_an_entry_tells_where_when_and_what_and_keeps_its_name_when_it_moves(client):
    course = publish("Korter", 1, slug="korter")
    first = read(client).find("a:entry", ATOM)
    assert first.find("a:link", ATOM).get("href") == "http://testserver/cursussen/korter/"
    assert first.findtext("a:published", namespaces=ATOM) == "2026-05-01T10:00:00+00:00"
    assert first.findtext("a:summary", namespaces=ATOM) == course.teaser
    course.slug = "nog-korter"
    course.save()
    again = read(client).find("a:entry", ATOM)
    assert again.findtext("a:id", namespaces=ATOM) == first.findtext("a:id", namespaces=ATOM)


def test_an_empty_catalogue_has_an_empty_feed(client):
    assert list_titles(read(client)) == []


def test_signs_that_xml_forbids_do_not_break_it(client):
    publish("Met een \x0b teken <&>", 1)
    assert "teken <&>" in list_titles(read(client))[0]


def test_programs_find_the_feed_from_the_catalogue(client):
    assert f'type="application/atom+xml" href="{PATH}"' in client.get("/cursussen/").content.decode()
    assert f'type="application/atom+xml" href="{ENGLISH}"' in client.get("/en/courses/").content.decode()


@pytest.mark.parametrize("path", ["/iets/feed/", "/courses/feed/", "/en/cursussen/feed/"])
def test_elsewhere_there_is_no_feed(client, path):
    assert client.get(path).status_code == 404


def test_a_catalogue_that_is_offline_has_no_feed(client):
    find_catalog().unpublish()
    assert client.get(PATH).status_code == 404


def test_a_feed_is_read_and_nothing_else(client):
    assert client.post(PATH).status_code == 405


def test_the_feed_holds_twenty_courses_and_costs_the_same_for_each(client):
    topic = find_topic()
    publish("Eerste", 1, topic=topic)
    read(client)
    with CaptureQueriesContext(connection) as few:
        read(client)
    for number in range(24):
        publish(f"Cursus {number}", 2, topic=topic)
    with CaptureQueriesContext(connection) as many:
        assert len(list_titles(read(client))) == 20
    assert len(many) == len(few)


def test_a_page_that_awaits_its_translation_is_no_new_course(client):
    publish("Korter", 1).copy_for_translation(Locale.objects.get(language_code="en"), alias=True)
    assert list_titles(read(client, ENGLISH)) == []
