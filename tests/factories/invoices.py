"""Who sells, who buys, and what: enough for an invoice."""

from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from home.identity.models import Controller, Organisation
from members.accounts.models import User
from members.invoicing.closing import issue_credit_note, issue_invoice
from members.invoicing.issuer import Issuer, read_issuer
from members.invoicing.lines import Line
from members.invoicing.models import Invoice, InvoicingRules, VatCheck
from members.invoicing.parties import Buyer
from members.invoicing.vat import SupplyKind, VatTreatment, decide_vat

ISSUER = {
    "legal_name": "Voorbeeldbedrijf B.V.",
    "street": "Proefstraat 1",
    "postal_code": "1234 AB",
    "city": "Utrecht",
    "email": "facturen@voorbeeld.example",
    "kvk": "12345678",
    "vat_number": "NL123456782B90",
    "iban": "NL91ABNA0417164300",
}
BELGIAN = "BE0428759497"


OWN_NAMES = {"legal_name": "name", "email": "invoice_email"}  # what the company calls them


def fill_in_issuer(**fields: Any) -> Issuer:
    """The company that sends the invoices, and the rules by which."""
    organisation, rules = Organisation.load(), InvoicingRules.load()
    company = organisation.find_issuer() or Controller(organisation=organisation, is_issuer=True)
    for name, value in (ISSUER | fields).items():
        setattr(company if name in ISSUER else rules, OWN_NAMES.get(name, name), value)
    company.clean()
    company.save()
    rules.full_clean()
    rules.save()
    return read_issuer()


def make_buyer(**fields: Any) -> Buyer:
    """A consumer in the Netherlands, unless the fields say otherwise."""
    facts = {"name": "Kim Kanarie", "country": "NL", "email": "kim@voorbeeld.example", "language": "nl"}
    return Buyer(**facts | fields)


def make_business(**fields: Any) -> Buyer:
    facts = {"company": "Bedrijf NV", "street": "Kerkstraat 2", "postal_code": "2000", "city": "Antwerpen"}
    return make_buyer(**facts | {"country": "BE", "vat_number": BELGIAN} | fields)


def make_check(number: str = BELGIAN, outcome: str = "valid", **fields: Any) -> VatCheck:
    now = timezone.now()
    facts = {"country": number[:2], "consultation_number": "WAPIAAAAZNgfuVoL", "asked_at": now, "at": now}
    return VatCheck.objects.create(number=number, outcome=outcome, **facts | fields)


def decide(buyer: Buyer, kind: SupplyKind = SupplyKind.ELECTRONIC_SERVICE, **fields: Any) -> VatTreatment:
    given = {"issuer": read_issuer(), "on": timezone.localdate(), "vies": None} | fields
    return decide_vat(buyer=buyer, kind=kind, **given)


def make_line(cents: int = 2500, buyer: Buyer | None = None, **fields: Any) -> Line:
    kind = fields.get("kind", SupplyKind.ELECTRONIC_SERVICE)
    treatment = fields.get("treatment") or decide(buyer or make_buyer(), kind)
    day = timezone.localdate()
    facts = {"text": "Lidmaatschap, een maand", "period_start": day, "period_end": day}
    return Line(**facts | fields | {"unit_gross_cents": cents, "kind": kind, "treatment": treatment})


def issue(
    *lines: Line, buyer: Buyer | None = None, account: User | None = None, origin: UUID | None = None, **fields: Any
) -> Invoice:
    """Of one line of € 25 unless there are others, paid today to the cent."""
    buyer = buyer or make_buyer()
    lines = lines or (make_line(buyer=buyer),)
    paid = sum(line.payable_cents for line in lines)
    facts = {"paid_cents": paid, "paid_on": timezone.localdate(), "order_reference": "B-1001"} | fields
    with transaction.atomic():
        return issue_invoice(origin=origin or uuid4(), buyer=buyer, lines=lines, account=account, **facts)


def credit(
    invoice: Invoice, cents: int | None = None, origin: UUID | None = None, reason: str = "Je zag ervan af."
) -> Invoice:
    """All of it unless there is an amount."""
    amount = invoice.total_cents if cents is None else cents
    facts = {"paid_back_cents": amount, "reason": reason, "on": timezone.localdate()}
    with transaction.atomic():
        return issue_credit_note(origin=origin or uuid4(), invoice=invoice, **facts)
