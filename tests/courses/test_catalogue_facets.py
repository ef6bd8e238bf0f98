"""Narrowing the catalogue down: what is counted, what can be undone, and what no address can break."""

import re
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st
from wagtail.models import Locale

from courses.catalogue.asking import read_question
from courses.catalogue.facets import Facet
from courses.labels import Form, Level
from courses.models import CoursePage
from members.membership.access import AccessRule
from tests.factories.courses import find_catalog, find_topic, make_course
from tests.factories.offers import sell
from tests.reading import read_page
from tests.visiting import Client

pytestmark = pytest.mark.django_db
REMARK = "Niet alles in dit adres kennen we."
CARD = re.compile(r'course-card__title"><a href="([^"]+)"')
COUNT = r'<span class="facets__count" aria-hidden="true">(\d+)'
CHOICE = re.compile(r'name="(\w+)" value="([^"]+)"( checked)?>\s*<span>[^<]*</span>\s*' + COUNT)


def read(client: Client, query: str = "", path: str = "/cursussen/") -> str:
    return read_page(client, f"{path}?{query}" if query else path)


def list_cards(page: str) -> list[str]:
    return [address.split("/")[-2] for address in CARD.findall(page)]


def count(page: str) -> dict[str, int]:
    return {f"{key}={value}": int(number) for key, value, _checked, number in CHOICE.findall(page)}


@pytest.fixture
def four_courses() -> None:
    time, talk = find_topic("Tijd"), find_topic("Overleg")
    make_course("A", slug="a", topic=time, minutes=30, level=Level.BASIC, access_rule=AccessRule.OPEN)
    sell(make_course("B", slug="b", topic=time, minutes=90, level=Level.ADVANCED))
    make_course("C", slug="c", topic=talk, minutes=60, form=Form.LIVE)
    sell(make_course("D", slug="d", topic=talk, minutes=150, form=Form.BLENDED, access_rule=AccessRule.COURSE))


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("onderwerp=tijd", "ab"),
        ("onderwerp=tijd&onderwerp=overleg", "abcd"),
        ("onderwerp=tijd&niveau=gevorderd", "b"),
        ("vorm=live&vorm=blended", "cd"),
        ("duur=kort", "ac"),
        ("duur=middel", "b"),
        ("duur=lang", "d"),
        ("toegang=gratis", "a"),
        ("toegang=lidmaatschap", "bc"),
        ("toegang=los", "bd"),
        ("toegang=los&toegang=gratis", "abd"),
        ("onderwerp=tijd&vorm=live", ""),
    ],
)
def test_a_visitor_gets_any_value_within_a_facet_and_every_facet(client, four_courses, query, shown):
    assert list_cards(read(client, query)) == list(shown)


def test_each_value_counts_what_it_would_show_beside_the_other_facets(client, four_courses):
    counts = count(read(client, "onderwerp=tijd"))
    assert counts["onderwerp=tijd"] == counts["onderwerp=overleg"] == 2
    assert counts["niveau=basis"] == counts["niveau=gevorderd"] == 1
    assert counts["vorm=live"] == 0
    assert counts["toegang=los"] == counts["toegang=lidmaatschap"] == counts["toegang=gratis"] == 1


def test_every_count_is_kept_by_the_page_that_it_promises(client, four_courses):
    page = read(client, "niveau=basis")
    for choice, number in count(page).items():
        if not choice.startswith("niveau"):
            assert len(list_cards(read(client, f"niveau=basis&{choice}"))) == number, choice


def test_what_is_chosen_can_be_taken_away_one_by_one(client, four_courses):
    page = read(client, "onderwerp=tijd&vorm=online&volgorde=kortste")
    removals = re.findall(r'catalogue__removal" href="([^"]+)"', page)
    assert [parse_qs(urlsplit(link.replace("&amp;", "&")).query) for link in removals] == [
        {"vorm": ["online"], "volgorde": ["kortste"]},
        {"onderwerp": ["tijd"], "volgorde": ["kortste"]},
    ]
    assert [choice[:3] for choice in CHOICE.findall(page) if choice[2]] == [
        ("onderwerp", "tijd", " checked"),
        ("vorm", "online", " checked"),
    ]
    assert '<input type="hidden" name="volgorde" value="kortste">' in page


def test_a_choice_that_fits_no_course_leads_back_to_all(client, four_courses):
    page = read(client, "onderwerp=tijd&vorm=live")
    assert "Geen cursus past bij al deze keuzes." in page
    assert 'href="/cursussen/">Bekijk alle cursussen</a>' in page


def test_an_empty_catalogue_and_one_course_ask_nothing(client):
    assert "<fieldset" not in read(client)
    make_course()
    page = read(client)
    assert "1 cursus" in page
    assert "<fieldset" not in page


def test_archived_and_unpublished_courses_are_neither_shown_nor_counted(client, four_courses):
    make_course("Oud", slug="oud", is_archived=True, topic=find_topic("Tijd"))
    make_course("Nieuw", slug="nieuw", live=False, topic=find_topic("Tijd"))
    page = read(client)
    assert list_cards(page) == list("abcd")
    assert count(page)["onderwerp=tijd"] == 2


def test_a_course_that_is_also_in_english_is_found_by_that(client, four_courses):
    course = CoursePage.objects.get(slug="a")
    english = course.copy_for_translation(Locale.objects.get(language_code="en"), copy_parents=True)
    assert "taal=en" not in count(read(client))  # a draft says nothing
    english.save_revision().publish()
    assert list_cards(read(client, "taal=en")) == ["a"]
    assert "Ook in het Engels" in read(client)


