"""Nobody publishes alone what they wrote, along whatever road; who wrote and who approved is on record."""

from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Locale, Revision

from home.identity.models import Organisation
from legal.ledger.models import Leaf
from legal.statements.models import LegalPage, PublicationRules, Version, VersionText
from legal.statements.publishing.four_eyes import has_changed_since
from legal.statements.publishing.publishing import PublicationRefused
from members.accounts.models import User
from tests.factories.people import make_colleague
from tests.factories.statements import import_first_version, make_legal_page, publish_version, write_body
from tests.visiting import Client

from .colleagues import find_approval, let_in, make_reader, make_writer, press, read_shown, write_draft
from .legal_admin import log_in, publish, relax_rules, send
from .statement_blocks import CONTACT, make_body

pytestmark = pytest.mark.django_db

ALONE = "Wie aan een tekst schreef, publiceert hem niet alleen. Vraag een collega om hem goed te keuren."


def list_signatures(row: Version | VersionText) -> tuple[int | None, int | None, list[int]]:
    return row.published_by, row.approved_by, row.written_by


def refuse(revision: Revision, user: Any) -> str:
    before = [model.objects.count() for model in (Version, VersionText, Leaf)]
    with pytest.raises(PublicationRefused) as refusal:
        revision.publish(user=user)
    assert [model.objects.count() for model in (Version, VersionText, Leaf)] == before
    return " ".join(refusal.value.messages)


def test_who_wrote_a_text_cannot_publish_it():
    writer = make_writer()
    assert refuse(write_draft(make_legal_page(), writer), writer) == ALONE
    assert not LegalPage.objects.get().live


def test_an_owner_who_wrote_a_text_cannot_publish_it_either():
    owner = make_writer()
    owner.is_superuser = True
    owner.save()
    assert refuse(write_draft(make_legal_page(), owner), owner) == ALONE


def test_a_colleague_who_publishes_approves_and_both_are_on_record():
    writer, reader = make_writer(), make_reader()
    write_draft(make_legal_page(), writer).publish(user=reader)
    for row in (Version.objects.get(), VersionText.objects.get()):
        assert list_signatures(row) == (reader.pk, reader.pk, [writer.pk])


def test_the_editor_says_it_at_the_button_and_saves_nothing(client: Client):
    page = make_legal_page()
    log_in(client, is_relaxed=False)
    response = publish(client, page)
    assert response.context["form"].non_field_errors() == [ALONE]
    assert not Revision.objects.exists()


def test_a_colleague_who_publishes_from_the_editor_without_a_change_approves():
    page, writer, reader = make_legal_page(), make_writer(), make_reader()
    send(let_in(writer), page, action="")
    assert publish(let_in(reader), page).status_code == 302
    assert list_signatures(Version.objects.get()) == (reader.pk, reader.pk, [writer.pk])


def test_a_colleague_who_changes_a_word_in_passing_is_an_author():
    page = make_legal_page()
    send(let_in(make_writer()), page, action="")
    response = publish(let_in(make_reader()), page, "Wij bewaren je adres.")
    assert response.context["form"].non_field_errors() == [ALONE]


