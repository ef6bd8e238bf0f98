"""Editors translate with wagtail-localize: Dutch at the root, English under /en/."""

from typing import Any

import pytest
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from legal.statements.models import LegalPage
from tests.factories.courses import make_course, make_open_lesson
from tests.factories.people import make_person
from tests.factories.statements import publish_version
from tests.legal.legal_admin import relax_rules
from tests.visiting import Client

pytestmark = pytest.mark.django_db


def translate(page: Page, words: dict[str, str]) -> None:
    """What an editor does in the translation screen: a text beside each text, and then publish."""
    english = Locale.objects.get(language_code="en")
    source, _created = TranslationSource.get_or_create_from_instance(page)
    for segment in source.stringsegment_set.select_related("string", "context"):
        StringTranslation.objects.create(
            translation_of=segment.string,
            context=segment.context,
            locale=english,
            data=words.get(segment.string.data, segment.string.data),
        )
    translation = Translation.objects.create(source=source, target_locale=english)
    translation.save_target(user=make_person("vertaler@voorbeeld.example"), publish=True)


def publish(page: Page) -> Page:
    page.save_revision().publish()
    return page


def test_a_translated_course_stands_under_en(client: Client, django_capture_on_commit_callbacks: Any) -> None:
    course = publish(make_course("Korter overleggen", slug="korter-overleggen"))
    with django_capture_on_commit_callbacks(execute=True):
        translate(course, {"Korter overleggen": "Shorter meetings", "korter-overleggen": "shorter-meetings"})
    page = client.get("/en/courses/shorter-meetings/").content.decode()
    assert "Shorter meetings" in page
    assert '<html lang="en"' in page
    assert "Korter overleggen" in client.get("/cursussen/korter-overleggen/").content.decode()


def test_a_translation_cannot_change_who_may_see_a_lesson() -> None:
    course = publish(make_course())
    lesson = publish(make_open_lesson(course))
    source, _created = TranslationSource.get_or_create_from_instance(lesson)
    assert not source.stringsegment_set.filter(context__path__contains="own_rule").exists()


def test_visitor_changes_language_on_a_translated_page(client: Client, django_capture_on_commit_callbacks: Any) -> None:
    course = publish(make_course("Korter overleggen", slug="korter-overleggen"))
    with django_capture_on_commit_callbacks(execute=True):
        translate(course, {"korter-overleggen": "shorter-meetings"})
    assert 'href="/en/courses/shorter-meetings/"' in client.get("/cursussen/korter-overleggen/").content.decode()
    assert 'href="/cursussen/korter-overleggen/"' in client.get("/en/courses/shorter-meetings/").content.decode()


def test_visitor_of_an_untranslated_course_is_led_to_the_english_front_page(client: Client) -> None:
    publish(make_course("Korter overleggen", slug="korter-overleggen"))
    assert 'href="/en/"' in client.get("/cursussen/korter-overleggen/").content.decode()


def test_a_translated_statement_is_an_edition_of_the_same_version(
    client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    relax_rules()
    version = publish_version("privacy", "Wij bewaren je naam.")
    page = LegalPage.objects.get(document__kind="privacy")
    words = {"Privacyverklaring": "Privacy statement", "Wij bewaren je naam.": "We keep your name."}
    with django_capture_on_commit_callbacks(execute=True):
        translate(page, words)
    assert version.document.versions.count() == 1
    assert version.texts.get(language="en").title == "Privacy statement"
    shown = client.get("/en/privacy/").content.decode()
    assert "We keep your name." in shown
    assert 'id="wat-we-bewaren"' in shown
