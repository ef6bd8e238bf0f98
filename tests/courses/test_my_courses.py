"""The member's own page opens with the courses that are theirs."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Locale

from courses.following import list_my_courses
from tests.factories.courses import find_catalog, give_access, give_membership, make_course
from tests.factories.people import make_person
from tests.reading import read_page
from tests.visiting import Client

pytestmark = pytest.mark.django_db


def read_account(client: Client) -> str:
    return read_page(client, reverse("accounts:home"))


def test_somebody_without_courses_is_led_to_the_catalogue(client):
    make_course("Korter overleggen")
    client.force_login(make_person())
    page = read_account(client)
    assert "Je hebt nog geen cursussen." in page
    assert 'href="/cursussen/"' in page
    assert "Korter overleggen" not in page


def test_a_member_finds_every_published_course(client):
    make_course("Korter overleggen")
    make_course("Tijd terug")
    make_course("Nog in de maak", live=False)
    person = make_person()
    give_membership(person)
    client.force_login(person)
    page = read_account(client)
    assert page.index("Korter overleggen") < page.index("Tijd terug")
    assert "Nog in de maak" not in page


def test_somebody_with_one_course_finds_that_one(client):
    mine = make_course("Korter overleggen")
    make_course("Tijd terug")
    person = make_person()
    give_access(person, mine)
    client.force_login(person)
    page = read_account(client)
    assert "Korter overleggen" in page
    assert "Tijd terug" not in page


def test_ended_access_is_not_among_my_courses():
    person, course = make_person(), make_course()
    grant = give_access(person, course)
    grant.ends_at = grant.created_at
    grant.save()
    assert list_my_courses(person) == []


def test_my_courses_stand_once_in_the_language_of_the_page():
    course = make_course()
    course.copy_for_translation(Locale.objects.get(language_code="en"), alias=True)
    person = make_person()
    give_membership(person)
    assert list_my_courses(person) == [course]


def test_my_courses_cost_two_queries_whatever_their_number():
    person = make_person()
    give_membership(person)
    catalog = find_catalog()
    for number in range(12):
        make_course(f"Cursus {number}", catalog=catalog)
    list_my_courses(person)
    with CaptureQueriesContext(connection) as queries:
        assert len(list_my_courses(person)) == 12
    assert len(queries) <= 3