def test_pressing_save_makes_nobody_an_author():
    page, writer, reader = make_legal_page(), make_writer(), make_reader()
    write_draft(page, writer)
    write_draft(page, reader).publish(user=reader)
    assert list_signatures(Version.objects.get()) == (reader.pk, reader.pk, [writer.pk])


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Privacystatement"},
        {"text": "Wij bewaren je adres."},
        {"summary": "Iets anders."},
        {"change": "editorial"},
        {"effective_from": "2036-01-01"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_who_changed_one_thing_is_an_author(change: dict[str, Any]):
    page, writer, reader = make_legal_page(), make_writer(), make_reader()
    write_draft(page, writer)
    assert refuse(write_draft(page, reader, **change), reader) == ALONE


def test_who_wrote_a_part_that_is_gone_again_is_still_an_author():
    page, writer, reader = make_legal_page(), make_writer(), make_reader()
    write_draft(page, writer)
    write_draft(page, reader, "Wij bewaren je adres.")
    assert refuse(write_draft(page, writer, "Wij bewaren je naam."), reader) == ALONE


def test_the_authors_of_an_earlier_version_are_no_authors_of_this_one():
    page, writer, reader = make_legal_page(), make_writer(), make_reader()
    write_draft(page, writer).publish(user=reader)
    write_draft(page, reader, "Wij bewaren je naam en adres.", change="editorial").publish(user=writer)
    assert list_signatures(Version.objects.get(number=2)) == (writer.pk, writer.pk, [reader.pk])


def test_an_old_text_that_comes_back_brings_all_its_authors_along():
    PublicationRules.objects.create(notice_days=0)
    page, writer, reader, third = make_legal_page(), make_writer(), make_reader(), make_colleague("Legal")
    old = write_draft(page, writer)
    old.publish(user=reader)
    write_draft(page, reader, "Wij bewaren je adres.").publish(user=third)
    assert refuse(Revision.objects.get(pk=old.pk), writer) == ALONE
    Revision.objects.get(pk=old.pk).publish(user=third)
    assert list_signatures(Version.objects.get(number=3)) == (third.pk, third.pk, [writer.pk])


def test_owners_can_switch_four_eyes_off_and_the_version_then_says_that_nobody_approved():
    relax_rules()
    writer = make_writer()
    write_draft(make_legal_page(), writer).publish(user=writer)
    assert list_signatures(Version.objects.get()) == (writer.pk, None, [writer.pk])


def test_an_import_and_the_shell_need_nobody_and_are_unapproved():
    import_first_version()
    publish_version("terms")
    assert list(Version.objects.values_list("approved_by", "published_by")) == [(None, None)] * 2


def test_each_edition_of_a_translation_has_its_own_signatures():
    writer, reader = make_writer(), make_reader()
    version = publish_version()
    page = LegalPage.objects.get().copy_for_translation(Locale.objects.get(language_code="en"))
    fields = {"title": "Privacy statement", "summary": "This is new."}
    draft = write_draft(page, writer, "We keep your name.", **fields)
    assert refuse(draft, writer) == ALONE
    draft.publish(user=reader)
    write_draft(page, reader, "We store your name.").publish(user=writer)
    rows = version.texts.filter(language="en").order_by("edition")
    assert [list_signatures(row) for row in rows] == [
        (reader.pk, reader.pk, [writer.pk]),
        (writer.pk, writer.pk, [reader.pk]),
    ]
    assert list_signatures(version) == (None, None, [])


def test_the_signatures_are_sealed_with_the_text():
    writer, reader = make_writer(), make_reader()
    write_draft(make_legal_page(), writer).publish(user=reader)
    call_command("verify_ledger", stdout=StringIO())


def test_a_body_that_is_saved_with_other_block_numbers_is_no_change():
    page, writer, reader = make_legal_page(), make_writer(), make_reader()
    write_draft(page, writer)
    write_draft(page, reader, body=write_body("Wij bewaren je naam.")).publish(user=reader)
    assert Version.objects.get().written_by == [writer.pk]


def test_who_wrote_and_left_is_still_on_record_as_the_author():
    page, writer, reader = make_legal_page(), make_writer(), make_reader()
    send(let_in(writer), page, action="")
    number = writer.pk
    writer.delete()
    LegalPage.objects.get().latest_revision.publish(user=reader)
    assert list_signatures(Version.objects.get()) == (reader.pk, reader.pk, [number])


def test_whether_a_text_changed_is_read_from_the_drafts_since_and_no_older_one():
    page, writer = make_legal_page(), make_writer()
    old, handed_in = write_draft(page, writer), write_draft(page, writer, "Wij bewaren je adres.")
    Revision.objects.filter(pk=old.pk).update(content={})
    page.refresh_from_db()
    assert not has_changed_since(page, handed_in.pk)
    write_draft(page, writer, "Wij bewaren je naam.")
    page.refresh_from_db()
    assert has_changed_since(page, handed_in.pk)


def publish_contact(writer: User, reader: User) -> LegalPage:
    """A text that shows who we are: words that come from a register."""
    PublicationRules.objects.create(notice_days=0)
    page = make_legal_page("privacy", body=make_body(CONTACT))
    write_draft(page, writer)
    press(let_in(writer), page, "hand-in")
    let_in(reader).post(find_approval(page))
    return page


def change_register(address: str = "elders@voorbeeld.example") -> None:
    organisation = Organisation.load()
    organisation.email = address
    organisation.save()


def list_signed() -> list[tuple[int | None, int | None, list[int]]]:
    return [list_signatures(text) for text in VersionText.objects.order_by("pk")]


@pytest.mark.parametrize("is_saved_again", [True, False])
@pytest.mark.parametrize("name", ["writer", "reader"])
def test_words_from_a_register_that_changed_are_published_by_nobody_alone(name: str, is_saved_again: bool):
    people = {"writer": make_writer(), "reader": make_reader()}
    page = publish_contact(**people)
    change_register()
    if is_saved_again:
        write_draft(page, people[name])
    assert list(read_shown(let_in(people[name]), page)).count("publish") == 0
    assert press(let_in(people[name]), page).status_code == 422
    assert len(list_signed()) == 1


def test_the_editor_refuses_words_from_a_register_that_changed_too():
    writer = make_writer()
    page = publish_contact(writer, make_reader())
    change_register()
    with pytest.raises(PublicationRefused, match="publiceert hem niet alleen"):
        write_draft(page, writer).publish(user=writer)


def test_an_approval_of_unchanged_words_says_nothing_about_a_register_that_changes_later():
    writer, reader = make_writer(), make_reader()
    page = publish_contact(writer, reader)
    write_draft(page, writer)
    LegalPage.objects.get().get_workflow().start(LegalPage.objects.get(), writer)
    let_in(reader).post(find_approval(page))
    change_register()
    assert press(let_in(writer), page).status_code == 422
    assert len(list_signed()) == 1


def test_who_hands_in_words_from_a_register_brings_them_and_a_colleague_approves():
    writer, reader = make_writer(), make_reader()
    page = publish_contact(writer, reader)
    change_register()
    assert press(let_in(writer), page, "hand-in").status_code == 302
    let_in(writer).post(find_approval(page))
    assert len(list_signed()) == 1
    let_in(reader).post(find_approval(page))
    assert list_signed()[1] == (reader.pk, reader.pk, [writer.pk])


def test_a_colleague_publishes_words_from_a_register_that_another_handed_in():
    writer, reader = make_writer(), make_reader()
    page = publish_contact(writer, reader)
    change_register()
    press(let_in(writer), page, "hand-in")
    assert press(let_in(reader), page).status_code == 302
    assert list_signed()[1] == (reader.pk, reader.pk, [writer.pk])


def test_an_order_for_later_with_words_from_a_register_is_given_by_nobody_alone():
    writer = make_writer()
    page = publish_contact(writer, make_reader())
    change_register()
    tomorrow = timezone.now() + timedelta(days=1)
    draft = write_draft(page, writer, go_live_at=tomorrow, effective_from=timezone.localdate(tomorrow))
    assert refuse(draft, writer) == ALONE


def test_an_old_approval_of_a_translation_does_not_serve_for_a_register_that_changed():
    writer, reader = make_writer(), make_reader()
    page = publish_contact(writer, reader).copy_for_translation(Locale.objects.get(language_code="en"))
    page = LegalPage.objects.get(pk=page.pk)
    write_draft(page, writer, title="Privacy statement", summary="New.")
    press(let_in(writer), page, "hand-in")
    let_in(reader).post(find_approval(page))
    change_register()
    assert press(let_in(writer), page).status_code == 422
    assert len(list_signed()) == 2
