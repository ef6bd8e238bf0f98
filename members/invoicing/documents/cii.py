"""The invoice in UN/CEFACT Cross Industry Invoice (D16B), as EN 16931 and Factur-X want it. Names in brackets are the
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

UNECE = "urn:un:unece:uncefact:data"
NAMESPACES = {
    "rsm": f"{UNECE}:standard:CrossIndustryInvoice:100",
    "ram": f"{UNECE}:standard:ReusableAggregateBusinessInformationEntity:100",
    "qdt": f"{UNECE}:standard:QualifiedDataType:100",
    "udt": f"{UNECE}:standard:UnqualifiedDataType:100",
}
DAY = "102"  # UNTDID 2379: CCYYMMDD
xml = Writer(NAMESPACES)


def write_cii(facts: Facts) -> bytes:
    root = xml.begin("rsm:CrossIndustryInvoice")
    profile = "rsm:ExchangedDocumentContext/ram:GuidelineSpecifiedDocumentContextParameter/ram:ID"
    xml.add(root, profile, PROFILE)
    add_document(root, facts)
    transaction = xml.add(root, "rsm:SupplyChainTradeTransaction")
    for number, line in enumerate(facts["lines"], 1):
        add_line(transaction, number, line)
    add_agreement(transaction, facts)
    delivery = "ram:ApplicableHeaderTradeDelivery/ram:ActualDeliverySupplyChainEvent/ram:OccurrenceDateTime"
    add_day(transaction, delivery, find_period(facts)[1])  # BT-72: when it is or will be completed
    add_settlement(transaction, facts)
    return xml.write(root)


def add_day(parent: Element, path: str, day: str, prefix: str = "udt") -> None:
    xml.add(parent, f"{path}/{prefix}:DateTimeString", day.replace("-", ""), format=DAY)


def add_document(root: Element, facts: Facts) -> None:
    document = xml.add(root, "rsm:ExchangedDocument")
    xml.add(document, "ram:ID", facts["number"])  # BT-1
    xml.add(document, "ram:TypeCode", TYPE_CODES[facts["kind"]])  # BT-3
    add_day(document, "ram:IssueDateTime", facts["issued_on"])  # BT-2
    for note in list_notes(facts):
        xml.add(document, "ram:IncludedNote/ram:Content", note)  # BT-22


def add_line(transaction: Element, number: int, line: Facts) -> None:
    item = xml.add(transaction, "ram:IncludedSupplyChainTradeLineItem")
    xml.add(item, "ram:AssociatedDocumentLineDocument/ram:LineID", number)  # BT-126
    xml.add(item, "ram:SpecifiedTradeProduct/ram:Name", line["text"])  # BT-153
    price = "ram:SpecifiedLineTradeAgreement/ram:NetPriceProductTradePrice/ram:ChargeAmount"
    xml.add(item, price, line["unit_price"])  # BT-146
    quantity = "ram:SpecifiedLineTradeDelivery/ram:BilledQuantity"
    xml.add(item, quantity, line["quantity"], unitCode=PIECE)  # BT-129, BT-130
    settlement = xml.add(item, "ram:SpecifiedLineTradeSettlement")
    tax = xml.add(settlement, "ram:ApplicableTradeTax")
    xml.add(tax, "ram:TypeCode", "VAT")
    add_category(tax, line)  # BT-151, BT-152
    add_period(settlement, *line["period"])  # BG-26
    if line["discount"]:
        add_discount(settlement, line)
    total = "ram:SpecifiedTradeSettlementLineMonetarySummation/ram:LineTotalAmount"
    xml.add(settlement, total, write_cents(line["net"]))  # BT-131


def add_category(tax: Element, one: Facts) -> None:
    xml.add(tax, "ram:CategoryCode", one["category"])
    xml.add_text(tax, "ram:ExemptionReasonCode", one.get("reason_code"))
    if has_rate(one):
        xml.add(tax, "ram:RateApplicablePercent", write_percent(one["rate"]))


def add_period(parent: Element, start: str, end: str) -> None:
    period = xml.add(parent, "ram:BillingSpecifiedPeriod")
    add_day(period, "ram:StartDateTime", start)
    add_day(period, "ram:EndDateTime", end)


def add_discount(settlement: Element, line: Facts) -> None:
    allowance = xml.add(settlement, "ram:SpecifiedTradeAllowanceCharge")  # BG-27
    xml.add(allowance, "ram:ChargeIndicator/udt:Indicator", "false")
    xml.add(allowance, "ram:ActualAmount", write_cents(line["discount"]))
    xml.add(allowance, "ram:ReasonCode", "95")  # UNCL 5189: discount


def add_agreement(transaction: Element, facts: Facts) -> None:
    agreement = xml.add(transaction, "ram:ApplicableHeaderTradeAgreement")
    add_seller(agreement, facts)
    add_buyer(agreement, facts)
    sales_order = "ram:SellerOrderReferencedDocument/ram:IssuerAssignedID"
    xml.add_text(agreement, sales_order, facts["order_reference"])  # BT-14
    purchase_order = "ram:BuyerOrderReferencedDocument/ram:IssuerAssignedID"
    xml.add_text(agreement, purchase_order, facts["buyer"]["purchase_order"])  # BT-13


def add_seller(agreement: Element, facts: Facts) -> None:
    issuer = facts["issuer"]
    party = xml.add(agreement, "ram:SellerTradeParty")
    xml.add(party, "ram:Name", issuer["legal_name"])  # BT-27
    legal = xml.add(party, "ram:SpecifiedLegalOrganization")
    xml.add(legal, "ram:ID", issuer["kvk"], schemeID=KVK_SCHEME)  # BT-30
    xml.add_text(legal, "ram:TradingBusinessName", issuer["trade_name"])  # BT-28
    add_address(party, issuer)
    add_tax_number(party, issuer["vat_number"], is_outside(facts))  # BT-31, or BT-32 where that may not be


def add_buyer(agreement: Element, facts: Facts) -> None:
    party = xml.add(agreement, "ram:BuyerTradeParty")
    xml.add(party, "ram:Name", name_buyer(facts))  # BT-44
    xml.add_text(party, "ram:DefinedTradeContact/ram:PersonName", name_contact(facts))  # BT-56
    add_address(party, facts["buyer"])
    if facts["buyer"]["vat_number"] and not is_outside(facts):
        add_tax_number(party, facts["buyer"]["vat_number"], False)  # BT-48


def add_address(party: Element, who: Facts) -> None:
    address = xml.add(party, "ram:PostalTradeAddress")
    xml.add_text(address, "ram:PostcodeCode", who["postal_code"])
    xml.add_text(address, "ram:LineOne", who["street"])
    xml.add_text(address, "ram:CityName", who["city"])
    xml.add(address, "ram:CountryID", who["country"])


def add_tax_number(party: Element, number: str, is_fiscal: bool) -> None:
    xml.add(party, "ram:SpecifiedTaxRegistration/ram:ID", number, schemeID="FC" if is_fiscal else "VA")


def add_settlement(transaction: Element, facts: Facts) -> None:
    settlement = xml.add(transaction, "ram:ApplicableHeaderTradeSettlement")
    xml.add(settlement, "ram:InvoiceCurrencyCode", facts["currency"])  # BT-5
    xml.add(settlement, "ram:SpecifiedTradeSettlementPaymentMeans/ram:TypeCode", ONLINE_PAYMENT)  # BT-81
    for one in facts["vat_sums"]:
        add_vat_sum(settlement, one)
    add_period(settlement, *find_period(facts))  # BG-14
    add_totals(settlement, facts)
    if facts["credits"]:
        reference = xml.add(settlement, "ram:InvoiceReferencedDocument")  # BG-3
        xml.add(reference, "ram:IssuerAssignedID", facts["credits"]["number"])
        add_day(reference, "ram:FormattedIssueDateTime", facts["credits"]["issued_on"], "qdt")


def add_vat_sum(settlement: Element, one: Facts) -> None:
    tax = xml.add(settlement, "ram:ApplicableTradeTax")  # BG-23
    xml.add(tax, "ram:CalculatedAmount", write_cents(one["vat"]))
    xml.add(tax, "ram:TypeCode", "VAT")
    xml.add_text(tax, "ram:ExemptionReason", one["reason"])
    xml.add(tax, "ram:BasisAmount", write_cents(one["net"]))
    add_category(tax, one)


def add_totals(settlement: Element, facts: Facts) -> None:
    """All was paid before the invoice was made, so nothing is due."""
    totals = xml.add(settlement, "ram:SpecifiedTradeSettlementHeaderMonetarySummation")
    xml.add(totals, "ram:LineTotalAmount", write_cents(facts["net"]))
    xml.add(totals, "ram:TaxBasisTotalAmount", write_cents(facts["net"]))
    xml.add(totals, "ram:TaxTotalAmount", write_cents(facts["vat"]), currencyID=facts["currency"])
    xml.add(totals, "ram:GrandTotalAmount", write_cents(facts["total"]))
    xml.add(totals, "ram:TotalPrepaidAmount", write_cents(facts["total"]))
    xml.add(totals, "ram:DuePayableAmount", write_cents(0))
