"""The invoice as PDF: to be kept, to be read aloud, with the e-invoice inside, and the same each time."""

import io
import re
import subprocess

import facturx
import pypdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from members.invoicing.documents.cii import write_cii
from members.invoicing.documents.factur_x import NAMESPACE, UnknownPdf, declare_factur_x
from members.invoicing.documents.pdf import lay_out, list_totals, render_pdf
from members.invoicing.issuer import Issuer
from tests.factories.invoices import credit, fill_in_issuer, issue, make_business, make_buyer, make_line

from .cases import CASES, sell_through_oss, sell_to_dutch_business, sell_with_reverse_charge
from .official_rules import list_faults_of_cii

pytestmark = [pytest.mark.django_db, pytest.mark.one_database, pytest.mark.usefixtures("issuer")]


def read(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf), strict=True).pages)


def read_packet(pdf: bytes) -> etree._Element:
    found = re.search(rb"<\?xpacket begin.*?<\?xpacket end=\"r\"\?>", pdf, re.DOTALL)
    assert found
    return etree.fromstring(found[0])


@pytest.mark.parametrize("case", CASES)
def test_every_kind_of_sale_has_its_e_invoice_inside(case: str) -> None:
    facts = CASES[case]().facts
    pdf = render_pdf(facts)
    assert render_pdf(facts) == pdf
    name, xml = facturx.get_facturx_xml_from_pdf(io.BytesIO(pdf), check_xsd=True)
    assert (name, xml) == ("factur-x.xml", write_cii(facts))


def test_it_says_of_itself_what_it_is() -> None:
    packet = read_packet(render_pdf(issue().facts))
    words = {element.tag.rpartition("}")[2]: element.text for element in packet.iter() if element.text}
    assert {element.tag for element in packet.iter() if NAMESPACE in element.tag} == {
        f"{{{NAMESPACE}}}{name}" for name in ("DocumentType", "DocumentFileName", "Version", "ConformanceLevel")
    }
    assert (words["DocumentType"], words["DocumentFileName"]) == ("INVOICE", "factur-x.xml")
    assert (words["Version"], words["ConformanceLevel"]) == ("1.0", "EN 16931")
    described = [element.text for element in packet.iter() if element.tag.endswith("namespaceURI")]
    assert NAMESPACE in described


def test_it_is_pdf_a_3_with_tags_and_the_xml_is_an_alternative_of_it() -> None:
    reader = pypdf.PdfReader(io.BytesIO(render_pdf(issue().facts)), strict=True)
    root = reader.trailer["/Root"]
    (attached,) = root["/AF"]
    assert attached.get_object()["/AFRelationship"] == "/Alternative"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "nl"
    assert "/OutputIntents" in root
    assert reader.metadata.title == "Factuur WF2026-00001"
    metadata = root["/Metadata"].get_object().get_data().decode()
    assert "<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" in metadata
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata


def test_every_object_stands_where_the_table_says() -> None:
    pdf = render_pdf(issue().facts)
    start = int(pdf.rpartition(b"startxref\n")[2].split(b"\n")[0])
    assert pdf[start:].startswith(b"xref\n")
    for number, entry in enumerate(re.findall(rb"(\d{10}) \d{5} ([nf])\r\n", pdf[start:])):
        if entry[1] == b"n":
            assert pdf[int(entry[0]) :].startswith(b"%d 0 obj" % number)


def test_another_program_reads_it_without_complaint(tmp_path) -> None:
    (tmp_path / "a.pdf").write_bytes(render_pdf(issue().facts))
    told = subprocess.run(["pdfinfo", tmp_path / "a.pdf"], capture_output=True, text=True, check=True)
    # Poppler takes a boolean of ISO 32000-1 (table 321) for another thing.
    assert set(told.stderr.splitlines()) <= {"Syntax Error: Suspects object is wrong type (boolean)"}
    assert re.search(r"Tagged:\s+yes", told.stdout)


