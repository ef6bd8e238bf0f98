"""The certificate on paper, in the language of the page: what it says, what it does not prove, and how to check it."""

from __future__ import annotations

import io
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

import segno
from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from legal.statements.evidence.pdf import compile_pdf, describe_document, make_fact

from .signing import Certificate

TEMPLATE = Path(__file__).with_name("typst") / "certificate.typ"
CODE_LINE = 100  # letters


def render_certificate_pdf(certificate: Certificate, code: str) -> bytes:
    return compile_pdf(str(TEMPLATE), describe_certificate(certificate, code))


def describe_certificate(certificate: Certificate, code: str) -> dict[str, Any]:
    title = _("Bewijs bij de cursus %(title)s") % {"title": certificate.course_title}
    noon = datetime.combine(certificate.date, time(12), UTC)  # the hour is nobody's business
    address = write_address()
    document = describe_document(title, get_language() or settings.LANGUAGE_CODE, noon, address)
    words = {"company": document["author"], "name": certificate.name, "day": date_format(certificate.date)}
    return document | {
        "name": certificate.name,
        "course": certificate.course_title,
        "labels": label_parts(),
        "statement": _("verklaart deze cursus te hebben gevolgd:"),
        "access": _(
            "%(company)s verklaart dat wie dit bewijs maakte, op %(day)s toegang had tot deze cursus en daarbij deze "
            "naam opgaf."
        )
        % words,
        "facts": list_facts(certificate),
        "limits": _(
            "Of iemand de lessen las en onthield, weten wij niet: dat houden we niet bij. De naam hebben we niet "
            "gecontroleerd."
        ),
        "checking": _(
            "Scan de QR-code of open %(address)s en plak daar de code. Je ziet dan wat wij ondertekenden. Wij bewaren "
            "dit bewijs niet."
        )
        % {"address": address},
        "address": address,
        # Marked as code: their letters are left as they are.
        "target": make_fact("", f"{address}#{code}", is_code=True),
        "letters": make_fact("", break_lines(code), is_code=True),
        "qr": make_fact("", draw_qr(f"{address}#{code}"), is_code=True),
    }


def label_parts() -> dict[str, str]:
    return {
        "title": _("Bewijs"),
        "checking": _("Zo controleer je dit bewijs"),
        "limits": _("Wat dit niet bewijst"),
        "code": _("De code"),
        "qr": _("QR-code met het adres en de code van dit bewijs; dezelfde code staat hieronder als tekst."),
    }


def list_facts(certificate: Certificate) -> list[dict[str, Any]]:
    edition = [make_fact(_("Editie"), str(certificate.edition))] if certificate.edition else []
    return [*edition, make_fact(_("Datum"), date_format(certificate.date))]


def write_address() -> str:
    """The code goes behind a `#`: what stands there never reaches a server, so no log holds the name."""
    return f"{settings.SITE_URL}{reverse('certificates:check')}"


def break_lines(code: str) -> str:
    return "\n".join(code[start : start + CODE_LINE] for start in range(0, len(code), CODE_LINE))


def draw_qr(text: str) -> str:
    drawing = io.BytesIO()
    segno.make_qr(text, error="l").save(drawing, kind="svg", border=0, xmldecl=False, svgns=True, nl=False)
    return drawing.getvalue().decode()
