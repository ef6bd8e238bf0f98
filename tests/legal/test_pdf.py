"""Texts and receipts as PDF: to be kept, to be read aloud, and the same each time."""

import re
import zlib
from typing import Any

import pytest
from django.core.cache import cache
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from legal.statements.evidence import pdf
from legal.statements.evidence.printing import make_printable, read_parts
from legal.statements.evidence.receipt_pdf import render_receipt_pdf
from legal.statements.evidence.receipts import make_receipt, write_json
from legal.statements.models import Act, VersionText
from tests.factories.people import make_person
from tests.factories.statements import answer, publish_version, translate_text
from tests.legal.statement_blocks import make_body
from tests.visiting import Client

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def unpack(content: bytes) -> str:
    """The PDF with its streams unpacked, in one string."""
    streams = re.findall(rb"stream\r?\n(.*?)endstream", content, re.DOTALL)
    unpacked = [zlib.decompressobj().decompress(one) for one in streams if one[:1] == b"x"]
    return b"\n".join([content, *unpacked]).decode("latin-1")


@pytest.fixture
def text() -> VersionText:
    return publish_version("privacy", "Wij bewaren één naam.").find_text("nl")


@pytest.fixture
def receipt() -> dict[str, Any]:
    return make_receipt(answer(make_person(), publish_version("terms"), Act.Kind.ACCEPT))


# The text


def test_pdf_of_a_text_is_tagged_and_made_to_be_kept(text: VersionText) -> None:
    made = unpack(pdf.render_text_pdf(text))
    assert made.startswith("%PDF-")
    assert "/MarkInfo" in made
    assert "/StructTreeRoot" in made
    assert "<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" in made
    assert "<pdfuaid:part>1</pdfuaid:part>" in made


def test_pdf_of_a_text_has_a_title_and_a_language(text: VersionText) -> None:
    made = unpack(pdf.render_text_pdf(text))
    assert "Privacyverklaring" in made
    assert "/Lang(nl)" in made


def test_pdf_of_a_translation_is_in_its_own_language(text: VersionText) -> None:
    made = unpack(pdf.render_text_pdf(translate_text(text.version)))
    assert "/Lang(en)" in made
    assert "Privacy statement" in made


def test_facts_beside_a_text_are_complete(text: VersionText) -> None:
    facts = {fact["label"]: fact["text"] for fact in pdf.list_text_facts(text)}
    assert list(facts) == [
        *("Versie", "Geldig vanaf", "Gepubliceerd", "Soort wijziging", "Wat er veranderde", "Taal"),
        "SHA-256 van de tekst",
    ]
    assert facts["SHA-256 van de tekst"] == text.sha256
    assert facts["Soort wijziging"] == "inhoudelijk: er verandert iets voor leden"


def test_every_block_of_a_text_is_printed() -> None:
    text = publish_version("privacy", body=make_body()).find_text("nl")
    kinds = [part["kind"] for part in read_parts(text.blocks, text.snapshot)]
    assert kinds[:3] == ["heading", "definitions", "table"]
    assert kinds.count("table") >= 2
    assert pdf.render_text_pdf(text).startswith(b"%PDF-")


def test_link_is_printed_with_its_address() -> None:
    block = {"type": "paragraph", "value": '<p>Zie <a href="https://toezicht.example/klacht">de klacht</a>.</p>'}
    assert list(read_parts([block], {})) == [
        {"kind": "paragraph", "text": "Zie de klacht (https://toezicht.example/klacht)."}
    ]


def test_block_that_nobody_knows_yet_is_printed_line_by_line() -> None:
    assert list(read_parts([{"type": "motto", "value": "<p>Doe wat je belooft.</p>"}], {})) == [
        {"kind": "paragraph", "text": "Doe wat je belooft."}
    ]


def test_same_text_gives_the_same_pdf(text: VersionText) -> None:
    first = pdf.render_text_pdf(text)
    cache.clear()
    assert pdf.render_text_pdf(text) == first


def test_pdf_is_made_once(text: VersionText, django_assert_num_queries: Any) -> None:
    made = pdf.render_text_pdf(text)
    with django_assert_num_queries(0):
        assert pdf.render_text_pdf(text) == made


