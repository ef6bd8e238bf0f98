"""The year in tables that a Dutch spreadsheet opens as they are: semicolons, and a comma before the cents."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from legal.statements.reports.spreadsheets import FORMULA_STARTS

from ..documents.codes import name_buyer
from ..models import Invoice
from ..totals import Total

Row = list[str]


def write_csv(heading: Row, rows: Iterable[Row]) -> bytes:
    """UTF-8 with a mark at the start, without which Excel guesses wrong."""
    file = io.StringIO()
    csv.writer(file, delimiter=";").writerows([heading, *rows])
    return file.getvalue().encode("utf-8-sig")


def write_decimal(cents: int) -> str:
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100},{abs(cents) % 100:02}"


def write_text(text: Any) -> str:
    """A name such as `=1+1` is no formula (OWASP ASVS 5.0, 1.2.10)."""
    written = str(text or "")
    return f"'{written}" if written.startswith(FORMULA_STARTS) else written


def name_invoice_columns() -> Row:
    return [
        *(_("Nummer"), _("Soort"), _("Factuurdatum"), _("Betaald of terugbetaald op"), _("Bij factuur")),
        *(_("Koper"), _("Land"), _("Btw-nummer"), _("Inkoopnummer"), _("Bestelling")),
        *(_("Btw-code"), _("Btw-tarief"), _("Btw-land"), _("Controle btw-nummer")),
        *(_("Zonder btw"), _("Btw"), _("Totaal")),
    ]


def list_rows(invoice: Invoice) -> Iterator[Row]:
    """One for each VAT rate on it; negative for what was paid back."""
    facts, sign = invoice.facts, -1 if invoice.is_credit_note else 1
    buyer, credited = facts["buyer"], facts["credits"]
    about = [facts["number"], str(invoice.get_kind_display()), facts["issued_on"], facts["paid_on"]]
    about += [credited["number"] if credited else "", name_buyer(facts), buyer["country"], buyer["vat_number"]]
    about += [buyer["purchase_order"], facts["order_reference"]]
    for one in facts["vat_sums"]:
        treatment = [one["code"], write_decimal(one["rate"]), one["vat_country"], one["evidence"]]
        amounts = [one["net"], one["vat"], one["net"] + one["vat"]]
        yield [write_text(cell) for cell in about + treatment] + [write_decimal(sign * cents) for cents in amounts]


def name_total_columns() -> Row:
    return [
        *(_("Btw"), _("Btw-code"), _("Btw-tarief"), _("Btw-land"), _("Facturen"), _("Creditfacturen")),
        *(_("Zonder btw"), _("Btw"), _("Totaal")),
    ]


def list_total_row(total: Total) -> Row:
    about = [total.wording, total.code, write_decimal(total.rate), total.country]
    counts = [str(total.invoices), str(total.credit_notes)]
    return [*about, *counts, *map(write_decimal, (total.net, total.vat, total.gross))]
