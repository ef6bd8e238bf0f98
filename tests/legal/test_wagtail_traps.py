"""What Wagtail lets slip, each by name: none of it changes what visitors read or what is on record."""

from collections.abc import Iterator
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django.http import HttpResponse
from wagtail.models import Page, PageLogEntry, Revision
from wagtail.signals import page_published, published

from legal.ledger.models import Leaf
from legal.statements.models import LegalPage, Version, VersionText
from legal.statements.publishing.keeping import RemovalRefused
from legal.statements.publishing.publishing import PublicationRefused
from members.accounts.models import User
from tests.factories.statements import make_legal_page, publish_version, write_body
from tests.visiting import Client

from .colleagues import find_approval, let_in, make_reader, make_writer, press, write_draft
from .legal_admin import SECTION, log_in, relax_rules, write_form

pytestmark = pytest.mark.django_db

NAME, ADDRESS = "Wij bewaren je naam.", "Wij bewaren je adres."


def count_rows() -> list[int]:
    return [model.objects.count() for model in (Version, VersionText, Leaf)]


def read(client: Client, path: str = "/privacy/") -> str:
    response = client.get(path)
    return response.content.decode() if response.status_code == 200 else str(response.status_code)


def check_ledger() -> None:
    call_command("verify_ledger", stdout=StringIO())


@pytest.mark.django_db(transaction=True)  # the command goes on after a refusal
def test_purge_revisions_keeps_the_live_one_and_who_wrote(client: Client):
    page, writer = make_legal_page(), make_writer()
    write_draft(page, writer).publish(user=make_reader())
    live = LegalPage.objects.get().live_revision_id
    for text in ("Eerst dit.", "Dan dat."):
        write_draft(page, writer, text)
    call_command("purge_revisions", stdout=StringIO())
    assert LegalPage.objects.get().live_revision_id == live
    assert Revision.objects.for_instance(page).count() == 3
    assert NAME in read(client)


@pytest.fixture
def _failing_receiver() -> Iterator[None]:
    def fail(**kwargs: Any) -> None:
        raise RuntimeError("a receiver of somebody else")

    page_published.connect(fail)
    yield
    page_published.disconnect(fail)


@pytest.mark.usefixtures("_failing_receiver")
@pytest.mark.parametrize("is_live", [False, True])
def test_a_failing_receiver_leaves_nothing_half_published(client: Client, is_live: bool):
    page = make_legal_page()
    if is_live:
        with pytest.raises(RuntimeError):
            page.save_revision().publish()
    before, was_live = count_rows(), LegalPage.objects.get().live
    with pytest.raises(RuntimeError):
        write_draft(page, None, ADDRESS).publish()
    assert count_rows() == before
    assert LegalPage.objects.get().live == was_live
    assert ADDRESS not in read(client)


def test_a_double_signal_writes_one_version():
    heard: list[bool] = []

    def listen(instance: Any, **kwargs: Any) -> None:
        heard.append(instance.live)

    page_published.connect(listen)
    published.connect(listen)
    publish_version()
    page_published.disconnect(listen)
    published.disconnect(listen)
    assert heard == [True, True]
    assert count_rows() == [1, 1, 1]


def test_scheduling_a_page_that_was_never_published_is_no_version_and_names_who_ordered_it(time_machine):
    time_machine.move_to("2026-11-23 11:00+01:00", tick=False)
    page, writer, reader = make_legal_page(), make_writer(), make_reader()
    fields = {"go_live_at": "2026-11-24T09:00:00+01:00", "effective_from": date(2026, 11, 24)}
    write_draft(page, writer, **fields).publish(user=reader)
    assert count_rows() == [0, 0, 0]
    time_machine.move_to("2026-11-24 09:01+01:00", tick=False)
    call_command("publish_scheduled", stdout=StringIO())
    assert not PageLogEntry.objects.filter(action="wagtail.publish.scheduled", user__isnull=False).exists()
    assert (Version.objects.get().published_by, Version.objects.get().approved_by) == (reader.pk, reader.pk)


def test_a_writer_who_plans_a_text_is_refused_at_once_and_not_only_at_its_hour(time_machine):
    time_machine.move_to("2026-11-23 11:00+01:00", tick=False)
    page, writer = make_legal_page(), make_writer()
    fields = {"go_live_at": "2026-11-24T09:00:00+01:00", "effective_from": date(2026, 11, 24)}
    draft = write_draft(page, writer, **fields)
    with pytest.raises(PublicationRefused):
        draft.publish(user=writer)
    draft.approved_go_live_at = "2026-11-24T09:00:00+01:00"  # an order that went past the rules
    draft.save()
    time_machine.move_to("2026-11-24 09:01+01:00", tick=False)
    with pytest.raises(SystemExit):
        call_command("run_due", stderr=StringIO())
    assert count_rows() == [0, 0, 0]


