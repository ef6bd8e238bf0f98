"""What surrounds the text of a lesson: where a reader is in the course."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from courses.models import LessonPage
from tests.factories.courses import give_membership, make_course, make_lesson
from tests.factories.people import make_colleague, make_person
from tests.reading import read_page
from tests.visiting import Client

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

PATH = "/cursussen/korter-overleggen/de-agenda/"


@pytest.fixture
def lesson() -> LessonPage:
    course = make_course(slug="korter-overleggen")
    make_lesson(course, "Kennismaken", slug="kennismaken")
    return make_lesson(course, slug="de-agenda")


def log_in(client: Client, person) -> None:
    client.force_login(person)


def count_queries(client: Client) -> int:
    for _ in range(2):  # a new site writes its first rows, and each process keeps what is the same for everybody
        read_page(client, PATH)
    with CaptureQueriesContext(connection) as queries:
        read_page(client, PATH)
    return len(queries)


def test_a_member_finds_every_lesson_of_the_course_from_the_lesson_they_read(client, lesson):
    make_lesson(lesson.course, "Het besluit", slug="het-besluit", module="Daarna", minutes=20)
    make_lesson(lesson.course, "Nog niet klaar", live=False)
    person = make_person()
    give_membership(person)
    log_in(client, person)
    outline = read_page(client, PATH).split('class="lesson-outline"')[1].split("</details>")[0]
    assert "Alle lessen van Korter overleggen" in outline
    assert re.findall(r'href="([^"]+)"', outline) == [
        f"/cursussen/korter-overleggen/{slug}/" for slug in ("kennismaken", "de-agenda", "het-besluit")
    ]
    assert re.findall(r'href="([^"]+)" aria-current="page"', outline) == [PATH]
    assert "Daarna" in outline
    assert "20 minuten" in outline


def test_a_lesson_is_shown_to_a_colleague_in_as_many_queries_for_thirty_lessons_as_for_two(client, lesson):
    log_in(client, make_colleague("Editors"))  # for whom no lesson is kept
    few = count_queries(client)
    for number in range(28):
        make_lesson(lesson.course, f"Les {number}")
    assert count_queries(client) == few
