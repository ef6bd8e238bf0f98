"""One rule for a lesson in every language: no translation opens what the original keeps shut."""

import pytest
from django.test import TestCase
from wagtail.models import Locale
from wagtail_localize.models import Translation, TranslationSource
from wagtail_localize.synctree import synchronize_tree

from courses.models import CoursePage, LessonPage
from members.membership.access import AccessRule
from tests.factories.courses import give_access, make_course, make_lesson, make_open_lesson
from tests.factories.people import make_person
from tests.reading import read_page
from tests.same_moment import run_at_once
from tests.visiting import Client

pytestmark = pytest.mark.django_db

CANARY = "kanarie-in-de-les"
ENGLISH = "/en/courses/korter-overleggen/de-agenda/"


@pytest.fixture
def lesson() -> LessonPage:
    return make_lesson(make_course(slug="korter-overleggen"), slug="de-agenda", text=CANARY)


def translate(*pages: CoursePage | LessonPage) -> list[CoursePage | LessonPage]:
    """Publishes an English translation of each, made by wagtail-localize from the page as it is now."""
    english = Locale.objects.get(language_code="en")
    for page in pages:
        page.save_revision().publish()
        source, _ = TranslationSource.update_or_create_from_instance(page)
        translation, _ = Translation.objects.get_or_create(source=source, target_locale=english)
        with TestCase.captureOnCommitCallbacks(execute=True):  # it publishes after the transaction
            translation.save_target(publish=True)
    return [page.get_translation(english) for page in pages]


def read(client: Client, path: str = ENGLISH) -> str:
    return read_page(client, path)


def test_a_visitor_is_invited_in_english_too(client, lesson):
    translate(lesson.course, lesson)
    page = read(client)
    assert CANARY not in page
    assert '<html lang="en">' in page
    assert 'href="/en/account/login/?next=' in page


def test_access_to_the_dutch_course_opens_the_english_lesson(client, lesson):
    translate(lesson.course, lesson)
    person = make_person()
    give_access(person, lesson.course)
    client.force_login(person)
    assert CANARY in read(client)


def test_access_given_to_the_english_course_opens_the_dutch_lesson(client, lesson):
    english_course, _ = translate(lesson.course, lesson)
    person = make_person()
    give_access(person, english_course)
    client.force_login(person)
    assert CANARY in read(client, "/cursussen/korter-overleggen/de-agenda/")


def test_a_page_that_is_not_translated_yet_is_as_shut_as_its_original(client, lesson):
    synchronize_tree(Locale.objects.get(language_code="nl"), Locale.objects.get(language_code="en"))
    assert CANARY not in read(client)
    person = make_person()
    give_access(person, lesson.course)
    client.force_login(person)
    assert CANARY in read(client)


def test_a_translator_cannot_open_a_lesson(client, lesson):
    _, english = translate(lesson.course, lesson)
    english.own_rule = AccessRule.OPEN
    english.save_revision().publish()
    assert CANARY not in read(client)
    assert LessonPage.objects.get(pk=english.pk).access_rule == AccessRule.GRANT


def test_a_lesson_that_is_shut_in_dutch_is_shut_in_english_at_once(client, lesson):
    lesson.own_rule = AccessRule.OPEN
    _, english = translate(lesson.course, lesson)
    assert CANARY in read(client)
    lesson.own_rule = AccessRule.GRANT
    lesson.save_revision().publish()
    assert CANARY not in read(client)


def test_a_draft_that_would_open_a_lesson_opens_it_nowhere(client, lesson):
    translate(lesson.course, lesson)
    lesson.refresh_from_db()
    lesson.own_rule = AccessRule.OPEN
    lesson.save_revision()
    for path in (ENGLISH, "/cursussen/korter-overleggen/de-agenda/"):
        assert CANARY not in read(client, path)


def test_what_a_translator_may_not_change_is_taken_from_the_original(lesson):
    english_course, english_lesson = translate(lesson.course, lesson)
    for page, names in (
        (english_course, ("topic", "form", "level", "minutes", "access_rule", "is_archived", "makers")),
        (english_lesson, ("minutes", "own_rule")),
    ):
        fields = {field.field_name: field for field in type(page).override_translatable_fields}
        for name in names:
            assert fields[name].is_synchronized(page)
            assert not fields[name].is_overridable(page)


@pytest.mark.django_db(transaction=True)
def test_an_original_and_its_translation_published_at_the_same_moment_agree():
    lesson = make_open_lesson(make_course())
    english = lesson.copy_for_translation(Locale.objects.get(language_code="en"), copy_parents=True)
    english.save_revision().publish()

    def shut() -> None:
        page = LessonPage.objects.get(pk=lesson.pk)
        page.own_rule = AccessRule.GRANT
        page.save_revision().publish()

    def publish_english() -> None:
        LessonPage.objects.get(pk=english.pk).save_revision().publish()

    run_at_once([shut, *[publish_english] * 3])
    assert set(LessonPage.objects.values_list("own_rule", flat=True)) == {AccessRule.GRANT}
