"""The invoice on paper: PDF/A-3a to be kept, PDF/UA-1 to be read aloud, and Factur-X with the XML inside.

All of it comes from the snapshot, and the same comes out each time.
"""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from legal.statements.evidence.pdf import compile_pdf

from ..amounts import write_amount, write_price
from ..vat.treatments import OSS
from .cii import write_cii
from .codes import Facts, name_buyer, name_contact
from .factur_x import FILE_NAME, declare_factur_x

TEMPLATE = Path(__file__).with_name("typst") / "invoice.typ"


def render_pdf(facts: Facts) -> bytes:
    """In the language of the invoice."""
    with translation.override(facts["language"]):
        made = compile_pdf(str(TEMPLATE), lay_out(facts), write_cii(facts).decode())
    return declare_factur_x(made)


def lay_out(facts: Facts) -> dict[str, Any]:
    title = f"{name_kind(facts)} {facts['number']}"
    noon = datetime.combine(date.fromisoformat(facts["issued_on"]), time(12))
    names = ("year", "month", "day", "hour", "minute", "second")
    return {
        "title": title,
        "description": title,
        "author": facts["issuer"]["legal_name"],
        "date": {name: getattr(noon, name) for name in names},
        "language": facts["language"],
        "attachment": {"name": FILE_NAME, "description": _("Deze factuur, voor een boekhoudprogramma")},
        "brand": facts["issuer"]["trade_name"] or facts["issuer"]["legal_name"],
        "kind": name_kind(facts),
        "labels": {"buyer": _("Creditfactuur voor") if facts["credits"] else _("Factuur voor")},
        "buyer": list_buyer(facts),
        "facts": list_facts(facts),
        "columns": [_("Omschrijving"), _("Aantal"), _("Prijs zonder btw"), _("Btw"), _("Bedrag zonder btw")],
        "rows": [row for line in facts["lines"] for row in list_rows(line)],
        "totals": list_totals(facts),
        "notes": list_reasons(facts),
        "footer": list_footer(facts),
    }


def name_kind(facts: Facts) -> str:
    return _("Creditfactuur") if facts["kind"] == "credit_note" else _("Factuur")


def show_day(day: str) -> str:
    return str(date_format(date.fromisoformat(day)))


def list_buyer(facts: Facts) -> list[str]:
    buyer = facts["buyer"]
    place = " ".join(filter(None, (buyer["postal_code"], buyer["city"])))
    return list(filter(None, (name_buyer(facts), name_contact(facts), buyer["street"], place, buyer["country_name"])))


def list_facts(facts: Facts) -> list[dict[str, str]]:
    buyer, credited = facts["buyer"], facts["credits"]
    is_credit = facts["kind"] == "credit_note"
    rows = [
        (_("Nummer"), facts["number"]),
        (_("Factuurdatum"), show_day(facts["issued_on"])),
        (_("Terugbetaald op") if is_credit else _("Betaald op"), show_day(facts["paid_on"])),
        (_("Bij factuur"), credited and f"{credited['number']}, {show_day(credited['issued_on'])}"),
        (_("Reden"), facts["reason"]),
        (_("Bestelling"), facts["order_reference"]),
        (_("Jouw inkoopnummer"), buyer["purchase_order"]),
        (_("Jouw btw-nummer"), buyer["vat_number"]),
    ]
    return [{"label": label, "text": text} for label, text in rows if text]


def list_rows(line: Facts) -> list[dict[str, Any]]:
    """A discount stands on a row of its own, beneath what it is on."""
    row = {
        "text": line["text"],
        "note": show_period(*line["period"]),
        "quantity": str(line["quantity"]),
        "price": write_price(line["unit_price"]),
        "vat": line["wording"],
        "amount": write_amount(line["net"] + line["discount"]),
        "below": False,
    }
    if not line["discount"]:
        return [row]
    empty = dict.fromkeys(("note", "quantity", "price", "vat"), "")
    return [row, empty | {"text": _("Korting"), "amount": write_amount(-line["discount"]), "below": True}]


def show_period(start: str, end: str) -> str:
    """When it was or will be supplied."""
    if start == end:
        return show_day(start)
    return _("%(start)s tot en met %(end)s") % {"start": show_day(start), "end": show_day(end)}


def list_totals(facts: Facts) -> list[dict[str, Any]]:
    is_credit = facts["kind"] == "credit_note"
    rows = [make_total(_("Totaal zonder btw"), facts["net"])]
    for one in facts["vat_sums"]:
        about = {"vat": one["wording"], "amount": write_amount(one["net"])}
        rows.append(make_total(capitalise(_("%(vat)s over %(amount)s") % about), one["vat"]))
    rows.append(make_total(_("Totaal"), facts["total"], is_strong=True))
    paid = _("Terugbetaald op %(day)s") if is_credit else _("Betaald op %(day)s")
    sign = 1 if is_credit else -1
    rows.append(make_total(paid % {"day": show_day(facts["paid_on"])}, sign * facts["total"]))
    return rows if is_credit else [*rows, make_total(_("Nog te betalen"), 0)]


def make_total(label: str, cents: int, *, is_strong: bool = False) -> dict[str, Any]:
    return {"label": label, "amount": write_amount(cents), "strong": is_strong}


def capitalise(words: str) -> str:
    return words[:1].upper() + words[1:]


def list_reasons(facts: Facts) -> list[str]:
    """Why there is no VAT, or that of another country: the law wants to read it."""
    reasons = [one["reason"] for one in facts["vat_sums"] if one["reason"]]
    if any(one["code"] == OSS for one in facts["vat_sums"]):
        reasons.append(_("De btw is die van jouw land. Wij geven hem aan via het éénloketsysteem van de EU (OSS)."))
    return [f"{reason.rstrip('.')}." for reason in dict.fromkeys(reasons)]


def list_footer(facts: Facts) -> list[str]:
    issuer = facts["issuer"]
    place = f"{issuer['street']}, {issuer['postal_code']} {issuer['city']}, {issuer['country_name']}"
    numbers = [
        _("KvK %(number)s") % {"number": issuer["kvk"]},
        _("Btw-id %(number)s") % {"number": issuer["vat_number"]},
        _("IBAN %(number)s") % {"number": space_out(issuer["iban"])},
        issuer["email"],
    ]
    return [f"{issuer['legal_name']}, {place}", " · ".join(filter(None, numbers))]


def space_out(iban: str) -> str:
    return " ".join(iban[start : start + 4] for start in range(0, len(iban), 4))
