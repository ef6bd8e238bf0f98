"""The invoice in UBL 2.1, as EN 16931 wants it: what most Dutch accounting programs read. Names in brackets are the
business terms of the standard.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

from .codes import (
    KVK_SCHEME,
    ONLINE_PAYMENT,
    PIECE,
    PROFILE,
    TYPE_CODES,
    Facts,
    find_period,
    has_rate,
    is_outside,
    list_notes,
    name_buyer,
    name_contact,
)
from .elements import Writer, write_cents, write_percent

OASIS = "urn:oasis:names:specification:ubl:schema:xsd"
NAMESPACES = {
    "invoice": f"{OASIS}:Invoice-2",
    "credit": f"{OASIS}:CreditNote-2",
    "cac": f"{OASIS}:CommonAggregateComponents-2",
    "cbc": f"{OASIS}:CommonBasicComponents-2",
}
NAMES = {"invoice": "invoice:Invoice", "credit_note": "credit:CreditNote"}
QUANTITIES = {"invoice": "cbc:InvoicedQuantity", "credit_note": "cbc:CreditedQuantity"}
xml = Writer(NAMESPACES)


def write_ubl(facts: Facts) -> bytes:
    root = xml.begin(NAMES[facts["kind"]])
    name = NAMES[facts["kind"]].partition(":")[2]
    add_head(root, facts, f"cbc:{name}TypeCode")
    add_references(root, facts)
    add_seller(root, facts)
    add_buyer(root, facts)
    xml.add(
        root, "cac:Delivery/cbc:ActualDeliveryDate", find_period(facts)[1]
    )  # BT-72: when it is or will be completed
    xml.add(root, "cac:PaymentMeans/cbc:PaymentMeansCode", ONLINE_PAYMENT)  # BT-81
    add_vat_sums(root, facts)
    add_totals(root, facts)
    for number, line in enumerate(facts["lines"], 1):
        add_line(xml.add(root, f"cac:{name}Line"), number, line, facts)
    return xml.write(root)


def add_amount(parent: Element, path: str, cents: int, currency: str) -> None:
    xml.add(parent, path, write_cents(cents), currencyID=currency)


def add_head(root: Element, facts: Facts, type_name: str) -> None:
    xml.add(root, "cbc:CustomizationID", PROFILE)
    xml.add(root, "cbc:ID", facts["number"])  # BT-1
    xml.add(root, "cbc:IssueDate", facts["issued_on"])  # BT-2
    xml.add(root, type_name, TYPE_CODES[facts["kind"]])  # BT-3
    for note in list_notes(facts):
        xml.add(root, "cbc:Note", note)  # BT-22
    xml.add(root, "cbc:DocumentCurrencyCode", facts["currency"])  # BT-5
    add_period(root, *find_period(facts))  # BG-14


def add_references(root: Element, facts: Facts) -> None:
    if facts["buyer"]["purchase_order"]:
        order = xml.add(root, "cac:OrderReference")
        xml.add(order, "cbc:ID", facts["buyer"]["purchase_order"])  # BT-13
        xml.add_text(order, "cbc:SalesOrderID", facts["order_reference"])  # BT-14
    if facts["credits"]:
        reference = xml.add(root, "cac:BillingReference/cac:InvoiceDocumentReference")  # BG-3
        xml.add(reference, "cbc:ID", facts["credits"]["number"])
        xml.add(reference, "cbc:IssueDate", facts["credits"]["issued_on"])


def add_period(parent: Element, start: str, end: str) -> None:
    period = xml.add(parent, "cac:InvoicePeriod")
    xml.add(period, "cbc:StartDate", start)
    xml.add(period, "cbc:EndDate", end)


def add_seller(root: Element, facts: Facts) -> None:
    issuer = facts["issuer"]
    party = xml.add(root, "cac:AccountingSupplierParty/cac:Party")
    xml.add_text(party, "cac:PartyName/cbc:Name", issuer["trade_name"])  # BT-28
    add_address(party, issuer)
    # BT-31, or BT-32 where that may not be
    add_tax_number(party, issuer["vat_number"], "TAX" if is_outside(facts) else "VAT")
    legal = xml.add(party, "cac:PartyLegalEntity")
    xml.add(legal, "cbc:RegistrationName", issuer["legal_name"])  # BT-27
    xml.add(legal, "cbc:CompanyID", issuer["kvk"], schemeID=KVK_SCHEME)  # BT-30


def add_buyer(root: Element, facts: Facts) -> None:
    party = xml.add(root, "cac:AccountingCustomerParty/cac:Party")
    add_address(party, facts["buyer"])
    if facts["buyer"]["vat_number"] and not is_outside(facts):
        add_tax_number(party, facts["buyer"]["vat_number"], "VAT")  # BT-48
    xml.add(party, "cac:PartyLegalEntity/cbc:RegistrationName", name_buyer(facts))  # BT-44
    xml.add_text(party, "cac:Contact/cbc:Name", name_contact(facts))  # BT-56


def add_address(party: Element, who: Facts) -> None:
    address = xml.add(party, "cac:PostalAddress")
    xml.add_text(address, "cbc:StreetName", who["street"])
    xml.add_text(address, "cbc:CityName", who["city"])
    xml.add_text(address, "cbc:PostalZone", who["postal_code"])
    xml.add(address, "cac:Country/cbc:IdentificationCode", who["country"])


def add_tax_number(party: Element, number: str, scheme: str) -> None:
    registration = xml.add(party, "cac:PartyTaxScheme")
    xml.add(registration, "cbc:CompanyID", number)
    xml.add(registration, "cac:TaxScheme/cbc:ID", scheme)


def add_vat_sums(root: Element, facts: Facts) -> None:
    total = xml.add(root, "cac:TaxTotal")
    add_amount(total, "cbc:TaxAmount", facts["vat"], facts["currency"])  # BT-110
    for one in facts["vat_sums"]:
        part = xml.add(total, "cac:TaxSubtotal")  # BG-23
        add_amount(part, "cbc:TaxableAmount", one["net"], facts["currency"])
        add_amount(part, "cbc:TaxAmount", one["vat"], facts["currency"])
        add_category(part, "cac:TaxCategory", one)


def add_category(parent: Element, name: str, one: Facts) -> None:
    category = xml.add(parent, name)
    xml.add(category, "cbc:ID", one["category"])
    if has_rate(one):
        xml.add(category, "cbc:Percent", write_percent(one["rate"]))
    xml.add_text(category, "cbc:TaxExemptionReasonCode", one.get("reason_code"))
    xml.add_text(category, "cbc:TaxExemptionReason", one.get("reason"))
    xml.add(category, "cac:TaxScheme/cbc:ID", "VAT")


def add_totals(root: Element, facts: Facts) -> None:
    """All was paid before the invoice was made, so nothing is due."""
    totals, currency = xml.add(root, "cac:LegalMonetaryTotal"), facts["currency"]
    add_amount(totals, "cbc:LineExtensionAmount", facts["net"], currency)
    add_amount(totals, "cbc:TaxExclusiveAmount", facts["net"], currency)
    add_amount(totals, "cbc:TaxInclusiveAmount", facts["total"], currency)
    add_amount(totals, "cbc:PrepaidAmount", facts["total"], currency)
    add_amount(totals, "cbc:PayableAmount", 0, currency)


def add_line(item: Element, number: int, line: Facts, facts: Facts) -> None:
    currency = facts["currency"]
    xml.add(item, "cbc:ID", number)  # BT-126
    xml.add(item, QUANTITIES[facts["kind"]], line["quantity"], unitCode=PIECE)  # BT-129, BT-130
    add_amount(item, "cbc:LineExtensionAmount", line["net"], currency)  # BT-131
    add_period(item, *line["period"])  # BG-26
    if line["discount"]:
        allowance = xml.add(item, "cac:AllowanceCharge")  # BG-27
        xml.add(allowance, "cbc:ChargeIndicator", "false")
        xml.add(allowance, "cbc:AllowanceChargeReasonCode", "95")  # UNCL 5189: discount
        add_amount(allowance, "cbc:Amount", line["discount"], currency)
    goods = xml.add(item, "cac:Item")
    xml.add(goods, "cbc:Name", line["text"])  # BT-153
    add_category(goods, "cac:ClassifiedTaxCategory", line)  # BT-151, BT-152
    xml.add(item, "cac:Price/cbc:PriceAmount", line["unit_price"], currencyID=currency)  # BT-146
