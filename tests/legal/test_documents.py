"""The legal team adds kinds of legal text, and what is on record about them stays true."""

from datetime import date, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from legal.statements.acts.asking import list_due_versions, list_texts_to_agree
from legal.statements.documents.naming import DocumentInUse, remove_document
from legal.statements.models import Document, LegalPage, Version
from tests.factories.people import make_person
from tests.factories.statements import publish_version, write_body
from tests.visiting import Client

from .legal_admin import log_in, publish

pytestmark = pytest.mark.django_db
ADD = "/admin/legal/documents/new/"


@pytest.fixture
def legal(client: Client) -> Client:
    return log_in(client)


def write_form(**fields: str) -> dict[str, str]:
    form = {"name": "Huisregels", "slug": "huisregels", "act": "acknowledge", "position": "4", "ended_on": ""}
    return form | fields


def add(client: Client, **fields: str) -> Any:
    return client.post(ADD, write_form(**fields))


def change(client: Client, document: Document, **fields: str) -> Any:
    now = {"name": document.name, "slug": document.slug, "act": document.act, "position": str(document.position)}
    return client.post(f"/admin/legal/documents/edit/{document.pk}/", write_form(**now | fields))


def publish_house_rules(**fields: Any) -> Document:
    document = Document.objects.get(kind="huisregels")
    page = LegalPage.objects.get(document=document)
    page.body, page.summary, page.effective_from = write_body("Wees aardig."), "Nieuw.", timezone.localdate()
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()
    return document


