"""Putting a statement that was written elsewhere on its legal page, and publishing it as a version."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.formats import date_format
from django.utils.html import escape
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.models import Locale

from ..languages import PREVAILING_LANGUAGE
from ..models import Document, LegalIndexPage, LegalPage, Version
from ..plain_text import Block, Section, Statement
from ..plain_text.lines import is_unseen
from ..writing.rendering import render_page
from .faults import find_newest_text, is_unchanged

MAXIMUM_ANCHOR = 80
HYPHENS = str.maketrans({"\N{HYPHEN}": "-", "\N{NON-BREAKING HYPHEN}": "-"})


class ImportRefused(ValueError):
    """The statement can be read, and still may not become a version."""


@dataclass(frozen=True)
class ImportedVersion:
    version: Version
    is_new: bool


def import_statement(
    *,
    document: Document,
    statement: Statement,
    effective_from: date,
    language: str = PREVAILING_LANGUAGE,
    change: str = Version.Change.SUBSTANTIVE,
    summary: str = "",
) -> ImportedVersion:
    """Publish the statement, unless the newest version already says exactly this.

    `summary` says what changed; only a first version has one by itself. Raises ImportRefused, and
    `publishing.PublicationRefused` from the rules that hold for every version; then nothing was written.
    """
    _refuse_other_date(statement, effective_from)
    _refuse_unfit_summary(summary)
    with transaction.atomic():
        Document.objects.select_for_update().get(pk=document.pk)  # two imports of one document queue here
        last = document.versions.order_by("-number").first()
        page = _find_page(document, language)
        page.title = page.draft_title = statement.title
        block = page.body.stream_block
        page.body = block.clean(block.to_python(to_stream(statement)))
        page.change = change
        page.go_live_at = None
        page.effective_from = effective_from
        page.summary = summary.strip() or ("" if last else _describe_first_version(language))
        if last and _is_on_record(page, last):
            _refuse_other_effective_date(last, effective_from)
            return ImportedVersion(last, is_new=False)
        _publish(page)
        return ImportedVersion(document.versions.order_by("-number")[0], is_new=True)


def _refuse_other_date(statement: Statement, effective_from: date) -> None:
    if statement.updated_on and statement.updated_on != effective_from:
        message = _("Regel %(number)s: hier staat dat de tekst is bijgewerkt op %(found)s, niet op %(expected)s.")
        days = {"found": date_format(statement.updated_on), "expected": date_format(effective_from)}
        raise ImportRefused(message % {"number": statement.updated_on_line, **days})


def _refuse_unfit_summary(summary: str) -> None:
    # The model itself does not hold a TextField to its length; only the editor's form does.
    maximum = LegalPage._meta.get_field("summary").max_length or 0
    if len(summary) > maximum:
        raise ImportRefused(_("Zeg in hoogstens %(maximum)s tekens wat er verandert.") % {"maximum": maximum})
    if any(is_unseen(character) for character in summary):
        raise ImportRefused(_("Zeg in gewone tekens wat er verandert, op één regel."))


def _refuse_other_effective_date(version: Version, effective_from: date) -> None:
    if version.effective_from != effective_from:
        message = _("Deze tekst is al versie %(number)s, geldig vanaf %(day)s. Die dag ligt vast.")
        raise ImportRefused(message % {"number": version.number, "day": date_format(version.effective_from)})


def _find_page(document: Document, language: str) -> LegalPage:
    """The page of the document in this language; else a new one, not yet saved, or a copy of the Dutch one."""
    locale = Locale.objects.get(language_code=language)
    pages = LegalPage.objects.filter(document=document)
    page = pages.filter(locale=locale).first()
    if page is not None:
        if page.scheduled_revision:
            raise ImportRefused(_("Er staat al een versie klaar om later te verschijnen. Trek die eerst in."))
        return page
    if language == PREVAILING_LANGUAGE:
        return LegalPage(document=document, locale=locale, slug=document.slug, live=False)
    original = pages.filter(locale__language_code=PREVAILING_LANGUAGE).first()
    if original is None:
        raise ImportRefused(_("Importeer eerst de Nederlandse tekst: die gaat voor."))
    return original.copy_for_translation(locale, copy_parents=True)


def _describe_first_version(language: str) -> str:
    with translation.override(language):
        return _("Dit is de eerste versie.")


def _is_on_record(page: LegalPage, last: Version) -> bool:
    rendered = render_page(page)
    text = find_newest_text(last, rendered.language)
    return text is not None and is_unchanged(text, rendered)


def _publish(page: LegalPage) -> None:
    if page.pk is None:
        branch = LegalIndexPage.objects.filter(locale=page.locale).order_by("path").first()
        if branch is None:
            raise ImportRefused(_("De tak voor juridische teksten ontbreekt in de paginaboom."))
        branch.add_child(instance=page)
    page.full_clean()
    page.publish(page.save_revision(), origin=Version.Origin.IMPORT)


def to_stream(statement: Statement) -> list[dict[str, Any]]:
    """The body of a legal page in the raw form of its StreamField."""
    anchors = _name_anchors(statement.sections)
    sections = [
        {"type": "section", "value": _to_section(section, anchor)}
        for section, anchor in zip(statement.sections, anchors, strict=True)
    ]
    return [*_to_blocks(statement.introduction), *sections, *_to_blocks(statement.closing)]


def _to_section(section: Section, anchor: str) -> dict[str, Any]:
    return {"heading": section.heading, "anchor": anchor, "content": _to_blocks(section.blocks)}


def _to_blocks(blocks: Iterable[Block]) -> list[dict[str, Any]]:
    return [{"type": block.kind, "value": _to_value(block)} for block in blocks]


def _to_value(block: Block) -> str | list[str] | None:
    if block.kind == "contact":
        return None
    if block.kind == "register":
        return block.texts[0]
    texts = [f"<p>{escape(text)}</p>" for text in block.texts]
    return texts if block.kind in {"bullets", "steps"} else texts[0]


def _name_anchors(sections: Iterable[Section]) -> list[str]:
    """One address for each section, after its heading; the same heading again gets a number behind it."""
    anchors: list[str] = []
    for section in sections:
        name = slugify(section.heading.translate(HYPHENS)).replace("_", "-")[: MAXIMUM_ANCHOR - 5]
        name = "-".join(filter(None, name.split("-"))) or f"artikel-{section.number}"
        names = (name, *(f"{name}-{number}" for number in range(2, 1000)))
        anchors.append(next(anchor for anchor in names if anchor not in anchors))
    return anchors
