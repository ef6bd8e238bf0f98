"""Who has a course is told what changed since they got it, from the dates of access and editions alone."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from courses.editions.news import list_news
from courses.models import CoursePage
from members.membership.access import AccessRule
from members.membership.models import Grant
from tests.courses.editions import AUTUMN, NEWS, NOTE, SPRING, SUMMER, make_spring_course, publish, read
from tests.factories.courses import give_access, give_membership, make_course
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def course() -> CoursePage:
    return make_spring_course()


@pytest.mark.parametrize("kind", ["course", "membership"])
def test_who_had_the_course_before_sees_what_changed(client, course, kind):
    publish(course)
    publish(course, "Elke les heeft nu een oefening.", AUTUMN)
    person = make_person()
    give_access(person, course if kind == "course" else None, starts_at=SPRING)
    client.force_login(person)
    page = read(client)
    news = page[page.index(NEWS) : page.index('id="lessen"')]
    assert news.index("Elke les heeft nu een oefening.") < news.index(NOTE)
    assert "Eerste editie" not in news
    account = read(client, reverse("accounts:home"))
    assert "Veranderd sinds je deze cursussen kreeg" in account
    assert NOTE in account


def test_who_got_the_course_later_sees_only_what_changed_since(course):
    publish(course)
    publish(course, "Elke les heeft nu een oefening.", AUTUMN)
    person = make_person()
    give_access(person, course, starts_at=SUMMER + timedelta(days=1))
    assert [edition.number for edition in list_news(person, [course])] == [3]
    give_membership(person, starts_at=SPRING)
    assert [edition.number for edition in list_news(person, [course])] == [3, 2]


@pytest.mark.parametrize(
    ("former_end", "kind", "news"),
    [
        (AUTUMN, "course", [3, 2]),  # renewed on the day it ended
        (AUTUMN + timedelta(days=60), "course", [3, 2]),  # renewed ahead
        (AUTUMN, "membership", [3, 2]),  # bought while the membership ended
        (AUTUMN - timedelta(days=7), "course", [3, 2]),  # a payment came a week late
        (AUTUMN - timedelta(days=8), "course", [3]),  # left, and came back
    ],
)
def test_access_that_was_renewed_counts_from_the_day_somebody_first_had_it(course, former_end, kind, news):
    publish(course)
    publish(course, "Elke les heeft nu een oefening.", AUTUMN + timedelta(days=1))
    person = make_person()
    give_access(person, course if kind == "course" else None, starts_at=SPRING, ends_at=former_end)
    give_access(person, course, starts_at=AUTUMN)
    assert [edition.number for edition in list_news(person, [course])] == news


def test_years_of_short_periods_are_one_access_and_a_renewal_to_come_changes_nothing(course):
    publish(course)
    person = make_person()
    for month in range(10):
        start = SPRING + timedelta(days=30 * month)
        give_membership(person, starts_at=start, ends_at=start + timedelta(days=30))
    assert [edition.number for edition in list_news(person, [course])] == [2]
    Grant.objects.filter(starts_at__lte=timezone.now(), ends_at__gt=timezone.now()).update(ends_at=timezone.now())
    assert list_news(person, [course]) == [], "what begins tomorrow is not had today"


def test_access_that_ended_or_to_another_course_tells_nothing(client, course):
    publish(course)
    person = make_person()
    give_access(person, course, starts_at=SPRING, ends_at=timezone.now() - timedelta(days=1))
    give_access(person, make_course("Tijd terug"), starts_at=SPRING)
    assert list_news(person, [course]) == []
    client.force_login(person)
    assert NEWS not in read(client)
    assert "Veranderd sinds" not in read(client, reverse("accounts:home"))


def test_a_membership_tells_nothing_of_a_course_that_it_does_not_open(course):
    course.access_rule = AccessRule.COURSE
    course.save()
    publish(course)
    person = make_person()
    give_membership(person, starts_at=SPRING)
    assert list_news(person, [course]) == []


def test_news_costs_two_queries_whatever_the_courses_and_none_for_visitors(client, course):
    courses = [course, *(make_course(f"Cursus {number}") for number in range(8))]
    for one in courses:
        publish(one, at=timezone.now() + timedelta(minutes=1))
    person = make_person()
    give_membership(person, starts_at=SPRING)
    with CaptureQueriesContext(connection) as queries:
        assert len(list_news(person, courses)) == 9
    assert len(queries) == 2
    with CaptureQueriesContext(connection) as queries:
        client.get("/cursussen/korter-overleggen/")
    assert len([query for query in queries if "courses_courseedition" in query["sql"]]) == 1
