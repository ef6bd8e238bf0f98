"""A text is handed to a colleague, who approves it as it was handed in, or asks for changes."""

from io import StringIO

import pytest
from django.core.management import call_command
from wagtail.models import TaskState, WorkflowState

from legal.statements.models import FourEyesTask, LegalPage, Version, VersionText
from members.accounts.models import User
from tests.factories.people import make_colleague
from tests.factories.statements import make_legal_page
from tests.visiting import Client

from .colleagues import find_approval, let_in, make_reader, make_writer, press, write_draft
from .legal_admin import publish

pytestmark = pytest.mark.django_db


def hand_in(page: LegalPage, writer: User, **fields: object) -> None:
    write_draft(page, writer, **fields)
    assert press(let_in(writer), page, "hand-in").status_code == 302


def approve(page: LegalPage, person: User) -> tuple[int, str]:
    response = let_in(person).post(find_approval(page), {"comment": "Akkoord."})
    return response.status_code, response.get("Location", "")


def list_actions(page: LegalPage, person: User) -> list[str]:
    task = FourEyesTask.objects.get()
    return sorted({name for name, _label, _modal in task.get_actions(LegalPage.objects.get(pk=page.pk), person)})


def test_a_colleague_who_approves_publishes_and_is_on_record_as_the_approver():
    page, writer, reader = make_legal_page(), make_writer(), make_reader()
    hand_in(page, writer)
    assert not Version.objects.exists()
    assert approve(page, reader)[0] == 302
    for row in (Version.objects.get(), VersionText.objects.get()):
        assert (row.published_by, row.approved_by, row.written_by) == (reader.pk, reader.pk, [writer.pk])
    assert LegalPage.objects.get().live


def test_a_writer_may_take_it_back_and_never_approve_it():
    page, writer, reader = make_legal_page(), make_writer(), make_reader()
    hand_in(page, writer)
    assert list_actions(page, writer) == ["reject"]
    assert list_actions(page, reader) == ["approve", "reject"]
    assert approve(page, writer) == (302, "/admin/")
    assert not Version.objects.exists()


def test_an_owner_who_wrote_it_cannot_approve_it():
    page, owner = make_legal_page(), make_writer()
    owner.is_superuser = True
    owner.save()
    hand_in(page, owner)
    assert list_actions(page, owner) == ["reject"]
    approve(page, owner)
    assert not Version.objects.exists()


def test_who_has_no_part_in_legal_texts_has_no_action():
    page = make_legal_page()
    hand_in(page, make_writer())
    assert list_actions(page, make_colleague("Moderators", "mo@voorbeeld.example")) == []


def test_a_colleague_who_asks_for_changes_publishes_nothing_and_it_can_be_handed_in_again():
    page, writer, reader = make_legal_page(), make_writer(), make_reader()
    hand_in(page, writer)
    let_in(reader).post(find_approval(page).replace("approve", "reject"), {"comment": "Artikel 1 klopt niet."})
    assert LegalPage.objects.get().current_workflow_state.status == WorkflowState.STATUS_NEEDS_CHANGES
    assert not Version.objects.exists()
    hand_in(page, writer, text="Wij bewaren je adres.")
    approve(page, reader)
    assert Version.objects.get().texts.get().text.endswith("Wij bewaren je adres.")


def test_a_colleague_who_changes_a_word_becomes_an_author_and_cannot_approve():
    page, writer, reader = make_legal_page(), make_writer(), make_reader()
    hand_in(page, writer)
    write_draft(page, reader, "Wij bewaren je adres.")
    assert list_actions(page, reader) == ["reject"]
    approve(page, reader)
    assert not Version.objects.exists()


def test_what_somebody_changed_after_it_was_handed_in_is_not_approved_along():
    page, writer, reader, third = make_legal_page(), make_writer(), make_reader(), make_colleague("Legal")
    hand_in(page, writer)
    write_draft(page, third, "Wij verkopen je naam.")
    assert list_actions(page, reader) == ["reject"]
    approve(page, reader)
    assert not Version.objects.exists()
    press(let_in(third), page, "hand-in")
    approve(page, reader)
    assert (Version.objects.get().approved_by, Version.objects.get().written_by) == (reader.pk, [writer.pk, third.pk])


def test_an_approval_does_not_cover_what_somebody_else_writes_before_it_is_published():
    page, writer, reader = make_legal_page(), make_writer(), make_reader()
    hand_in(page, writer)
    state = LegalPage.objects.get().current_workflow_task_state
    TaskState.objects.filter(pk=state.pk).update(status=TaskState.STATUS_APPROVED, finished_by=reader)
    LegalPage.objects.get().current_workflow_state.cancel(user=writer)
    write_draft(page, writer)
    assert press(let_in(writer), page).status_code == 302  # the very words that were approved
    assert Version.objects.get().approved_by == reader.pk
    write_draft(page, writer, "Wij verkopen je naam.", change="editorial")
    assert press(let_in(writer), page).status_code == 422
    assert Version.objects.count() == 1


def test_an_approved_text_that_was_planned_names_its_approver_when_its_hour_comes(time_machine):
    time_machine.move_to("2026-11-23 11:00+01:00", tick=False)
    page, writer, reader = make_legal_page(), make_writer(), make_reader()
    hand_in(page, writer, go_live_at="2026-11-24T09:00:00+01:00", effective_from="2026-11-24")
    approve(page, reader)
    assert not Version.objects.exists()
    time_machine.move_to("2026-11-24 09:01+01:00", tick=False)
    call_command("run_due", stderr=StringIO())
    version = Version.objects.get()
    assert (version.origin, version.approved_by, version.written_by) == ("schedule", reader.pk, [writer.pk])


def test_a_colleague_sees_the_consequences_before_approving():
    page, reader = make_legal_page(), make_reader()
    hand_in(page, make_writer())
    shown = let_in(reader).get(find_approval(page)).content.decode()
    assert "Privacyverklaring, versie 1" in shown
    assert "Geschreven door" in shown
    assert "wordt de tekst meteen gepubliceerd" in shown


def test_a_text_that_a_colleague_locked_is_not_published(client: Client):
    page, writer, reader = make_legal_page(), make_writer(), make_reader()
    write_draft(page, writer)
    let_in(writer).post(f"/admin/pages/{page.pk}/lock/")
    assert LegalPage.objects.get().locked
    assert press(let_in(reader), page).status_code == 422
    assert publish(let_in(reader), page).status_code == 200
    assert not Version.objects.exists()


def test_a_text_with_faults_is_not_handed_in():
    page, writer = make_legal_page(effective_from="2026-01-01"), make_writer()
    write_draft(page, writer)
    assert press(let_in(writer), page, "hand-in").status_code == 422
    assert LegalPage.objects.get().current_workflow_state is None
