"""The words of a lesson answer only those who may read it: for all others they are words like any other."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from courses.finding import searching
from courses.models import KnownWord, LessonPage
from members.membership.access import AccessRule
from tests.factories.courses import give_access, give_membership, make_course, make_lesson, make_open_lesson
from tests.factories.people import make_colleague, make_person
from tests.module_rows import just_before_noon, staying_for_a_module
from tests.reading import read_page
from tests.visiting import Client

pytestmark = pytest.mark.django_db

CANARY, NONSENSE = "kwikstaartvlucht", "qqvvxxzzjjwwyyhh"


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[LessonPage]:
    with staying_for_a_module(django_db_blocker):
        with just_before_noon():
            lesson = make_lessons()
        yield lesson


@pytest.fixture
def lesson(made: LessonPage) -> LessonPage:
    return LessonPage.objects.get(pk=made.pk)


def make_lessons() -> LessonPage:
    course = make_course("Korter overleggen", slug="korter")
    make_open_lesson(course, "Kennismaken", slug="kennismaken")
    other = make_course("Andere cursus", slug="anders", access_rule=AccessRule.COURSE)
    make_lesson(other, "Ook een agenda", text="Niets.")
    return make_lesson(course, "De agenda", slug="de-agenda", text=f"De {CANARY} & het <b>overleg</b>.")


def log_in(client: Client, person) -> None:
    client.force_login(person)


def read(client: Client, words: str, **more: str) -> str:
    return read_page(client, "/zoeken/", {"q": words} | more)


def become(who: str, client: Client, lesson: LessonPage) -> None:
    if who == "visitor":
        return
    person = make_person()
    yesterday = timezone.now() - timedelta(days=1)
    if who == "lapsed":
        give_membership(person, starts_at=yesterday - timedelta(days=9), ends_at=yesterday)
    elif who == "not yet":
        give_membership(person, starts_at=timezone.now() + timedelta(days=1))
    elif who == "owner of another course":
        give_access(person, make_course("Derde", slug="derde"))
    log_in(client, person)


def test_the_order_of_what_strangers_find_does_not_depend_on_lessons(client):
    course = make_course("Een", slug="een", teaser="Zwaluw zwaluw merel.")
    make_course("Twee", slug="twee", teaser="Merel merel zwaluw.")
    before = read(client, "merel zwaluw")
    for number in range(9):
        make_lesson(course, f"Les {number}", slug=f"les-{number}", text="Merel " * 99)
    assert read(client, "merel zwaluw") == before


STRANGERS = ["visitor", "free", "lapsed", "not yet", "owner of another course"]


@pytest.mark.parametrize("who", STRANGERS)
@pytest.mark.parametrize(
    "form", ["{}", "{} agenda", "agenda {}", "{}en", "{} korter overleggen", "{} kennismaken", "ik zoek de {}"]
)
def test_a_word_of_a_lesson_gives_strangers_the_page_of_a_nonsense_word(client, lesson, who, form):
    become(who, client, lesson)
    page, other = (read(client, form.format(word)).replace(word, "…") for word in (CANARY, NONSENSE))
    assert page == other
    assert "We vonden niets" in page


@pytest.mark.parametrize("who", STRANGERS)
def test_a_misspelled_word_of_a_lesson_is_not_put_right_for_anybody(client, lesson, who):
    become(who, client, lesson)
    page, other = (read(client, word).replace(word, "…") for word in (CANARY[:-1] + "x", NONSENSE))
    assert page == other


def test_members_get_no_proposal_from_lessons_either(client, lesson):
    person = make_person()
    give_membership(person)
    log_in(client, person)
    assert "Bedoelde je" not in read(client, CANARY[:-3] + "xht")
    assert not KnownWord.objects.filter(word=CANARY).exists()


@pytest.mark.parametrize("who", ["member", "owner", "editor"])
def test_who_may_read_the_lesson_finds_it_by_its_words(client, lesson, who):
    person = make_colleague("Editors") if who == "editor" else make_person()
    if who == "member":
        give_membership(person)
    elif who == "owner":
        give_access(person, lesson.course)
    log_in(client, person)
    page = read(client, CANARY)
    assert f"De <mark>{CANARY}</mark> &amp; het overleg." in page
    assert 'href="/cursussen/korter/de-agenda/"' in page
    assert "1 resultaat" in page


def test_a_question_may_take_words_from_the_title_and_from_the_text(client, lesson):
    person = make_person()
    give_membership(person)
    log_in(client, person)
    assert "1 resultaat" in read(client, f"agenda {CANARY}")


def test_a_membership_finds_nothing_in_a_course_that_is_sold_apart(client, lesson):
    person = make_person()
    give_membership(person)
    apart = make_course("Apart", slug="apart", access_rule=AccessRule.COURSE)
    make_lesson(apart, "Geheim", text="Zilverreiger.")
    log_in(client, person)
    assert "We vonden niets" in read(client, "zilverreiger")
    give_access(person, apart)
    assert "1 resultaat" in read(client, "zilverreiger")


def test_a_draft_of_a_lesson_is_not_found_by_members(client, lesson):
    person = make_person()
    give_membership(person)
    log_in(client, person)
    lesson.body = [("paragraph", "<p>Blauwborst.</p>")]
    lesson.save_revision()
    assert "We vonden niets" in read(client, "blauwborst")
    assert "1 resultaat" in read(client, CANARY)


def test_the_gate_is_asked_anew_for_each_search(client, lesson):
    person = make_person()
    grant = give_membership(person)
    log_in(client, person)
    assert "1 resultaat" in read(client, CANARY)
    grant.ends_at = timezone.now() - timedelta(seconds=1)
    grant.save()
    assert "We vonden niets" in read(client, CANARY)


def test_what_is_looked_at_in_parts_loses_no_lesson_and_opens_none(client, lesson, monkeypatch) -> None:
    course = lesson.get_parent().specific
    for number in range(5):
        make_lesson(course, f"Les {number}", slug=f"les-{number}", text=f"{CANARY} {number}")
    last = make_lesson(make_course("Laatste", slug="laatste"), "Slot", slug="slot", text=CANARY)
    owner = make_person()
    give_access(owner, last.get_parent().specific)
    log_in(client, owner)
    monkeypatch.setattr(searching, "MOST", 2)
    html = read(client, CANARY)
    assert "/cursussen/laatste/slot/" in html
    assert "/cursussen/korter/" not in html
    give_membership(owner)
    assert "Er is nog meer." in read(client, CANARY)
