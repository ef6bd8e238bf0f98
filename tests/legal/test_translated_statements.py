"""A statement in English: it belongs to a Dutch version, says the same in as many parts, and never leads."""

import pytest
from wagtail.models import Locale

from legal.ledger.models import Leaf
from legal.statements.models import LegalPage, Version, VersionText
from legal.statements.publishing.publishing import PublicationRefused
from tests.factories.statements import make_legal_page, publish_version, translate_text, write_body
from tests.visiting import Client

from .legal_admin import log_in, publish, send

pytestmark = pytest.mark.django_db


def make_english_page() -> LegalPage:
    """A draft: the English copy of the Dutch page, with its Dutch words."""
    return LegalPage.objects.get(locale__language_code="nl").copy_for_translation(
        Locale.objects.get(language_code="en")
    )


def count_rows() -> list[int]:
    return [model.objects.count() for model in (Version, VersionText, Leaf)]


def read(client: Client, path: str = "/en/privacy/") -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_the_english_address_shows_the_dutch_text_with_a_notice_until_it_is_translated(client: Client):
    publish_version()
    page = read(client)
    assert "Wij bewaren je naam." in page
    assert 'lang="nl"' in page
    assert 'class="notice' in page
    assert 'class="notice' not in read(client, "/privacy/")


def test_a_translation_is_the_first_english_edition_of_the_newest_version(client: Client):
    publish_version()
    newest = publish_version(text="Wij bewaren je adres.")
    translate_text(newest, "We keep your address.")
    assert list(VersionText.objects.order_by("pk").values_list("version__number", "language", "edition")) == [
        (1, "nl", 1),
        (2, "nl", 1),
        (2, "en", 1),
    ]
    page = read(client)
    assert "We keep your address." in page
    assert 'class="notice' not in page
    assert "Wij bewaren je adres." in read(client, "/privacy/")


def test_a_corrected_translation_is_a_second_edition_of_the_same_version(client: Client):
    version = publish_version()
    translate_text(version, "We keep yuor name.")
    page = LegalPage.objects.get(locale__language_code="en")
    log_in(client)
    assert publish(client, page, "We keep your name.", title="Privacy statement").status_code == 302
    assert list(version.texts.filter(language="en").order_by("edition").values_list("edition", flat=True)) == [1, 2]
    assert Version.objects.count() == 1
    assert "We keep your name." in read(client)


def test_a_translation_that_is_published_unchanged_is_no_new_edition():
    version = publish_version()
    for _ in range(2):
        translate_text(version)
    assert count_rows() == [1, 2, 2]


def test_a_new_dutch_version_is_shown_in_dutch_until_it_is_translated_too(client: Client):
    translate_text(publish_version())
    publish_version(text="Wij bewaren je adres.")
    page = read(client)
    assert "Wij bewaren je adres." in page
    assert "We keep your name." not in page
    assert "We keep your name." in read(client, "/en/privacy/versies/1/")


def test_a_translation_with_other_parts_is_refused(client: Client):
    publish_version()
    page = make_english_page()
    log_in(client)
    before = count_rows()
    response = send(client, page, ("What we keep", "what", ["We keep your name.", "And more."]))
    message = "De vertaling heeft andere artikelen of punten dan de nieuwste Nederlandse tekst."
    assert response.context["form"].errors["body"] == [message]
    assert count_rows() == before
    page.body = [*write_body("We keep your name."), *write_body("And more.")]
    with pytest.raises(PublicationRefused):
        page.save_revision().publish()
    assert count_rows() == before


def test_a_translation_before_the_dutch_text_is_refused(client: Client):
    make_legal_page()
    page = make_english_page()
    log_in(client)
    response = publish(client, page, "We keep your name.")
    assert response.context["form"].errors["body"] == ["Publiceer eerst de Nederlandse tekst."]
    assert count_rows() == [0, 0, 0]


def test_the_date_of_a_translation_is_that_of_its_version(client: Client, time_machine):
    time_machine.move_to("2026-11-23 11:00+01:00", tick=False)
    version = publish_version()
    time_machine.move_to("2026-12-24 11:00+01:00", tick=False)
    text = translate_text(version)
    assert text.version.effective_from.isoformat() == "2026-11-23"
    assert text.published_at.isoformat() == "2026-12-24T10:00:00+00:00"


def test_an_alias_in_the_english_tree_is_no_english_text(client: Client):
    publish_version()
    dutch = LegalPage.objects.get()
    alias = dutch.copy_for_translation(Locale.objects.get(language_code="en"), alias=True)
    publish_version(text="Wij bewaren je adres.")
    alias.refresh_from_db()
    assert alias.alias_of_id == dutch.pk
    assert not VersionText.objects.filter(language="en").exists()
    assert 'class="notice' in read(client)


def test_an_english_version_of_long_ago_shows_dutch_when_it_was_never_translated(client: Client):
    publish_version()
    translate_text(publish_version(text="Wij bewaren je adres."), "We keep your address.")
    assert "Wij bewaren je naam." in read(client, "/en/privacy/versies/1/")
    assert "Privacy statement" in read(client, "/en/privacy/versies/")
