"""Above every lesson and course in the editor stands, in plain words, who can see it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page

from courses.editing.audience import describe_course, describe_lesson
from courses.models import CoursePage, LessonPage
from members.membership.access import AccessRule
from tests.factories.courses import make_course, make_lesson, make_open_lesson
from tests.factories.people import make_colleague
from tests.reading import read_page
from tests.visiting import Client

pytestmark = pytest.mark.django_db

MEMBERS = "Alleen leden en wie deze cursus heeft."
COURSE_RULE = "Dat is de regel van de cursus."
NOT_YET = "Nog niet gepubliceerd: alleen collega’s zien deze pagina. Na publiceren geldt:"


@pytest.fixture
def course() -> CoursePage:
    return make_course()


def open_editor(client: Client, page: Page) -> str:
    if "_auth_user_id" not in client.session:
        client.force_login(make_colleague("Editors"))
    return read_page(client, f"/admin/pages/{page.pk}/edit/")


def test_a_lesson_follows_its_course(course):
    assert describe_lesson(make_lesson(course)) == [MEMBERS, COURSE_RULE]


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        (AccessRule.OPEN, "Iedereen kan deze les lezen."),
        (AccessRule.ACCOUNT, "Iedereen met een account, ook zonder te betalen."),
        (AccessRule.COURSE, "Alleen wie deze cursus heeft. Een lidmaatschap is niet genoeg."),
    ],
)
def test_a_lesson_with_a_rule_of_its_own_says_that_it_is_an_exception(course, rule, sentence):
    lesson = make_lesson(course, own_rule=rule)
    assert describe_lesson(lesson) == [sentence, "Dat is een uitzondering op de regel van de cursus."]


def test_a_rule_that_is_the_same_as_that_of_the_course_is_no_exception(course):
    lesson = make_lesson(course, own_rule=AccessRule.GRANT)
    assert describe_lesson(lesson)[-1] == "Dat staat bij deze les zelf; de cursus zegt nu hetzelfde."


def test_an_opening_is_read_by_everybody(course):
    lesson = make_lesson(course, opening=[("paragraph", "<p>Welkom.</p>")])
    assert describe_lesson(lesson)[1] == "Het begin leest iedereen."
    lesson.own_rule = AccessRule.OPEN
    assert "Het begin leest iedereen." not in describe_lesson(lesson)


def test_a_draft_is_seen_by_colleagues_only(course):
    assert describe_lesson(make_lesson(course, live=False)) == [NOT_YET, MEMBERS, COURSE_RULE]


def test_a_scheduled_lesson_names_the_moment(course):
    lesson = make_lesson(course, live=False)
    lesson.go_live_at = timezone.now() + timedelta(days=2)
    lesson.expire_at = timezone.now() + timedelta(days=9)
    lesson.save_revision().publish()
    sentences = describe_lesson(LessonPage.objects.get(pk=lesson.pk).get_latest_revision_as_object())
    assert sentences[0] == NOT_YET
    assert sentences[1].startswith("Wat klaarstaat, wordt gepubliceerd op ")
    assert sentences[2].startswith("De pagina gaat offline op ")


def test_a_lesson_of_a_course_that_is_offline_says_so(course):
    lesson = make_lesson(course)
    course.unpublish()
    assert "De cursus staat niet online" in describe_lesson(LessonPage.objects.get(pk=lesson.pk))[0]


def test_what_is_saved_changes_what_the_editor_reads(client, course):
    lesson = make_lesson(course)
    page = open_editor(client, lesson)
    assert "Wie ziet dit?" in page
    assert MEMBERS in page
    lesson.own_rule = AccessRule.ACCOUNT
    lesson.save_revision()
    page = open_editor(client, lesson)
    assert "Iedereen met een account, ook zonder te betalen." in page
    assert f"Zo wordt het na publiceren. Nu geldt nog: {MEMBERS}" in page


def test_a_course_counts_its_exceptions(course):
    for number in range(4):
        make_lesson(course, f"Les {number}")
    make_lesson(course, "Met account", own_rule=AccessRule.ACCOUNT)
    make_open_lesson(course, "Kennismaken")
    make_open_lesson(course, "Proeven")
    make_open_lesson(course, "Nog niet af", live=False)
    assert describe_course(course) == [
        "De pagina van de cursus is voor iedereen.",
        "De lessen: alleen leden en wie deze cursus heeft.",
        "Uitzondering voor 1 van de 7 lessen: iedereen met een account, ook zonder te betalen.",
        "2 van de 7 lessen zijn voor iedereen.",
    ]


def test_one_exception_is_said_in_the_singular(course):
    make_lesson(course)
    make_open_lesson(course)
    assert describe_course(course)[-1] == "1 van de 2 lessen is voor iedereen."


def test_an_archived_course_without_lessons_says_both(course):
    course.is_archived = True
    assert describe_course(course)[1:] == [
        "De cursus staat niet meer in de catalogus. Wie toegang heeft, houdt die.",
        "Er zijn nog geen gepubliceerde lessen.",
    ]


def test_a_rule_that_nobody_knows_leaves_the_lesson_shut(course):
    lesson = make_lesson(course)
    lesson.own_rule = "iets-anders"
    assert describe_lesson(lesson)[0] == "Niemand: deze regel is onbekend, en dan blijft de les dicht."


def test_a_course_is_described_in_two_queries_whatever_its_lessons(course):
    for number in range(12):
        make_lesson(course, f"Les {number}")
    with CaptureQueriesContext(connection) as queries:
        describe_course(course)
    assert len(queries) == 2
