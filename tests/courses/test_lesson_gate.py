"""Who can read a lesson, and that its text is nowhere else."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page

from courses.models import LessonPage
from home.identity.models import Organisation
from members.accounts.models import User
from members.membership.access import AccessRule
from tests.factories.courses import give_access, give_membership, make_course, make_lesson, make_open_lesson
from tests.factories.people import make_colleague, make_person
from tests.reading import read_page
from tests.visiting import Client

pytestmark = pytest.mark.django_db

CANARY = "kanarie-in-de-les"
PATH = "/cursussen/korter-overleggen/de-agenda/"
INVITATION = "Deze les hoort bij het lidmaatschap."
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.fixture
def lesson() -> LessonPage:
    course = make_course(slug="korter-overleggen")
    make_open_lesson(course, "Kennismaken", slug="kennismaken", text="Welkom bij de cursus.")
    return make_lesson(course, slug="de-agenda", text=CANARY)


def log_in(client: Client, person: User) -> None:
    client.force_login(person)


def read(client: Client, path: str = PATH) -> str:
    return read_page(client, path)


def test_a_visitor_is_invited_and_reads_no_word_of_the_lesson(client, lesson):
    page = read(client)
    assert CANARY not in page
    assert INVITATION in page
    assert "Wat er op een agenda hoort." in page
    assert f'href="/account/login/?next={PATH}"' in page
    assert f'href="/account/signup/?next={PATH}"' in page
    assert 'href="/cursussen/korter-overleggen/kennismaken/"' in page


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (AccessRule.ACCOUNT, "Deze les is gratis, met een account."),
        (AccessRule.GRANT, INVITATION),
        (AccessRule.COURSE, "Deze les hoort bij deze cursus."),
    ],
)
def test_the_invitation_says_what_the_lesson_really_needs(client, lesson, rule, words):
    lesson.own_rule = rule
    lesson.save()
    page = read(client)
    assert words in page
    assert (INVITATION in page) == (rule == AccessRule.GRANT)


def test_the_invitation_gives_the_address_to_ask_access_at(client, lesson):
    organisation = Organisation.load()
    organisation.email = "hallo@werkflippen.example"
    organisation.save()
    assert 'Vraag toegang: mail naar <a href="mailto:hallo@werkflippen.example">' in read(client)


def test_an_open_lesson_is_there_for_everybody(client, lesson):
    page = read(client, "/cursussen/korter-overleggen/kennismaken/")
    assert "Welkom bij de cursus." in page
    assert INVITATION not in page


def test_a_free_account_is_invited_without_being_asked_to_log_in(client, lesson):
    log_in(client, make_person())
    page = read(client)
    assert CANARY not in page
    assert INVITATION in page
    assert "Maak een account" not in page


def test_the_lessons_beside_are_looked_up_once_and_without_their_text(client, lesson):
    visitor, member = list_searches_for_lessons(client), make_person()
    give_membership(member)
    log_in(client, member)
    for searches in (visitor, list_searches_for_lessons(client)):
        (search,) = searches
        assert '"courses_lessonpage"."body"' not in search


def list_searches_for_lessons(client: Client) -> list[str]:
    with CaptureQueriesContext(connection) as queries:
        read(client)
    asked = (query["sql"] for query in queries)
    return [sql for sql in asked if '"courses_lessonpage"."own_rule"' in sql and "LIKE" in sql]


def test_a_member_reads_the_lesson(client, lesson):
    person = make_person()
    give_membership(person)
    log_in(client, person)
    page = read(client)
    assert CANARY in page
    assert INVITATION not in page
    assert 'href="/cursussen/korter-overleggen/kennismaken/"' in page  # the lesson before


def test_a_lesson_leads_to_the_next_one_and_the_last_back_to_the_course(client, lesson):
    person = make_person()
    give_membership(person)
    log_in(client, person)
    make_lesson(lesson.course, "Nog niet af", live=False)
    make_lesson(lesson.course, "Afronden", slug="afronden")
    page = read(client)
    assert 'href="/cursussen/korter-overleggen/afronden/"' in page
    assert "Volgende les" in page
    assert "Nog niet af" not in page
    last = read(client, "/cursussen/korter-overleggen/afronden/")
    assert "Volgende les" not in last
    assert "Terug naar de cursus" in last


def test_somebody_with_this_course_reads_it_and_somebody_with_another_does_not(client, lesson):
    owner, other = make_person(), make_person("ander@voorbeeld.example")
    give_access(owner, lesson.course)
    give_access(other, make_course("Tijd terug"))
    log_in(client, owner)
    assert CANARY in read(client)
    log_in(client, other)
    assert CANARY not in read(client)


@pytest.mark.parametrize(("group", "is_shown"), [("Editors", True), ("Legal", False), ("Support", False)])
def test_only_colleagues_who_make_lessons_read_them_without_a_grant(client, lesson, group, is_shown):
    log_in(client, make_colleague(group))
    assert (CANARY in read(client)) is is_shown


def test_access_stops_at_the_moment_it_ends(client, lesson):
    person = make_person()
    give_access(person, lesson.course, starts_at=NOW - timedelta(days=9), ends_at=NOW)
    log_in(client, person)
    with time_machine.travel(NOW - timedelta(seconds=1), tick=False):
        assert CANARY in read(client)
    with time_machine.travel(NOW, tick=False):
        page = read(client)
    assert CANARY not in page
    assert "De toegang is geëindigd op 23 november 2026, 13:00." in page


def test_access_that_begins_later_says_when(client, lesson):
    person = make_person()
    give_access(person, lesson.course, starts_at=NOW)
    log_in(client, person)
    with time_machine.travel(NOW - timedelta(seconds=1), tick=False):
        page = read(client)
    assert CANARY not in page
    assert "De toegang begint op 23 november 2026, 13:00." in page


def test_somebody_whose_account_is_closed_is_a_visitor_at_the_next_page(client, lesson):
    person = make_person()
    give_membership(person)
    log_in(client, person)
    assert CANARY in read(client)
    User.objects.filter(pk=person.pk).update(is_active=False)
    assert CANARY not in read(client)


def test_a_grant_that_is_taken_back_shuts_the_lesson_at_the_next_page(client, lesson):
    person = make_person()
    grant = give_membership(person)
    log_in(client, person)
    grant.ends_at = grant.starts_at + timedelta(hours=1)
    grant.save()
    assert CANARY not in read(client)


def test_no_cache_keeps_a_lesson_nor_its_invitation_without_asking(client, lesson):
    person = make_person()
    assert client.get(PATH)["Cache-Control"] == "no-cache"  # the same for every visitor
    log_in(client, person)
    assert client.get(PATH)["Cache-Control"] == "private, no-store"
    give_membership(person)
    assert client.get(PATH)["Cache-Control"] == "private, no-store"


def test_a_draft_lesson_is_not_there_for_members_either(client, lesson):
    person = make_person()
    give_membership(person)
    log_in(client, person)
    lesson.live = False
    lesson.save()
    assert client.get(PATH).status_code == 404


def test_taking_a_course_offline_opens_none_of_its_lessons(client, lesson):
    lesson.course.unpublish()
    assert CANARY not in client.get(PATH).content.decode()


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/en/",
        "/cursussen/",
        "/cursussen/korter-overleggen/",
        PATH,
        PATH + "?format=json",
        PATH + "?preview=true",
        PATH + "?is_preview=1",
        PATH + "?mode=lesson",
        PATH + "?page=2",
        "/cursussen/korter-overleggen/de-agenda",
        "/cursussen/korter-overleggen/kennismaken/",
        "/sitemap.xml",
        "/api/v2/pages/",
        "/account/login/?next=" + PATH,
    ],
)
@pytest.mark.parametrize("who", ["visitor", "free", "lapsed"])
def test_the_text_of_a_lesson_is_nowhere_for_those_without_access(client, lesson, path, who):
    if who != "visitor":
        person = make_person()
        if who == "lapsed":
            give_access(person, lesson.course, starts_at=NOW - timedelta(days=9), ends_at=NOW - timedelta(days=1))
        log_in(client, person)
    for ask in (client.get, client.head, client.options):
        response = ask(path, follow=True)
        assert CANARY not in response.content.decode()
        assert CANARY not in str(response.headers)


def test_the_members_own_page_shows_no_text_of_lessons(client, lesson):
    person = make_person()
    give_membership(person)
    log_in(client, person)
    page = read(client, reverse("accounts:home"))
    assert "Korter overleggen" in page
    assert CANARY not in page


@pytest.mark.parametrize("accept", ["application/json", "text/plain", "application/xml", "*/*"])
def test_asking_for_another_format_gives_the_invitation(client, lesson, accept):
    response = client.get(PATH, headers={"accept": accept, "x-requested-with": "XMLHttpRequest"})
    assert CANARY not in response.content.decode()
    assert INVITATION in response.content.decode()


@pytest.mark.usefixtures("with_tasks")
def test_searching_the_pages_finds_lessons_by_their_public_text_only(lesson):
    assert [page.title for page in Page.objects.live().search("kennismaken")] == ["Kennismaken"]
    assert not list(Page.objects.live().search(CANARY))
    assert not list(LessonPage.objects.live().search(CANARY))


def test_an_alias_of_a_lesson_is_as_shut_as_the_lesson(client, lesson):
    other = make_course("Tijd terug", slug="tijd-terug")
    alias = lesson.create_alias(parent=other, update_slug="kopie")
    assert CANARY not in read(client, alias.url)
    person = make_person()
    give_access(person, other)
    log_in(client, person)
    assert CANARY in read(client, alias.url)


def test_an_alias_of_a_whole_course_opens_for_those_who_have_the_course(client, lesson):
    alias = lesson.course.create_alias(recursive=True, parent=lesson.course.get_parent(), update_slug="kopie")
    path = alias.url + "de-agenda/"
    assert CANARY not in read(client, path)
    person = make_person()
    give_access(person, lesson.course)
    log_in(client, person)
    assert CANARY in read(client, path)
