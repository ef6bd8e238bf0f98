"""What may not become a version is said at the field, the page stays as it was, and nothing is written."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from wagtail.models import Page, Revision
from wagtail.test.utils.form_data import rich_text, streamfield

from legal.ledger.models import Leaf
from legal.statements.models import LegalPage, Version, VersionText
from legal.statements.publishing.publishing import PublicationRefused
from tests.factories.statements import make_legal_page, publish_version
from tests.visiting import Client

from .legal_admin import log_in, publish, send, write_form

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 23)
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
REQUIRED = "Dit is een verplicht veld."


@pytest.fixture(autouse=True)
def _monday(time_machine) -> None:
    time_machine.move_to("2026-11-23 11:00+01:00", tick=False)


def count_rows() -> list[int]:
    return [model.objects.count() for model in (Version, VersionText, Leaf, Revision, Page)]


def read_errors(response: HttpResponse) -> dict[str, list[str]]:
    assert response.status_code == 200
    return {name: [str(message) for message in messages] for name, messages in response.context["form"].errors.items()}


@pytest.mark.parametrize(
    ("fields", "field", "message"),
    [
        ({"summary": ""}, "summary", REQUIRED),
        ({"summary": " \n "}, "summary", REQUIRED),
        (
            {"summary": "x" * 1001},
            "summary",
            "Zorg dat deze waarde niet meer dan 1000 tekens bevat (het zijn er nu 1001).",
        ),
        ({"effective_from": ""}, "effective_from", REQUIRED),
        ({"effective_from": "gisteren"}, "effective_from", "Voer een geldige datum in."),
        ({"effective_from": "2026-02-30"}, "effective_from", "Voer een geldige datum in."),
        (
            {"effective_from": YESTERDAY},
            "effective_from",
            "Kies 23 november 2026 of later. Een nieuwe versie geldt nooit met terugwerkende kracht.",
        ),
        (
            {"go_live_at": "2026-11-30 09:00"},
            "effective_from",
            "Kies 30 november 2026 of later. Een nieuwe versie geldt nooit met terugwerkende kracht.",
        ),
        ({"change": "huge"}, "change", "Selecteer een geldige keuze. huge is geen beschikbare keuze."),
        ({"title": ""}, "title", REQUIRED),
        ({"title": "x" * 256}, "title", "Zorg dat deze waarde niet meer dan 255 tekens bevat (het zijn er nu 256)."),
    ],
)
def test_a_faulty_field_is_named_and_nothing_is_written(
    client: Client, fields: dict[str, Any], field: str, message: str
):
    page = make_legal_page()
    log_in(client)
    before = count_rows()
    assert read_errors(publish(client, page, **fields)) == {field: [message]}
    assert count_rows() == before
    assert not LegalPage.objects.get().live
    assert client.get("/privacy/").status_code == 404


def test_a_version_never_starts_before_the_one_before_it(client: Client):
    publish_version(effective_from=TODAY + timedelta(days=10))
    log_in(client)
    before = count_rows()
    response = publish(client, LegalPage.objects.get(), "Iets anders.", effective_from=TOMORROW)
    assert read_errors(response) == {"effective_from": ["Kies 3 december 2026 of later: dan gaat de vorige versie in."]}
    assert count_rows() == before


def test_the_day_of_a_version_cannot_be_moved_by_publishing_its_text_again(client: Client):
    publish_version()
    log_in(client)
    response = publish(client, LegalPage.objects.get(), effective_from=TOMORROW)
    message = "Deze tekst is al versie 1, geldig vanaf 23 november 2026. Dat ligt vast. Verander eerst de tekst."
    assert read_errors(response) == {"effective_from": [message]}
    assert Version.objects.get().effective_from == TODAY


def test_a_new_summary_of_an_unchanged_text_is_not_lost_without_a_word(client: Client):
    publish_version()
    log_in(client)
    response = publish(client, LegalPage.objects.get(), summary="Toch anders.")
    assert list(read_errors(response)) == ["summary"]
    assert Version.objects.get().texts.get().summary == "Dit is nieuw."


def test_two_sections_with_one_address_are_refused(client: Client):
    page = make_legal_page()
    log_in(client)
    before = count_rows()
    response = send(client, page, ("Rechten", "rechten", ["Een."]), ("Je rechten", "rechten", ["Twee."]))
    message = "Twee artikelen hebben hetzelfde anker. Geef elk artikel een eigen anker."
    assert read_errors(response) == {"body": [message]}
    response = send(client, page, ("Rechten", "", ["Een."]), ("_rechten_", "", ["Twee."]))
    assert read_errors(response) == {"body": [message]}
    assert count_rows() == before


def test_a_link_to_an_article_that_is_not_there_is_refused(client: Client):
    page = make_legal_page()
    log_in(client)
    before = count_rows()
    response = send(client, page, ("Rechten", "rechten", ['Zie <a href="#jouw-rechten">je rechten</a>.']))
    message = "Een link wijst naar #jouw-rechten, maar dat anker staat niet in deze tekst."
    assert read_errors(response) == {"body": [message]}
    assert count_rows() == before
    assert send(client, page, ("Rechten", "rechten", ['Zie <a href="#rechten">hier</a>.'])).status_code == 302


@pytest.mark.parametrize("anchor", ["Met Hoofdletter", "é", "a--b", "-a", '"><script>', "x" * 81])
def test_an_address_of_a_section_is_made_of_letters_digits_and_hyphens(client: Client, anchor: str):
    page = make_legal_page()
    log_in(client)
    before = count_rows()
    assert list(read_errors(send(client, page, ("Rechten", anchor, ["Een."])))) == ["body"]
    assert count_rows() == before


def test_a_text_without_words_is_refused(client: Client):
    page = make_legal_page()
    log_in(client)
    before = count_rows()
    form = write_form(document=str(page.document_id)) | {"action-publish": "1"}
    response = client.post(f"/admin/pages/{page.pk}/edit/", form)
    assert list(read_errors(response)) == ["body"]
    assert REQUIRED in response.content.decode()
    blank = {"body": streamfield([("paragraph", rich_text("<p> </p>"))])}
    assert read_errors(send(client, page, **blank)) == {"body": ["Schrijf eerst de tekst."]}
    assert count_rows() == before


def test_a_heading_of_signs_alone_needs_an_address_of_its_own(client: Client):
    page = make_legal_page()
    log_in(client)
    assert list(read_errors(send(client, page, ("???", "", ["Een."])))) == ["body"]


def test_a_second_page_for_the_same_document_is_refused(client: Client):
    page = make_legal_page()
    log_in(client)
    before = count_rows()
    form = write_form(document=str(page.document_id), slug="nog-een") | {"action-publish": "1"}
    response = client.post(f"/admin/pages/add/statements/legalpage/{page.get_parent().pk}/", form)
    assert "Van dit document bestaat al een tekst in deze taal." in str(read_errors(response)["document"])
    assert count_rows() == before


def test_a_legal_text_does_not_expire(client: Client):
    page = make_legal_page()
    log_in(client)
    response = publish(client, page, expire_at="2027-01-01 09:00")
    assert "expire_at" in read_errors(response)
    assert not LegalPage.objects.get().live


def test_whoever_publishes_by_code_meets_the_same_rules():
    page = make_legal_page(effective_from=YESTERDAY)
    revision = page.save_revision()
    before = count_rows()
    with pytest.raises(PublicationRefused):
        revision.publish()
    assert count_rows() == before
    assert not LegalPage.objects.get().live


@pytest.mark.parametrize("is_live", [False, True])
def test_a_page_whose_version_the_database_refuses_does_not_go_live(client: Client, is_live: bool):
    page = make_legal_page()
    if is_live:
        page.save_revision().publish()
    before = count_rows()[:3]
    refuse_leaves()
    log_in(client)
    answer = publish(client, page, "Nieuwe tekst.")
    assert answer["Location"] == f"/admin/legal/publish/{page.pk}/"
    assert "daarom is er niets gepubliceerd" in client.get(answer["Location"]).content.decode()
    assert count_rows()[:3] == before
    assert LegalPage.objects.get().live == is_live
    assert "Nieuwe tekst." not in client.get("/privacy/").content.decode()


def refuse_leaves() -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "CREATE TRIGGER full_ledger BEFORE INSERT ON ledger_leaf BEGIN SELECT RAISE(ABORT, 'no room'); END"
            )
        else:
            connection.check_constraints()
            body = "BEGIN RAISE EXCEPTION 'no room'; END"
            cursor.execute(f"CREATE FUNCTION be_full() RETURNS trigger LANGUAGE plpgsql AS $${body}$$")
            cursor.execute(
                "CREATE TRIGGER full_ledger BEFORE INSERT ON ledger_leaf FOR EACH ROW EXECUTE FUNCTION be_full()"
            )