def test_courses_come_newest_or_shortest_first(client, four_courses):
    assert list_cards(read(client, "volgorde=nieuwste")) == list("dcba")
    assert list_cards(read(client, "volgorde=kortste")) == list("acbd")
    assert list_cards(read(client, "volgorde=standaard")) == list("abcd")


def test_the_address_without_its_order_is_the_one_to_keep(client, four_courses):
    page = read(client, "volgorde=kortste&vorm=live&utm_source=x&onderwerp=overleg&onderwerp=tijd&p=1")
    assert (
        '<link rel="canonical" href="http://testserver/cursussen/?onderwerp=overleg&amp;onderwerp=tijd&amp;vorm=live">'
        in page
    )
    assert REMARK not in page


def test_one_choice_is_for_search_engines_and_two_are_not(client, four_courses):
    noindex = '<meta name="robots" content="noindex">'
    assert noindex not in read(client)
    assert noindex not in read(client, "onderwerp=tijd")
    assert noindex in read(client, "onderwerp=tijd&vorm=online")
    assert noindex in read(client, "onderwerp=tijd&onderwerp=overleg")


def test_pages_of_twenty_four_keep_the_choice_and_know_their_neighbours(client):
    for number in range(50):
        make_course(f"Cursus {number:02}", slug=f"c{number:02}", level=Level.BASIC if number else Level.ADVANCED)
    first, last = read(client, "niveau=basis"), read(client, "niveau=basis&p=3")
    assert len(list_cards(first)) == 24
    assert list_cards(last) == ["c49"]
    assert 'rel="next" href="?niveau=basis&amp;p=2"' in first
    assert 'rel="prev" href="?niveau=basis&amp;p=2"' in last
    assert 'rel="canonical" href="http://testserver/cursussen/?niveau=basis&amp;p=3"' in last


@pytest.mark.parametrize(
    "query",
    [
        "p=999",
        "p=0",
        "p=-1",
        "p=abc",
        "p=²",
        "p=" + "9" * 5000,
        "volgorde=x",
        "onderwerp=bestaat-niet",
        "onderwerp=%00",
        "niveau=' OR 1=1 --",
        "taal=nl",
        "vorm=<script>alert(1)</script>",
        "duur=" + "x" * 3000,
    ],
)
def test_an_address_that_makes_no_sense_shows_a_page_with_a_remark(client, four_courses, query):
    page = read(client, quote(query, safe="=&%"))
    assert REMARK in page
    assert list_cards(page) == list("abcd")
    assert "<script>alert" not in page


@given(
    asked=st.lists(
        st.tuples(
            st.sampled_from(["onderwerp", "niveau", "vorm", "duur", "toegang", "taal", "p", "volgorde", "anders"]),
            st.one_of(st.text(max_size=40), st.sampled_from(["tijd", "basis", "live", "kort", "los", "en", "1", "2"])),
        ),
        max_size=30,
    )
)
@settings(max_examples=40)
def test_no_address_breaks_the_catalogue_or_costs_more(client, four_courses, asked):
    for _ in range(2):  # a new site writes its first rows, and each process keeps what is the same for everybody
        client.get("/cursussen/")
    with CaptureQueriesContext(connection) as queries:
        response = client.get("/cursussen/", query_params=QueryDict(mutable=True) | _gather(asked))
    assert response.status_code == 200
    assert len(queries) <= 15


def _gather(asked: list[tuple[str, str]]) -> dict[str, list[str]]:
    gathered: dict[str, list[str]] = {}
    for key, value in asked:
        gathered.setdefault(key, []).append(value)
    return gathered


@given(st.text(max_size=60), st.text(max_size=60))
def test_what_was_understood_is_written_in_one_way(one, other):
    facets = [Facet("vorm", "Vorm", {"live": "Live", "online": "Online"}), Facet("taal", "Taal", {"en": "Engels"})]
    query = QueryDict(mutable=True)
    query.setlist("vorm", ["online", one, "live", other])
    query.setlist("p", [one])
    question = read_question(query, facets)
    again = read_question(QueryDict(question.write()), facets)
    assert again.write() == question.write()
    assert again.is_understood


def test_hundred_courses_cost_as_many_queries_as_ten(client):
    catalog = find_catalog()

    def make(numbers: range) -> None:
        for number in numbers:
            course = make_course(f"Cursus {number}", catalog=catalog, form=Form.values[number % 3])
            if number % 2:
                sell(course)

    def measure() -> int:
        for _ in range(2):  # as above
            read(client)
        with CaptureQueriesContext(connection) as queries:
            read(client, "vorm=live&vorm=online&volgorde=nieuwste")
        return len(queries)

    make(range(10))
    few = measure()
    make(range(10, 100))
    assert measure() == few <= 15


def test_the_english_catalogue_counts_its_own_courses_under_their_own_topics(client):
    english = find_catalog("en")
    make_course("A", slug="a", topic=find_topic("Tijd"))
    topic = find_topic("Tijd").copy_for_translation(english.locale)
    topic.title, topic.slug = "Time", "time"
    topic.save_revision().publish()
    make_course("One", slug="one", catalog=english, topic=find_topic("Tijd"))
    make_course("Two", slug="two", catalog=english, topic=find_topic("Overleg"))
    page = read(client, "onderwerp=time", "/en/courses/")
    assert list_cards(page) == ["one"]
    assert 'href="/en/courses/time/">Time</a>' in page