def test_words_of_a_text_are_never_read_as_a_program() -> None:
    text = publish_version("privacy", '#panic("oeps") $x$ *vet* #import "@preview/x:1.0.0" \\ `a`').find_text("nl")
    assert pdf.render_text_pdf(text).startswith(b"%PDF-")


def test_long_words_and_sixty_pages_are_printed() -> None:
    paragraphs = "</p><p>".join(["woord " * 300] * 100)
    text = publish_version("privacy", "x" * 5000 + paragraphs).find_text("nl")
    made = unpack(pdf.render_text_pdf(text))
    assert int(max(re.findall(r"/Count (\d+)", made), key=int)) > 40


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("één €", "één €"),
        ("e\u0301", "é"),
        ("a\u202eb\ufeff\x00\x07", "ab"),
        ("中 😀", "□ □"),
        ("\ue000\u0378", "□"),
        ("x" * 39, "x" * 39),
        ("x" * 40, "\u200b".join("x" * 40)),
    ],
)
def test_letters_that_no_font_has_are_shown_as_a_box(written: str, printed: str) -> None:
    assert make_printable(written) == printed


@settings(max_examples=60, derandomize=True)
@given(st.text(max_size=300))
def test_any_text_can_be_printed(text: VersionText, words: str) -> None:
    values = pdf.lay_out_text(text) | {"parts": [{"kind": "paragraph", "text": words}], "title": f"x{words}"}
    assert pdf.compile_pdf("text.typ", values).startswith(b"%PDF-")


# Its address


def test_visitor_downloads_the_pdf_of_a_version(client: Client, text: VersionText) -> None:
    response = client.get("/privacy/versies/1/pdf/")
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'attachment; filename="privacyverklaring-versie-1.pdf"'
    assert response["X-Robots-Tag"] == "noindex"
    assert response.content == pdf.render_text_pdf(text)


def test_pdf_follows_the_language_of_the_address(client: Client, text: VersionText) -> None:
    assert client.get("/en/privacy/versies/1/pdf/").content == pdf.render_text_pdf(text)
    english = translate_text(text.version)
    response = client.get("/en/privacy/versies/1/pdf/")
    assert response.content == pdf.render_text_pdf(english)
    assert 'filename="privacy-statement-' in response["Content-Disposition"]


@pytest.mark.parametrize("path", ["/privacy/versies/2/pdf/", "/terms/versies/1/pdf/"])
def test_pdf_of_a_version_that_is_not_there_is_not_found(client: Client, text: VersionText, path: str) -> None:
    assert client.get(path).status_code == 404


def test_page_of_a_version_leads_to_its_pdf(client: Client, text: VersionText) -> None:
    address = reverse("statements:pdf", args=["privacy", 1])
    assert f'href="{address}"' in client.get("/privacy/versies/1/").content.decode()


# The receipt


def test_pdf_of_a_receipt_holds_the_receipt_for_programs(receipt: dict[str, Any]) -> None:
    made = unpack(render_receipt_pdf(receipt, "nl", "Sanne Voorbeeld"))
    assert write_json(receipt).decode("latin-1") in made
    assert "/AFRelationship/Source" in made
    assert "receipt.json" in made


@pytest.mark.parametrize("language", ["nl", "en"])
def test_pdf_of_a_receipt_is_in_the_language_that_was_asked(receipt: dict[str, Any], language: str) -> None:
    assert f"/Lang({language})" in unpack(render_receipt_pdf(receipt, language))


def test_receipt_of_a_hostile_name_and_reason_is_printed(receipt: dict[str, Any]) -> None:
    receipt["act"]["person"] |= {"actor": 7, "reason": '#panic() "; \x00 \u202e 中' + "x" * 400}
    assert render_receipt_pdf(receipt, "nl", '#read("/etc/passwd")').startswith(b"%PDF-")


def test_title_that_nobody_sees_is_printed_as_a_box(text: VersionText) -> None:
    text.title = "\u200b\u200b"
    assert b"%PDF" in pdf.render_text_pdf(text)[:10]
    assert pdf.lay_out_text(text)["title"] == "□"
