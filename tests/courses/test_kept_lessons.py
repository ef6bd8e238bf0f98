"""Lessons are kept rendered for members, and nobody ever sees an old one, or one that is not theirs."""

from datetime import timedelta

import pytest
from django.contrib.messages.constants import INFO
from django.contrib.messages.storage.base import Message
from django.contrib.messages.storage.cookie import MessageEncoder
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Locale, PageViewRestriction

from courses.models import LessonPage
from home.identity.models import Organisation
from members.membership.models import Grant
from tests.factories.accounts import make_member
from tests.factories.courses import give_membership, make_course, make_lesson, make_open_lesson
from tests.factories.offers import add_price, make_membership
from tests.factories.people import make_colleague, make_person
from tests.factories.statements import answer, publish_version
from tests.visiting import Client

pytestmark = pytest.mark.django_db

ADDRESS = "/cursussen/korter-overleggen/de-agenda/"
CANARY = "kanarie-in-de-les"


@pytest.fixture
def lesson() -> LessonPage:
    course = make_course()
    make_open_lesson(course)
    return make_lesson(course, text=CANARY)


@pytest.fixture
def member(client: Client, lesson: LessonPage) -> Client:
    """Somebody with a membership, who has read the lesson before."""
    person = make_member()
    give_membership(person)
    answer(person, publish_version("privacy"))
    client.force_login(person)
    read(client)
    return client


def read(client: Client, address: str = ADDRESS) -> str:
    return client.get(address).content.decode()


def count_queries(client: Client) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert CANARY in read(client)
    return len(queries)


def log_in_another(**fields: object) -> Client:
    client = Client()
    client.force_login(make_person("ander@voorbeeld.example", **fields))
    return client


def test_member_reads_a_lesson_again_in_few_queries_however_long_the_course(member: Client, lesson: LessonPage) -> None:
    few = count_queries(member)
    for number in range(30):
        make_lesson(lesson.course, f"Nog een les {number}")
    read(member)
    assert count_queries(member) == few <= 8


def test_member_gets_the_same_bytes_as_before(member: Client) -> None:
    first, second = member.get(ADDRESS), member.get(ADDRESS)
    assert first.content == second.content
    assert first["Cache-Control"] == second["Cache-Control"] == "private, no-store"


def test_whoever_has_no_access_gets_the_invitation_although_the_lesson_is_kept(member: Client) -> None:
    assert CANARY not in read(log_in_another())
    assert CANARY not in read(Client())


def test_access_that_ended_ends_at_the_next_page(member: Client) -> None:
    Grant.objects.all().delete()
    assert CANARY not in read(member)


def test_what_is_published_is_seen_at_once(member: Client, lesson: LessonPage) -> None:
    lesson.body = [("paragraph", "<p>Nieuwe tekst.</p>")]
    lesson.save_revision().publish()
    assert "Nieuwe tekst." in read(member)


def test_a_draft_is_not_seen(member: Client, lesson: LessonPage) -> None:
    lesson.body = [("paragraph", "<p>Nieuwe tekst.</p>")]
    lesson.save_revision()
    assert "Nieuwe tekst." not in read(member)


def test_a_lesson_that_is_taken_away_is_gone_at_once(member: Client, lesson: LessonPage) -> None:
    lesson.unpublish()
    assert member.get(ADDRESS).status_code == 404


def test_taking_the_course_offline_takes_its_lessons_offline(member: Client, lesson: LessonPage) -> None:
    read(member)
    lesson.course.unpublish()
    assert member.get(ADDRESS).status_code == 404
    assert Client().get(ADDRESS).status_code == 404
    lesson.course.save_revision().publish()
    assert CANARY in read(member)


def test_a_lesson_that_moved_is_gone_at_once(member: Client, lesson: LessonPage) -> None:
    lesson.move(make_course("Andere cursus"), pos="last-child")
    assert member.get(ADDRESS)["Location"] == "/cursussen/andere-cursus/de-agenda/"


def test_another_name_of_the_course_is_seen_at_once(member: Client, lesson: LessonPage) -> None:
    course = lesson.course
    course.title = "Heel kort overleggen"
    course.save_revision().publish()
    assert "Heel kort overleggen" in read(member)


def test_another_address_of_the_company_is_seen_at_once(member: Client) -> None:
    organisation = Organisation.load()
    organisation.email = "nieuw@werkflippen.example"
    organisation.save()
    assert "nieuw@werkflippen.example" in read(member)


def test_a_membership_that_can_be_had_from_tomorrow_is_named_tomorrow(member: Client, time_machine) -> None:
    add_price(make_membership(cents=None), 1900, timezone.localdate() + timedelta(days=1))
    assert "/lid-worden/" not in read(member) + read(member)
    time_machine.shift(timedelta(days=1))
    member.log_in_again()
    page = read(member)
    assert CANARY in page
    assert "/lid-worden/" in page


def test_a_lesson_behind_a_password_of_wagtail_is_not_kept(member: Client, lesson: LessonPage) -> None:
    PageViewRestriction.objects.create(page=lesson, restriction_type=PageViewRestriction.PASSWORD, password="geheim")
    read(member)
    assert CANARY not in read(member)


def test_a_translation_is_kept_apart(member: Client, lesson: LessonPage) -> None:
    english = Locale.objects.get(language_code="en")
    for page in (lesson.course, lesson):
        copy = page.copy_for_translation(english)
        copy.save_revision().publish()
    translated = read(member, f"/en/courses/{lesson.course.slug}/{lesson.slug}/")
    assert '<html lang="en">' in translated
    assert '<html lang="nl">' in read(member)


def test_a_message_to_one_member_is_kept_for_nobody_else(member: Client) -> None:
    caches["kept"].clear()
    session = member.session
    session["_messages"] = MessageEncoder().encode([Message(INFO, "Alleen voor jou.")])
    session.save()
    assert "Alleen voor jou." in read(member)
    assert "Alleen voor jou." not in read(member)


def test_what_a_colleague_sees_is_not_kept_for_members(lesson: LessonPage) -> None:
    client = Client()
    client.force_login(make_colleague("Editors"))
    assert CANARY in read(client)
    assert not [place for place in caches["kept"]._cache if ":lesson:" in place]
