"""What wagtail-localize lets slip: it publishes for nobody, fills gaps with Dutch, and turns texts into aliases."""

from html import unescape

import pytest
from wagtail.models import GroupPagePermission, Locale
from wagtail_localize.models import (
    SegmentOverride,
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)

from legal.statements.models import LegalIndexPage, LegalPage, Version, VersionText
from legal.statements.publishing.publishing import PublicationRefused
from members.accounts.models import User
from tests.factories.people import make_colleague
from tests.factories.statements import publish_version, translate_text
from tests.visiting import Client

from .colleagues import let_in, make_reader, make_writer, write_draft
from .legal_admin import relax_rules

pytestmark = pytest.mark.django_db

ENGLISH = {
    "Privacyverklaring": "Privacy statement",
    "Dit is nieuw.": "This is new.",
    "Wat we bewaren": "What we keep",
    "Wij bewaren je naam en ook je adres in Nederland.": "We keep your name and your address in the Netherlands.",
}
DUTCH = list(ENGLISH)[-1]


def start_translation() -> Translation:
    publish_version(text=DUTCH)
    source, _created = TranslationSource.get_or_create_from_instance(LegalPage.objects.get())
    english = Locale.objects.get(language_code="en")
    return Translation.objects.create(source=source, target_locale=english)


def translate(translation: Translation, author: User, *, leave_out: str = "") -> None:
    for segment in StringSegment.objects.filter(source=translation.source).select_related("string"):
        words = ENGLISH.get(segment.string.data)
        if words and segment.string.data != leave_out:
            StringTranslation.objects.create(
                translation_of=segment.string,
                locale=translation.target_locale,
                context=segment.context,
                data=words,
                last_translated_by=author,
            )


def save_draft(translation: Translation, author: User) -> LegalPage:
    translation.save_target(user=author, publish=False)
    return LegalPage.objects.get(locale__language_code="en")


@pytest.mark.usefixtures("transactional_db")
def test_its_publication_without_a_user_keeps_to_four_eyes():
    writer, translation = make_writer(), start_translation()
    translate(translation, writer)
    with pytest.raises(PublicationRefused, match="publiceert hem niet alleen"):
        translation.save_target(user=writer, publish=True)
    assert not VersionText.objects.filter(language="en").exists()
    assert not LegalPage.objects.get(locale__language_code="en").live


@pytest.mark.usefixtures("transactional_db")
def test_its_publication_without_a_user_names_who_saved_it():
    relax_rules()
    writer, translation = make_writer(), start_translation()
    translate(translation, writer)
    translation.save_target(user=writer, publish=True)
    text = VersionText.objects.get(language="en")
    assert (text.published_by, text.approved_by, text.written_by) == (writer.pk, None, [writer.pk])
    assert Version.objects.count() == 1


def test_who_translated_a_sentence_is_an_author_though_somebody_else_put_them_together():
    writer, reader, third = make_writer(), make_reader(), make_colleague("Legal")
    translation = start_translation()
    translate(translation, writer)
    draft = save_draft(translation, reader).latest_revision
    with pytest.raises(PublicationRefused):
        draft.publish(user=writer)
    draft.publish(user=third)
    text = VersionText.objects.get(language="en")
    assert (text.approved_by, text.written_by) == (third.pk, [writer.pk, reader.pk])


def test_who_gave_a_translation_another_link_is_an_author():
    writer, reader, third = make_writer(), make_reader(), make_colleague("Legal")
    translation = start_translation()
    translate(translation, writer)
    draft = save_draft(translation, reader).latest_revision
    SegmentOverride.objects.create(
        locale=translation.target_locale,
        context=StringSegment.objects.filter(source=translation.source)[0].context,
        last_translated_by=third,
        data_json='"https://voorbeeld.example/"',
    )
    with pytest.raises(PublicationRefused):
        draft.publish(user=third)


def test_a_gap_that_it_fills_with_dutch_is_not_published():
    translation = start_translation()
    translate(translation, make_writer(), leave_out=DUTCH)
    page = save_draft(translation, make_writer_of_the_rest())
    assert DUTCH in page.latest_revision.content["body"]
    with pytest.raises(PublicationRefused, match="Nog niet vertaald"):
        page.latest_revision.publish(user=make_reader())
    assert not VersionText.objects.filter(language="en").exists()


def make_writer_of_the_rest() -> User:
    return make_colleague("Legal", "ro@voorbeeld.example")


def publish_translation() -> LegalPage:
    translate_text(start_translation().source.as_instance().document.versions.get())
    return LegalPage.objects.get(locale__language_code="en")


def make_editor_of_legal_texts() -> User:
    """Somebody who may write here, and not publish."""
    editor = make_colleague("Support", "ed@voorbeeld.example")
    group = editor.groups.get()
    for branch in LegalIndexPage.objects.all():
        GroupPagePermission.objects.create(group=group, page=branch, permission_type="change")
    return editor


def test_convert_to_alias_is_refused_to_who_may_only_edit():
    page = publish_translation()
    client = let_in(make_editor_of_legal_texts())
    assert client.get(f"/admin/pages/{page.pk}/edit/").status_code == 200
    assert client.post(f"/admin/localize/page/{page.pk}/convert_to_alias/").status_code == 403
    check_untouched(page, client)


def test_convert_to_alias_is_refused_to_the_legal_team_with_the_reason():
    page = publish_translation()
    client = let_in(make_reader())
    response = client.post(f"/admin/localize/page/{page.pk}/convert_to_alias/", follow=True)
    assert "is gepubliceerd: de pagina blijft bestaan" in unescape(response.content.decode())
    check_untouched(page, client)


def check_untouched(page: LegalPage, client: Client) -> None:
    stored = LegalPage.objects.get(pk=page.pk)
    assert (stored.alias_of_id, stored.title) == (None, "Privacy statement")
    assert "We keep your name." in client.get("/en/privacy/").content.decode()


def test_who_may_only_edit_changes_no_sentence_of_a_translation():
    writer, translation = make_writer(), start_translation()
    translate(translation, writer)
    save_draft(translation, writer)
    segment = StringSegment.objects.filter(source=translation.source).first()
    client = let_in(make_editor_of_legal_texts())
    address = f"/admin/localize/translate/{translation.pk}/strings/{segment.pk}/edit/"
    assert client.put(address, {"value": "Gekaapt"}, content_type="application/json").status_code == 403
    assert client.post(f"/admin/localize/translate/{translation.pk}/disable/").status_code == 403
    assert not StringTranslation.objects.filter(data="Gekaapt").exists()


def test_a_source_that_is_published_again_leaves_the_translation_as_it_was(client: Client):
    publish_translation()
    publish_version(text="Wij bewaren alleen je naam.", change="editorial")
    assert "Wij bewaren alleen je naam." in client.get("/en/privacy/").content.decode()
    assert VersionText.objects.filter(language="en").count() == 1


def test_a_translation_that_is_saved_by_hand_has_its_writer(client: Client):
    page, writer = publish_translation(), make_writer()
    write_draft(page, writer, "We store your name.").publish(user=make_reader())
    assert VersionText.objects.get(language="en", edition=2).written_by == [writer.pk]
