"""PDF of a text and of a receipt: PDF/A-3a to be kept, and PDF/UA-1 so that a screen reader can read it out.

Typst makes them without anything of the operating system, and without a network: the templates import no package.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typst
from django.core.cache import cache
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from home.identity.naming import name_company

from ..models import VersionText
from .printing import MISSING, make_all_printable, make_printable, read_parts

TEMPLATES = Path(__file__).with_name("typst")
STANDARDS: Any = ["a-3a", "ua-1"]
FORM = 1  # raise this when the templates change: what was cached has the old form
CACHED = 30 * 24 * 60 * 60  # seconds

Fact = dict[str, Any]


def render_text_pdf(text: VersionText) -> bytes:
    """In the language of the text. A published text never changes, so neither does this."""
    key = f"statements.pdf.{FORM}.{text.pk}.{text.sha256}"
    found: bytes | None = cache.get(key)
    if found is None:
        with translation.override(text.language):
            found = compile_pdf("text.typ", lay_out_text(text))
        cache.set(key, found, CACHED)
    return found


def lay_out_text(text: VersionText) -> dict[str, Any]:
    version = text.version
    name = name_version(text.title, version.number)
    return describe_document(text.title, text.language, text.published_at, name) | {
        "description": text.summary,
        "facts": list_text_facts(text),
        "parts": list(read_parts(text.blocks, text.snapshot)),
    }


def list_text_facts(text: VersionText) -> list[Fact]:
    version = text.version
    return [
        make_fact(_("Versie"), str(version.number)),
        make_fact(_("Geldig vanaf"), date_format(version.effective_from)),
        make_fact(_("Gepubliceerd"), date_format(localtime(text.published_at), "DATETIME_FORMAT")),
        make_fact(_("Soort wijziging"), version.get_change_display()),
        make_fact(_("Wat er veranderde"), text.summary),
        make_fact(_("Taal"), name_language(text.language)),
        *([make_fact(_("Uitgave"), str(text.edition))] if text.edition > 1 else []),
        make_fact(_("SHA-256 van de tekst"), text.sha256, is_code=True),
    ]


def make_fact(label: str, text: str, *, is_code: bool = False) -> Fact:
    return {"label": label, "text": text, "code": is_code}


def name_version(title: str, number: int) -> str:
    return _("%(title)s, versie %(number)s") % {"title": title, "number": number}


def name_language(code: str) -> str:
    try:
        return str(translation.get_language_info(code)["name_translated"])
    except KeyError:
        return code


def describe_document(title: str, language: str, moment: datetime, footer: str) -> dict[str, Any]:
    """What every document needs; its date is that of what it shows, so that the same comes out each time."""
    names = ("year", "month", "day", "hour", "minute", "second")
    return {
        "author": name_company(),
        "date": {name: getattr(moment.astimezone(UTC), name) for name in names},
        "description": title,
        "footer": footer,
        "labels": {"notice": _("Let op:"), "appendix": _("Bijlage: de tekst")},
        "language": language,
        "title": title if make_printable(title).strip() else MISSING,  # PDF/UA refuses a document without
    }


def compile_pdf(template: str, values: dict[str, Any], attachment: str = "") -> bytes:
    """Values go in beside the template and never into it: no word of a text is read as Typst.

    `template` is one of ours, or the whole path of another app's.
    """
    inputs = {"data": json.dumps(make_all_printable(values)), "attachment": attachment}
    path = TEMPLATES / template
    compiler = typst.Compiler(str(path), root=str(path.parent), ignore_system_fonts=True, sys_inputs=inputs)
    moment = int(datetime(**values["date"], tzinfo=UTC).timestamp())
    made: Any = compiler.compile(format="pdf", pdf_standards=STANDARDS, timestamp=moment)
    return bytes(made)
