"""Says in the PDF's own metadata that it is a Factur-X invoice (Factur-X 1.09, chapter 6.2).

Typst attaches the XML but knows no metadata of others (typst/typst#5667), so the XMP packet that it wrote is added to:
its extension schema, which PDF/A asks for, and the four properties. The table of offsets at the end follows.
"""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

FILE_NAME = "factur-x.xml"
NAMESPACE = "urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#"
PROPERTIES = {  # name: (value, what it is)
    "DocumentFileName": (FILE_NAME, "name of the embedded XML invoice file"),
    "DocumentType": ("INVOICE", "INVOICE"),
    "Version": ("1.0", "The actual version of the Factur-X XML schema"),
    "ConformanceLevel": ("EN 16931", "The conformance level of the embedded Factur-X data"),
}
HEAD = b"<</Length %d/Type/Metadata/Subtype/XML>>\nstream\n"
METADATA = re.compile(HEAD.replace(b"%d", rb"(\d+)"))
SCHEMAS_END = b"</rdf:Bag></pdfaExtension:schemas>"
DESCRIPTION_END = b"</rdf:Description></rdf:RDF>"
DESCRIPTION_START = b'<rdf:Description rdf:about="" '
OFFSET = re.compile(rb"(\d{10})( \d{5} n\r\n)")


class UnknownPdf(ValueError):
    """Not as our Typst writes it: look again at `factur_x.py` when that was renewed."""


def declare_factur_x(pdf: bytes) -> bytes:
    """Raises `UnknownPdf`."""
    found = METADATA.search(pdf)
    if not found:
        raise UnknownPdf("no metadata")
    start, length = found.end(), int(found[1])
    packet = add_to_packet(pdf[start : start + length])
    changed = pdf[: found.start()] + HEAD % len(packet) + packet + pdf[start + length :]
    return move_offsets(changed, after=found.start(), by=len(changed) - len(pdf))


def add_to_packet(packet: bytes) -> bytes:
    if any(packet.count(place) != 1 for place in (SCHEMAS_END, DESCRIPTION_START, DESCRIPTION_END)):
        raise UnknownPdf("other metadata")
    values = "".join(f"<fx:{name}>{escape(value)}</fx:{name}>" for name, (value, _what) in PROPERTIES.items())
    packet = packet.replace(DESCRIPTION_START, DESCRIPTION_START + f'xmlns:fx="{NAMESPACE}" '.encode())
    packet = packet.replace(SCHEMAS_END, describe_schema().encode() + SCHEMAS_END)
    return packet.replace(DESCRIPTION_END, values.encode() + DESCRIPTION_END)


def describe_schema() -> str:
    """ISO 19005-3, 6.6.2.3.3: each property that PDF/A does not know is described in the file itself."""
    properties = "".join(
        '<rdf:li rdf:parseType="Resource">'
        f"<pdfaProperty:category>external</pdfaProperty:category><pdfaProperty:description>{what}"
        f"</pdfaProperty:description><pdfaProperty:name>{name}</pdfaProperty:name>"
        "<pdfaProperty:valueType>Text</pdfaProperty:valueType></rdf:li>"
        for name, (_value, what) in PROPERTIES.items()
    )
    return (
        '<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>Factur-X PDFA Extension Schema</pdfaSchema:schema>'
        f"<pdfaSchema:namespaceURI>{NAMESPACE}</pdfaSchema:namespaceURI><pdfaSchema:prefix>fx</pdfaSchema:prefix>"
        f"<pdfaSchema:property><rdf:Seq>{properties}</rdf:Seq></pdfaSchema:property></rdf:li>"
    )


def move_offsets(pdf: bytes, *, after: int, by: int) -> bytes:
    """In the cross-reference table, and that of the table itself (ISO 32000-1, 7.5.4 and 7.5.5)."""
    body, mark, rest = pdf.rpartition(b"\nxref\n")
    table, keyword, end = rest.partition(b"startxref\n")
    if not (mark and keyword):
        raise UnknownPdf("no cross-reference table")

    def move(entry: re.Match[bytes]) -> bytes:
        offset = int(entry[1])
        return b"%010d%s" % (offset + by if offset > after else offset, entry[2])

    place = b"%d\n%%%%EOF" % (len(body) + 1)
    return body + mark + OFFSET.sub(move, table) + keyword + place