@pytest.mark.parametrize("pdf", [b"", b"%PDF-1.7\n", b"<</Length 3/Type/Metadata/Subtype/XML>>\nstream\nabc"])
def test_a_pdf_of_another_kind_is_refused(pdf: bytes) -> None:
    with pytest.raises(UnknownPdf):
        declare_factur_x(pdf)


def test_a_dutch_invoice_has_everything_that_the_law_asks_for() -> None:
    """Art. 35a(1) Wet OB 1968, and what KvK and bank want beside it."""
    words = read(render_pdf(sell_to_dutch_business().facts))
    for fact in (
        *("Factuur", "WF2026-00001", "23 november 2026"),
        *("Voorbeeldbedrijf B.V.", "Proefstraat 1, 1234 AB Utrecht", "KvK 12345678", "Btw-id NL123456782B90"),
        *("NL91 ABNA 0417 1643 00", "Bedrijf NV", "Kade 3", "3011 AB Rotterdam", "NL004495445B01", "PO-77"),
        *("Lidmaatschap, een maand", "21% btw", "€ 20,66", "€ 4,34", "€ 25,00", "Betaald op 23 november 2026"),
    ):
        assert fact.replace(" ", "\u00a0") in words.replace(" ", "\u00a0"), fact


def test_the_reader_reads_why_there_is_no_vat() -> None:
    facts = sell_with_reverse_charge().facts
    assert "Btw verlegd." in read(render_pdf(facts))
    assert "BE0428759497" in read(render_pdf(facts))


def test_an_english_buyer_reads_english() -> None:
    words = read(render_pdf(sell_through_oss().facts))
    assert "Invoice" in words
    assert "25.5% VAT (Finland)" in words
    assert "One-Stop-Shop" in words


def test_a_credit_note_names_its_invoice_and_why() -> None:
    words = read(render_pdf(credit(issue(), 1000).facts))
    for fact in (
        "Creditfactuur",
        "WF2026-00002",
        "WF2026-00001, 23 november 2026",
        "Je zag ervan af.",
        "Terugbetaald op",
    ):
        assert fact in words
    assert "Nog te betalen" not in words


def test_two_hundred_lines_make_several_pages_with_the_heading_on_each() -> None:
    pdf = render_pdf(issue(*[make_line(100 + number, text=f"Cursus {number}") for number in range(200)]).facts)
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    assert len(pages) > 4
    assert all("Omschrijving" in page.extract_text() for page in list(pages)[:-1])


def test_a_very_long_name_stays_on_the_page() -> None:
    buyer = make_business(company="Donaudampfschifffahrtsgesellschaft" * 6, name="Kim " * 30, street="Laan " * 30)
    words = read(render_pdf(issue(make_line(text="woord" * 60), buyer=buyer).facts)).replace("\u200b", "")
    assert words.replace("\n", "").count("schifffahrts") == 6
    assert words.replace("\n", "").count("woord") == 60


def test_nothing_is_left_to_pay() -> None:
    facts = issue().facts
    assert [row["amount"] for row in list_totals(facts)][-1] == "€\u00a00,00"
    assert lay_out(facts)["title"] == "Factuur WF2026-00001"


WORDS = st.text(min_size=1, max_size=40).filter(lambda text: any(letter.isalpha() for letter in text))


@settings(max_examples=25, suppress_health_check=[HealthCheck.filter_too_much])
@given(name=WORDS, text=WORDS, street=st.text(max_size=30))
def test_whatever_somebody_is_called_there_is_a_pdf_and_a_valid_e_invoice(name: str, text: str, street: str) -> None:
    facts = issue(make_line(text=text), buyer=make_buyer(name=name, street=street)).facts
    assert render_pdf(facts).startswith(b"%PDF-")
    assert list_faults_of_cii(write_cii(facts)) == []


def test_the_issuer_is_printed_as_frozen(issuer: Issuer) -> None:
    invoice = issue()
    fill_in_issuer(legal_name="Heel Anders B.V.")
    assert "Voorbeeldbedrijf B.V." in read(render_pdf(invoice.facts))
