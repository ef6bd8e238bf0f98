"""Blocks of a legal text: definitions, data tables, contact and registers, beside its sections and paragraphs."""

import json

import pytest
from bs4 import BeautifulSoup
from wagtail.models import Locale
from wagtail.test.utils.form_data import rich_text
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from home.identity.models import Controller, Organisation
from legal.statements.archive.differences import compare_texts
from legal.statements.models import LegalPage, Version, VersionText
from legal.statements.writing.anchors import find_lost_anchors
from legal.statements.writing.blocks import StatementBlock
from legal.statements.writing.lines import Line, list_headings, read_lines
from legal.statements.writing.rendering import render_page
from tests.factories.statements import make_legal_page, publish_version
from tests.visiting import Client

from .legal_admin import log_in, send
from .statement_blocks import (
    ACCOUNT,
    COLUMNS,
    CONTACT,
    make_body,
    make_definitions,
    make_table,
    write_items,
    write_section,
)

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
ROW = "Waarvan: Je account; Welke gegevens: Naam en e-mailadres; Waarvoor: Inloggen; Grondslag: Overeenkomst"


def publish_blocks(*blocks: dict) -> VersionText:
    return publish_version(body=make_body(*blocks)).texts.get()


def read_text_lines(text: VersionText) -> list[Line]:
    return list(read_lines(text.blocks, text.snapshot))


def read_page(client: Client, path: str = "/privacy/") -> BeautifulSoup:
    return BeautifulSoup(client.get(path).content, "html.parser")


def publish_difference(old: list, new: list) -> list[tuple[str, str]]:
    texts = [publish_version(body=make_body(*blocks)).texts.get() for blocks in (old, new)]
    return [
        (line.kind, " ".join(piece.text for piece in line.pieces))
        for line in compare_texts(*texts)
        if line.kind != "unchanged"
    ]


def test_visitors_read_a_table_with_headings_for_its_rows_and_columns(client: Client) -> None:
    publish_blocks(make_table())
    table = read_page(client).find("table")
    assert table.caption.get_text(strip=True) == "Wat we bewaren"
    assert [cell.text for cell in table.find_all("th", scope="col")] == list(COLUMNS.values())
    assert [cell.text for cell in table.find_all("th", scope="row")] == ["Je account", "Je bestelling"]
    first = table.tbody.tr.find_all("td")
    assert [(cell["data-label"], cell.text) for cell in first][0] == ("Welke gegevens", "Naam en e-mailadres")


def test_visitors_read_definitions_as_terms_with_their_meaning(client: Client) -> None:
    publish_blocks(make_definitions())
    definitions = read_page(client).find("dl", class_="definitions")
    assert [term.text for term in definitions.find_all("dt")] == ["AVG", "Lid"]
    assert definitions.dd.b.text == "privacywet"


def test_visitors_read_who_is_responsible_and_how_to_reach_them(client: Client) -> None:
    organisation = Organisation.load()
    organisation.email, organisation.street = "privacy@werkflippen.example", "Kade 1"
    organisation.postal_code, organisation.city = "1234 AB", "Delft"
    organisation.save()
    for name in ("Eerste B.V.", "Tweede B.V."):
        Controller.objects.create(organisation=organisation, name=name)
    publish_blocks(CONTACT)
    contact = read_page(client).find("dl", class_="contact")
    assert [fact.get_text(strip=True) for fact in contact.find_all("dd")] == [
        "Eerste B.V. en Tweede B.V.",
        "Kade 1, 1234 AB Delft, Nederland",
        "privacy@werkflippen.example",
    ]
    assert contact.a["href"] == "mailto:privacy@werkflippen.example"


def test_a_row_is_one_line_of_the_plain_text(client: Client) -> None:
    text = publish_blocks(make_table(), make_definitions(), CONTACT)
    assert read_text_lines(text) == [
        Line("section", "Wat we bewaren", "1", "wat-we-bewaren"),
        Line("caption", "Wat we bewaren"),
        Line("row", f"{ROW}; Hoe lang: 2 jaar"),
        Line("row", "Waarvan: Je bestelling; Welke gegevens: Factuur; Grondslag: Wet; Hoe lang: 7 jaar"),
        Line("definition", "AVG: De privacywet."),
        Line("definition", "Lid: Iemand met een lidmaatschap."),
        Line("contact", "Wie verantwoordelijk is: Werkflippen"),
    ]
    assert text.text.split("\n\n") == [str(line) for line in read_text_lines(text)]
    assert [line.text for line in list_headings(text.blocks)] == ["Wat we bewaren"]


def test_the_order_of_the_columns_does_not_depend_on_the_database() -> None:
    """PostgreSQL keeps the names of an object in an order of its own."""
    text = publish_blocks(make_table(ACCOUNT))
    sorted_blocks = json.loads(json.dumps(text.blocks, sort_keys=True))
    assert [line.text for line in read_lines(sorted_blocks) if line.kind == "row"] == [f"{ROW}; Hoe lang: 2 jaar"]