def test_page_save_changes_nothing_for_visitors(client: Client):
    publish_version()
    page = LegalPage.objects.get()
    page.title, page.body = "Gekaapt", write_body("Gekaapt.")
    page.save()
    assert count_rows() == [1, 1, 1]
    assert "Gekaapt" not in read(client)


def test_page_save_with_the_marks_of_a_publication_meets_the_rules_of_one(client: Client):
    publish_version()
    page = LegalPage.objects.get()
    page.body, page.effective_from = write_body(ADDRESS), date(2020, 1, 1)
    page.last_published_at = "2026-11-23T12:00:00Z"
    with pytest.raises(PublicationRefused):
        page.save()
    assert NAME in read(client)


def test_update_of_the_row_changes_nothing_for_visitors(client: Client):
    publish_version()
    LegalPage.objects.update(live=False, title="Gekaapt")
    assert NAME in read(client)
    assert "Gekaapt" not in read(client)


@pytest.mark.parametrize(
    "act",
    [
        lambda page: page.copy(update_attrs={"slug": "kopie"}),
        lambda page: page.move(Page.objects.get(depth=1), "last-child"),
        lambda page: page.delete(),
        lambda page: page.unpublish(),
        lambda page: page.unpublish(set_expired=True),
        lambda page: page.create_alias(update_slug="alias"),
    ],
    ids=["copy", "move", "delete", "unpublish", "expiry", "alias"],
)
def test_a_published_text_is_not_taken_away(client: Client, act: Any):
    publish_version()
    with pytest.raises(RemovalRefused), transaction.atomic():
        act(LegalPage.objects.get())
    assert LegalPage.objects.get().live
    assert NAME in read(client)


def test_an_expiry_that_went_past_the_rules_does_not_stop_everything_else(client: Client):
    publish_version()
    Page.objects.filter(pk=LegalPage.objects.get().pk).update(expire_at="2026-01-01T00:00Z")
    errors = StringIO()
    with pytest.raises(SystemExit):
        call_command("run_due", stderr=errors)
    assert "blijft bestaan" in errors.getvalue()
    assert LegalPage.objects.get().live
    assert NAME in read(client)


def autosave(client: Client, page: LegalPage, revision: int | None, text: str) -> HttpResponse:
    form = write_form((SECTION[0], SECTION[1], [text]), document=str(page.document_id), title="Privacyverklaring")
    form |= {"overwrite_revision_id": str(revision)} if revision else {}
    return client.post(f"/admin/pages/{page.pk}/edit/", form, headers={"accept": "application/json"})


def read_revision(number: int) -> str:
    return str(Revision.objects.get(pk=number).content["body"])


def test_autosave_overwrites_a_draft_of_ones_own(client: Client):
    page = make_legal_page()
    log_in(client)
    first = autosave(client, page, None, NAME).json()["revision_id"]
    assert autosave(client, page, first, ADDRESS).json()["revision_id"] == first
    assert ADDRESS in read_revision(first)


def test_autosave_overwriting_the_live_revision_makes_a_new_one(client: Client):
    page = make_legal_page()
    log_in(client)
    live = autosave(client, page, None, NAME).json()["revision_id"]
    press(client, page)
    answer = autosave(client, page, live, ADDRESS).json()
    assert answer["success"]
    assert answer["revision_id"] != live
    assert NAME in read_revision(live)
    assert LegalPage.objects.get().live_revision_id == live


def test_autosave_overwriting_what_a_colleague_looks_at_makes_a_new_one():
    page, writer = make_legal_page(), make_writer()
    client = let_in(writer)
    shown = autosave(client, page, None, NAME).json()["revision_id"]
    assert press(client, page, "hand-in").status_code == 302
    assert autosave(client, page, shown, ADDRESS).json()["revision_id"] != shown
    assert NAME in read_revision(shown)
    let_in(make_reader()).post(find_approval(page))
    assert count_rows() == [0, 0, 0]


def test_autosave_overwriting_a_planned_revision_changes_nothing(client: Client):
    page = make_legal_page()
    log_in(client)
    planned = autosave(client, page, None, NAME).json()["revision_id"]
    Revision.objects.filter(pk=planned).update(approved_go_live_at="2036-01-01T00:00Z")
    assert autosave(client, page, planned, ADDRESS).status_code == 400
    author = User.objects.get()
    draft = Revision.objects.get(pk=planned)
    assert LegalPage.objects.get().save_revision(user=author, overwrite_revision=draft).pk != planned
    assert NAME in read_revision(planned)


def test_republishing_an_old_revision_is_a_version_of_its_own(client: Client):
    relax_rules()
    publish_version()
    old = LegalPage.objects.get().latest_revision
    publish_version(text=ADDRESS)
    Revision.objects.get(pk=old.pk).publish(user=make_reader())
    assert list(Version.objects.order_by("number").values_list("number", flat=True)) == [1, 2, 3]
    assert NAME in read(client)
    check_ledger()
