"""Somebody of the legal team publishes in the admin: the page goes live and its version is on record, or neither."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from legal.ledger.models import Leaf
from legal.statements.models import LegalPage, Version, VersionText
from legal.statements.plain_text import read_statement
from legal.statements.publishing.importing import import_statement
from tests.factories.people import make_colleague
from tests.factories.statements import make_legal_page, publish_version, write_body
from tests.visiting import Client

from .legal_admin import SECTION, log_in, publish, relax_rules, send, write_form

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def _monday(time_machine) -> None:
    time_machine.move_to("2026-11-23 11:22:33.444+01:00", tick=False)


@pytest.fixture(autouse=True)
def _one_colleague_does_all() -> None:
    relax_rules()


def count_rows() -> list[int]:
    return [model.objects.count() for model in (Version, VersionText, Leaf)]


def test_publishing_writes_the_version_with_its_words_and_its_leaf(client: Client):
    page, colleague = make_legal_page(), make_colleague("Legal")
    client.force_login(colleague)
    assert publish(client, page, "Wij bewaren je naam &amp; adres.").status_code == 302
    version = Version.objects.get()
    assert (version.number, version.floor, version.change, version.origin) == (1, 1, "substantive", "admin")
    assert (version.effective_from, version.published_by, version.approved_by) == (TODAY, colleague.pk, None)
    assert version.published_at.isoformat() == "2026-11-23T10:22:33+00:00"
    text = version.texts.get()
    assert (text.language, text.edition, text.title, text.summary) == ("nl", 1, "Privacyverklaring", "Dit is nieuw.")
    assert text.text == "1. Wat we bewaren\n\nWij bewaren je naam & adres."
    assert "<p>Wij bewaren je naam &amp; adres.</p>" in text.html
    assert Leaf.objects.get() == text.leaf
    page.refresh_from_db()
    assert page.live


def test_a_new_page_is_published_from_the_form_that_makes_it(client: Client):
    page = make_legal_page()
    document, branch = page.document, page.get_parent()
    page.delete()
    log_in(client)
    form = write_form(SECTION, document=str(document.pk)) | {"action-publish": "1"}
    assert client.post(f"/admin/pages/add/statements/legalpage/{branch.pk}/", form).status_code == 302
    assert LegalPage.objects.get().live
    assert Version.objects.get().origin == "admin"


def test_a_draft_may_be_half_finished_and_is_no_version(client: Client):
    page = make_legal_page()
    log_in(client)
    response = send(client, page, action="", summary="", effective_from="")
    assert response.status_code == 302
    assert LegalPage.objects.get().get_latest_revision_as_object().summary == ""
    assert count_rows() == [0, 0, 0]
    assert client.get("/privacy/").status_code == 404


def test_a_draft_on_a_published_text_changes_nothing_for_visitors(client: Client):
    publish_version()
    log_in(client)
    page = LegalPage.objects.get()
    assert send(client, page, ("Anders", "anders", ["Heel anders."]), action="").status_code == 302
    assert count_rows() == [1, 1, 1]
    assert "Heel anders." not in client.get("/privacy/").content.decode()


def test_publishing_the_same_text_again_is_no_new_version(client: Client):
    page = make_legal_page()
    log_in(client)
    for _ in range(2):
        assert publish(client, page).status_code == 302
    assert count_rows() == [1, 1, 1]


def test_an_imported_text_that_is_opened_and_published_unchanged_is_no_new_version(client: Client):
    document = make_legal_page().document
    LegalPage.objects.get().delete()
    statement = read_statement(b"Privacyverklaring\n1. Wat we bewaren\nWij bewaren je naam.")
    import_statement(document=document, statement=statement, effective_from=date(2025, 6, 26))
    log_in(client)
    page = LegalPage.objects.get()
    assert publish(client, page, summary=page.summary, effective_from=page.effective_from).status_code == 302
    assert count_rows() == [1, 1, 1]


def test_a_change_in_the_title_alone_is_a_version(client: Client):
    page = make_legal_page()
    log_in(client)
    publish(client, page)
    publish(client, page, title="Privacystatement")
    assert count_rows() == [2, 2, 2]


@pytest.mark.parametrize(("change", "floor"), [("editorial", 1), ("clarification", 1), ("substantive", 2)])
def test_only_a_substantive_change_raises_the_floor(client: Client, change: str, floor: int):
    page = make_legal_page()
    log_in(client)
    publish(client, page)
    publish(client, page, "Wij bewaren je adres.", change=change)
    version = Version.objects.get(number=2)
    assert (version.change, version.floor) == (change, floor)


def test_an_editorial_change_after_a_substantive_one_keeps_its_floor():
    publish_version()
    publish_version(text="Wij bewaren je adres.")
    assert publish_version(text="We bewaren je adres.", change="editorial").floor == 2


def test_a_text_of_long_ago_that_is_published_again_is_a_version_of_now(client: Client):
    publish_version()
    first = LegalPage.objects.get().latest_revision
    publish_version(text="Wij bewaren je adres.")
    first.publish(user=make_colleague("Legal"))
    assert Version.objects.count() == 3
    newest = VersionText.objects.get(version__number=3)
    assert newest.html == VersionText.objects.get(version__number=1).html


def test_saving_the_page_in_code_changes_nothing_for_visitors(client: Client):
    publish_version()
    page = LegalPage.objects.get()
    page.title, page.body = "Gekaapt", write_body("Gekaapt.")
    page.save()
    assert count_rows() == [1, 1, 1]
    assert "Gekaapt" not in client.get("/privacy/").content.decode()
    assert "Wij bewaren je naam." in client.get("/privacy/").content.decode()


def publish_many(client: Client, *pages: LegalPage) -> Any:
    ids = "&".join(f"id={page.pk}" for page in pages)
    return client.post(f"/admin/bulk/wagtailcore/page/publish/?next=/admin/&{ids}", follow=True)


def test_publishing_from_the_list_of_pages_is_a_version_by_who_does_it(client: Client):
    page, colleague = make_legal_page(), make_colleague("Legal")
    page.save_revision(user=make_colleague("Legal", "wim@voorbeeld.example"))
    client.force_login(colleague)
    publish_many(client, page)
    assert (Version.objects.get().origin, Version.objects.get().published_by) == ("admin", colleague.pk)


def test_what_may_not_be_published_is_refused_from_the_list_too(client: Client):
    page = make_legal_page(effective_from=TODAY - timedelta(days=1))
    page.save_revision()
    log_in(client)
    response = publish_many(client, page)
    assert response.status_code == 200
    assert "Kies 23 november 2026 of later." in response.content.decode()
    assert count_rows() == [0, 0, 0]
    assert not LegalPage.objects.get().live


def test_a_version_becomes_due_in_amsterdam_and_not_in_greenwich(client: Client, time_machine):
    time_machine.move_to("2026-11-23 23:30:00Z", tick=False)  # already Tuesday here
    assert timezone.localdate() == date(2026, 11, 24)
    page = make_legal_page()
    log_in(client)
    response = publish(client, page, effective_from=TODAY)
    assert "Kies 24 november 2026 of later." in str(response.context["form"].errors["effective_from"])