def test_a_changed_cell_and_a_new_row_are_each_one_line_of_the_difference() -> None:
    new = {
        "category": "Je vraag",
        "data": "Je bericht",
        "purpose": "Antwoorden",
        "basis": "Belang",
        "retention": "1 jaar",
    }
    changed = publish_difference([make_table(ACCOUNT)], [make_table(ACCOUNT | {"retention": "3 jaar"}, new)])
    assert changed == [
        ("changed", f"{ROW}; Hoe lang: 2 3 jaar"),
        (
            "added",
            "Waarvan: Je vraag; Welke gegevens: Je bericht; Waarvoor: Antwoorden; Grondslag: Belang; Hoe lang: 1 jaar",
        ),
    ]


def test_a_new_meaning_is_a_changed_line() -> None:
    changed = publish_difference([make_definitions(Lid="Wie betaalt.")], [make_definitions(Lid="Wie lid is.")])
    assert changed == [("changed", "Lid: Wie betaalt. lid is.")]


def test_the_editor_publishes_a_table_and_definitions(client: Client) -> None:
    page = make_legal_page()
    table = {"caption": "Wat we bewaren", "columns": COLUMNS, "rows": write_items(ACCOUNT)}
    assert send(log_in(client), page, body=write_section("table", table)).status_code == 302
    definitions = write_items({"term": "AVG", "meaning": rich_text("<p>De wet.</p>")})
    assert send(client, page, body=write_section("definitions", definitions)).status_code == 302
    lines = [[line.kind for line in read_text_lines(text)] for text in VersionText.objects.order_by("pk")]
    assert lines == [["section", "caption", "row"], ["section", "definition"]]


def test_a_row_without_a_name_is_refused_in_the_editor(client: Client) -> None:
    page = make_legal_page()
    table = {"caption": "Wat we bewaren", "columns": COLUMNS, "rows": write_items(ACCOUNT | {"category": ""})}
    response = send(log_in(client), page, body=write_section("table", table))
    assert response.context["form"].errors.keys() == {"body"}
    assert not Version.objects.exists()


def test_a_heading_that_changes_keeps_its_address(client: Client) -> None:
    page = make_legal_page()
    log_in(client)
    send(client, page, ("Wat we bewaren", "", ["Je naam."]), action="")
    page = LegalPage.objects.get().get_latest_revision_as_object()
    anchor = page.body[0].value["anchor"]
    send(client, page, ("Welke gegevens we bewaren", anchor, ["Je naam."]))
    assert [line.anchor for line in list_headings(VersionText.objects.get().blocks)] == ["wat-we-bewaren"]


def test_an_address_that_would_lead_nowhere_is_found() -> None:
    text = publish_version().texts.get()
    page = LegalPage.objects.get()
    assert find_lost_anchors(render_page(page), text) == []
    page.body = [("section", {"heading": "Wat we bewaren", "anchor": "bewaren", "content": []})]
    assert find_lost_anchors(render_page(page), text) == ["wat-we-bewaren"]
    assert find_lost_anchors(render_page(page), None) == []


def test_a_table_and_definitions_are_translated_word_by_word(django_capture_on_commit_callbacks) -> None:
    publish_version(body=make_body(make_table(ACCOUNT), make_definitions(AVG="De wet.")))
    source, _created = TranslationSource.get_or_create_from_instance(LegalPage.objects.get())
    english = Locale.objects.get(language_code="en")
    translation = Translation.objects.create(source=source, target_locale=english)
    for segment in source.stringsegment_set.select_related("string", "context"):
        StringTranslation.objects.create(
            translation_of=segment.string, locale=english, context=segment.context, data=f"EN {segment.string.data}"
        )
    with django_capture_on_commit_callbacks(execute=True):
        translation.save_target(publish=True)
    text = VersionText.objects.get(language="en")
    assert [line.text for line in read_text_lines(text)][1:] == [
        "EN Wat we bewaren",
        "EN Waarvan: EN Je account; EN Welke gegevens: EN Naam en e-mailadres; "
        "EN Waarvoor: EN Inloggen; EN Grondslag: EN Overeenkomst; EN Hoe lang: EN 2 jaar",
        "EN AVG: EN De wet.",
    ]
    assert list_headings(text.blocks)[0].anchor == "wat-we-bewaren"


@pytest.mark.parametrize("name", list(StatementBlock().child_blocks))
def test_every_block_says_what_it_is_and_shows_an_example(client: Client, name: str) -> None:
    block = StatementBlock().child_blocks[name]
    assert block.label
    assert block.meta.description
    assert block.meta.icon != "placeholder"
    log_in(client)
    preview = client.get(
        "/admin/block-preview/",
        {"id": LegalPage._meta.get_field("body").stream_block.child_blocks[name].definition_prefix},
    )
    assert preview.status_code == 200
    assert BeautifulSoup(preview.content, "html.parser").find(class_="prose").get_text(strip=True)
