"""What everybody can read: the catalogue and the pages of its courses."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from courses.labels import Form
from tests.factories.courses import (
    find_topic,
    give_access,
    give_membership,
    make_course,
    make_lesson,
    make_open_lesson,
)
from tests.factories.offers import make_membership, sell
from tests.factories.people import make_person
from tests.factories.sessions import make_session
from tests.reading import read_page
from tests.visiting import Client

pytestmark = pytest.mark.django_db

OPEN, SHUT = "Open voor jou", "Bij het lidmaatschap"


def count_queries(client: Client, path: str) -> int:
    for _ in range(2):  # a new site writes its first rows, and each process keeps what is the same for everybody
        read_page(client, path)
    with CaptureQueriesContext(connection) as queries:
        read_page(client, path)
    return len(queries)


def test_an_empty_catalogue_says_so(client):
    assert "Nog geen cursussen." in read_page(client, "/cursussen/")


def test_a_visitor_sees_the_courses_in_the_order_of_the_editors(client):
    make_course("Zien wat er is")
    make_course("Afspraak is afspraak")
    page = read_page(client, "/cursussen/")
    assert page.index("Zien wat er is") < page.index("Afspraak is afspraak")
    assert "Nog geen cursussen." not in page


def test_a_draft_course_is_neither_in_the_catalogue_nor_at_its_address(client):
    make_course("Nog in de maak", slug="in-de-maak", live=False)
    assert "Nog in de maak" not in read_page(client, "/cursussen/")
    assert client.get("/cursussen/in-de-maak/").status_code == 404


def test_a_topic_that_is_not_published_is_named_nowhere(client):
    make_course(slug="korter-overleggen", topic=find_topic("Nog geheim"))
    find_topic("Nog geheim").unpublish()
    for path in ("/cursussen/", "/cursussen/korter-overleggen/"):
        page = read_page(client, path)
        assert "Nog geheim" not in page
        assert "nog-geheim" not in page


def test_a_course_page_promises_and_shows_its_lessons_with_honest_locks(client):
    course = make_course(slug="korter-overleggen")
    make_open_lesson(course, "Kennismaken")
    make_lesson(course, "De agenda")
    page = read_page(client, "/cursussen/korter-overleggen/")
    for text in (
        "Korter overleggen",
        "Voor wie te veel overlegt.",
        "een agenda schrijven",
        "Overleg",
        "75 minuten",
        "2 lessen",
    ):
        assert text in page
    assert page.index("Kennismaken") < page.index(OPEN) < page.index("De agenda") < page.index(SHUT)
    assert "Bekijk de gratis les" in page


def test_a_member_sees_every_lesson_open(client):
    course = make_course(slug="korter-overleggen")
    make_open_lesson(course)
    make_lesson(course)
    person = make_person()
    give_membership(person)
    client.force_login(person)
    page = read_page(client, "/cursussen/korter-overleggen/")
    assert SHUT not in page
    assert "Begin bij de eerste les" in page


def test_somebody_with_another_course_sees_the_locks(client):
    course, other = make_course(slug="korter-overleggen"), make_course("Tijd terug")
    make_lesson(course)
    person = make_person()
    give_access(person, other)
    client.force_login(person)
    assert SHUT in read_page(client, "/cursussen/korter-overleggen/")


def test_a_course_without_lessons_says_that_they_will_come(client):
    make_course(slug="korter-overleggen")
    assert "De lessen van deze cursus komen er nog aan." in read_page(client, "/cursussen/korter-overleggen/")


def test_draft_lessons_are_not_in_the_outline(client):
    course = make_course(slug="korter-overleggen")
    make_lesson(course, "Nog niet af", live=False)
    assert "Nog niet af" not in read_page(client, "/cursussen/korter-overleggen/")


def test_the_catalogue_takes_as_many_queries_for_thirty_courses_with_dates_as_for_three(client):
    def make(numbers: range) -> None:
        for number in numbers:
            course = make_course(f"Cursus {number}", form=Form.LIVE)
            make_session(course)
            sell(course)

    make_membership()
    make(range(3))
    few = count_queries(client, "/cursussen/")
    make(range(3, 30))
    page = read_page(client, "/cursussen/")
    assert "Begint op" in page
    assert "los voor" in page
    assert count_queries(client, "/cursussen/") == few <= 15


def test_a_course_page_takes_as_many_queries_for_thirty_lessons_as_for_three(client):
    course = make_course(slug="korter-overleggen")
    person = make_person()
    give_access(person, course)
    client.force_login(person)
    for number in range(3):
        make_lesson(course, f"Les {number}")
    few = count_queries(client, "/cursussen/korter-overleggen/")
    for number in range(3, 30):
        make_lesson(course, f"Les {number}")
    assert count_queries(client, "/cursussen/korter-overleggen/") == few


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_pages_can_be_read_and_nothing_else(client, method):
    make_lesson(make_course(slug="korter-overleggen"), slug="de-agenda")
    for path in ("/cursussen/", "/cursussen/korter-overleggen/", "/cursussen/korter-overleggen/de-agenda/"):
        assert getattr(client, method)(path).status_code == 405
