"""The mail that brings an invoice, in the language of the buyer."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from home.identity.naming import name_sender

from .amounts import write_amount
from .documents.pdf import name_kind, render_pdf
from .documents.ubl import write_ubl
from .models import Invoice

PDF, XML = "application/pdf", "application/xml"


def write_invoice_mail(invoice: Invoice) -> EmailMessage:
    """With the PDF, and the UBL for an accounting program. Its Message-ID is always the same for the same invoice: a
    mail that came twice is known for what it is. Raises ValueError for an address that no mail can have.
    """
    facts = invoice.facts
    with translation.override(invoice.language):
        subject = _("%(kind)s %(number)s van %(company)s") % {
            "kind": name_kind(facts),
            "number": invoice.number,
            "company": facts["issuer"]["trade_name"],
        }
        text = render_to_string("invoicing/mail/invoice.txt", describe(invoice))
    mail = EmailMessage(" ".join(subject.split()), text.strip() + "\n", name_sender(), [facts["buyer"]["email"]])
    mail.extra_headers["Message-ID"] = f"<{invoice.number}@{urlsplit(settings.SITE_URL).hostname}>"
    mail.attach(f"{invoice.number}.pdf", render_pdf(facts), PDF)
    mail.attach(f"{invoice.number}.xml", write_ubl(facts), XML)
    mail.message()
    return mail


def describe(invoice: Invoice) -> dict[str, object]:
    has_account = hasattr(invoice, "owner")
    return {
        "facts": invoice.facts,
        "is_credit_note": invoice.is_credit_note,
        "total": write_amount(invoice.total_cents),
        "address": settings.SITE_URL + reverse("invoices:list") if has_account else "",
    }