def read(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser").main.get_text(" ", strip=True)


def end(document: Document, days: int) -> None:
    Document.objects.filter(pk=document.pk).update(ended_on=timezone.localdate() + timedelta(days=days))


def test_the_legal_team_adds_a_document_with_a_page_of_its_own(legal: Client) -> None:
    assert add(legal).status_code == 302
    document = Document.objects.get(slug="huisregels")
    assert (document.kind, document.act, document.position) == ("huisregels", "acknowledge", 4)
    page = LegalPage.objects.get(document=document)
    assert (page.title, page.slug, page.live) == ("Huisregels", "huisregels", False)
    assert legal.get(f"/admin/pages/{page.pk}/edit/").status_code == 200


def test_the_new_text_is_published_in_the_editor_and_read_at_its_address(legal: Client) -> None:
    add(legal)
    page = LegalPage.objects.get(document__kind="huisregels")
    response = publish(legal, page, "Wees aardig.", title="Huisregels", slug="huisregels")
    assert response.status_code == 302
    assert "Wees aardig." in read(Client(), "/huisregels/")


def test_who_signs_up_or_comes_back_is_asked_about_the_new_text(legal: Client) -> None:
    add(legal)
    publish_house_rules()
    assert [text.title for text in list_texts_to_agree("nl")] == ["Huisregels"]
    assert [version.document.kind for version in list_due_versions(make_person())] == ["huisregels"]


def test_editors_and_visitors_do_not_find_the_documents(client: Client) -> None:
    assert log_in(client, "Editors").get("/admin/legal/documents/").status_code in (302, 403, 404)
    assert add(client).status_code in (302, 403, 404)
    assert Client().get("/admin/legal/documents/").status_code in (302, 404)
    assert not Document.objects.filter(slug="huisregels").exists()


@pytest.mark.parametrize(
    "slug",
    ["account", "admin", "cursussen", "zoeken", "en", "nl", "cookies", "privacy", "bewijs", "statistiek", "healthz"]
    + ["afspraken", "static", "media", "_util", "lid-worden", "nieuw", "terms", "Huisregels", "1-regel", "huis_regels"],
)
def test_an_address_that_is_taken_or_cannot_be_one_is_refused(legal: Client, slug: str) -> None:
    response = add(legal, slug=slug)
    assert response.context["form"].errors.keys() == {"slug"}
    assert Document.objects.count() == 3


def test_a_kind_never_changes_when_the_address_does(legal: Client) -> None:
    add(legal)
    document = Document.objects.get(kind="huisregels")
    assert change(legal, document, slug="regels").status_code == 302
    document.refresh_from_db()
    assert (document.kind, document.slug) == ("huisregels", "regels")


@pytest.mark.parametrize(("name", "value"), [("slug", "regels"), ("act", "accept")])
def test_what_versions_rest_on_cannot_change_any_more(legal: Client, name: str, value: str) -> None:
    add(legal)
    document = publish_house_rules()
    response = change(legal, document, **{name: value})
    assert response.context["form"].errors.keys() == {name}
    assert change(legal, document, name="Onze huisregels", position="9").status_code == 302
    document.refresh_from_db()
    assert (document.slug, document.act, document.name) == ("huisregels", "acknowledge", "Onze huisregels")


def test_the_owners_remove_a_document_without_versions_with_its_draft(admin_client: Client) -> None:
    add(admin_client)
    document = Document.objects.get(kind="huisregels")
    assert admin_client.post(f"/admin/legal/documents/delete/{document.pk}/").status_code == 302
    assert not LegalPage.objects.exists()
    assert not Document.objects.filter(kind="huisregels").exists()


def test_nobody_removes_a_document_with_versions(admin_client: Client) -> None:
    add(admin_client)
    document = publish_house_rules()
    response = admin_client.post(f"/admin/legal/documents/delete/{document.pk}/", follow=True)
    assert "Die blijven voor altijd te lezen." in response.content.decode()
    with pytest.raises(DocumentInUse):
        remove_document(document=document)
    assert Document.objects.filter(kind="huisregels").exists()


def test_the_legal_team_itself_removes_no_document(legal: Client) -> None:
    add(legal)
    document = Document.objects.get(kind="huisregels")
    legal.post(f"/admin/legal/documents/delete/{document.pk}/")
    assert Document.objects.filter(kind="huisregels").exists()


def test_a_document_that_ended_asks_nothing_and_shows_its_last_text_with_a_notice(legal: Client) -> None:
    add(legal)
    document = publish_house_rules()
    end(document, days=0)
    assert list(list_due_versions(make_person())) == []
    end(document, days=1)
    words = read(Client(), "/huisregels/")
    assert "Deze tekst geldt niet meer vanaf" in words
    assert "Wees aardig." in words


def test_visitors_of_an_ended_text_hear_that_it_no_longer_applies(client: Client, time_machine: Any) -> None:
    time_machine.move_to("2026-11-23 11:00+01:00", tick=False)
    version = publish_version()
    end(version.document, days=5)
    publish_version(text="Later.", effective_from=timezone.localdate() + timedelta(days=9))
    time_machine.move_to("2026-12-05 11:00+01:00", tick=False)
    words = read(client, "/privacy/")
    assert "Deze tekst geldt niet meer sinds 28 november 2026." in words
    assert "Wij bewaren je naam." in words
    assert "Later." not in words


def test_every_text_in_force_is_found_from_the_footer_by_its_own_title(client: Client) -> None:
    publish_version("privacy", title="Onze privacyverklaring")
    ended = publish_version("terms", effective_from=timezone.localdate()).document
    end(ended, days=0)
    footer = BeautifulSoup(client.get("/").content, "html.parser").footer
    assert footer.find("a", href="/afspraken/")
    page = BeautifulSoup(client.get("/afspraken/").content, "html.parser").main
    assert page.find("a", href="/privacy/").text == "Onze privacyverklaring"
    assert not page.find("a", href="/cookies/")


def test_the_page_of_all_texts_says_when_there_are_none(client: Client) -> None:
    assert "Er is nog geen versie gepubliceerd." in read(client, "/afspraken/")


def test_the_page_of_all_texts_takes_no_more_queries_for_three_than_for_one(client: Client) -> None:
    publish_version("privacy")
    client.get("/afspraken/")
    with CaptureQueriesContext(connection) as captured:
        client.get("/afspraken/")
    for_one = len(captured)
    publish_version("terms")
    publish_version("cookies")
    client.get("/afspraken/")
    with CaptureQueriesContext(connection) as three:
        client.get("/afspraken/")
    assert len(three) <= for_one


# When a document ends


def find_end_errors(client: Client, document: Document, days: int | None) -> list[str]:
    """Nothing when the end was saved."""
    day = "" if days is None else (timezone.localdate() + timedelta(days=days)).isoformat()
    response = change(client, document, ended_on=day)
    return [] if response.status_code == 302 else response.context["form"].errors["ended_on"]


def test_no_end_takes_texts_from_days_on_which_they_applied(admin_client: Client, time_machine: Any) -> None:
    time_machine.move_to("2026-11-23 23:30+00:00", tick=False)  # half past twelve on the 24th in Amsterdam
    admin_client.log_in_again()
    document = publish_version().document
    publish_version(text="Later.", effective_from=timezone.localdate() + timedelta(days=9))
    for days in (-9000, 0):
        assert "Kies morgen of later" in find_end_errors(admin_client, document, days)[0]
    for days in (1, 9):
        message = "Kies een dag na 3 december 2026: dan gaat versie 2 in."
        assert find_end_errors(admin_client, document, days) == [message]
    assert find_end_errors(admin_client, document, 10) == []


def test_only_an_owner_ends_a_text_that_is_on_record(legal: Client, admin_client: Client) -> None:
    document = publish_version().document
    assert "Alleen een eigenaar" in find_end_errors(legal, document, 9)[0]
    assert find_end_errors(admin_client, document, 9) == []
    assert "Alleen een eigenaar" in find_end_errors(legal, document, None)[0]
    assert find_end_errors(admin_client, document, None) == []


def test_an_end_that_has_come_stays_and_earlier_days_keep_their_text(admin_client: Client, time_machine: Any) -> None:
    time_machine.move_to("2026-11-23 11:00+01:00", tick=False)
    document = publish_version().document
    assert find_end_errors(admin_client, document, 1) == []
    time_machine.move_to("2026-11-24 00:00+01:00", tick=False)
    admin_client.log_in_again()
    for days in (None, 9):
        errors = find_end_errors(admin_client, document, days)
        assert errors == ["Dit document geldt niet meer sinds 24 november 2026. Dat ligt vast."]
    assert change(admin_client, document, ended_on="2026-11-24", name="Onze privacy").status_code == 302
    assert "Wij bewaren je naam." in read(Client(), "/privacy/?op=2026-11-23")
    assert Version.objects.in_force(date(2026, 11, 23)).count() == 1
    assert Version.objects.in_force().count() == 0
