"""An invoice as a file. Its number is its name, and says nothing of anybody."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from .documents.pdf import render_pdf
from .documents.ubl import write_ubl
from .mails import PDF, XML
from .models import Invoice


def give_pdf(invoice: Invoice) -> HttpResponse:
    return give(render_pdf(invoice.facts), PDF, f"{invoice.number}.pdf")


def give_ubl(invoice: Invoice) -> HttpResponse:
    return give(write_ubl(invoice.facts), XML, f"{invoice.number}.xml")


def give(content: bytes, kind: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": content_disposition_header(True, name) or ""}
    return HttpResponse(content, content_type=kind, headers=headers)
