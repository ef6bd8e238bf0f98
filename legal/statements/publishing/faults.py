"""What stands in the way of publishing a legal text, by field of its page and in the editor's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from home.blocks.pasted import refuse_code

from ..evidence.printing import make_printable
from ..languages import PREVAILING_LANGUAGE
from ..models.records import Version, VersionText
from ..writing.anchors import find_anchor_fault
from ..writing.characters import find_unseen
from ..writing.lines import read_lines
from ..writing.markup import describe_refused, find_refused
from ..writing.registers import list_untranslated
from ..writing.rendering import RenderedText, render_page
from .effective_dates import find_date_fault
from .rules import load_rules

LONGEST_NAME = 40  # what is longer, and the same in two languages, was forgotten: names and addresses stay as they are

if TYPE_CHECKING:
    from ..models import LegalPage


def find_newest_text(version: Version | None, language: str) -> VersionText | None:
    return version.texts.filter(language=language).order_by("-edition").first() if version else None


def is_unchanged(text: VersionText, rendered: RenderedText) -> bool:
    """Compares what was written, not the HTML: a new template is no new text."""
    same = (text.title, text.blocks, text.snapshot) == (rendered.title, rendered.blocks, rendered.snapshot)
    return same and (rendered.language == PREVAILING_LANGUAGE or text.summary == rendered.summary)


def find_publication_faults(page: LegalPage) -> dict[str, str]:
    """What would stop the publication of this page as it stands, by field; for the editor, before the click."""
    last = Version.objects.filter(document=page.document_id).order_by("-number").first()
    rendered = render_page(page)
    newest = find_newest_text(last, rendered.language)
    if last is None or newest is None or not is_unchanged(newest, rendered):
        return find_faults(page, last, rendered, notice_days=load_rules().notice_days)
    return find_lost_changes(page, last, newest) if rendered.language == PREVAILING_LANGUAGE else {}


def find_lost_changes(page: LegalPage, last: Version, text: VersionText) -> dict[str, str]:
    """An unchanged text makes no version, so whatever else was changed about it would be lost without a word."""
    message = _("Deze tekst is al versie %(number)s, geldig vanaf %(day)s. Dat ligt vast. Verander eerst de tekst.")
    facts = {"number": last.number, "day": date_format(last.effective_from)}
    former = {"summary": text.summary, "change": last.change, "effective_from": last.effective_from}
    return {name: message % facts for name, value in former.items() if getattr(page, name) != value}


def find_faults(
    page: LegalPage, last: Version | None, rendered: RenderedText, *, is_import: bool = False, notice_days: int = 0
) -> dict[str, str]:
    faults = {}
    if not make_printable(rendered.title).strip():
        faults["title"] = _("Geef de tekst een titel die je kunt zien.")
    if not page.summary.strip():
        faults["summary"] = _("Schrijf op wat er verandert. Leden lezen dit boven de nieuwe tekst.")
    if not rendered.text:
        faults["body"] = _("Schrijf eerst de tekst.")
    elif message := find_anchor_fault(rendered):
        faults["body"] = message
    if rendered.language != PREVAILING_LANGUAGE:
        faults |= find_translation_fault(rendered, last)
    elif message := find_date_fault(page, last, notice_days=notice_days, may_lie_in_past=is_import and last is None):
        faults["effective_from"] = message
    return faults | find_refused_markup(rendered) | find_unseen_characters(rendered) | find_pasted_code(rendered)


def find_refused_markup(rendered: RenderedText) -> dict[str, str]:
    """The editor's form refuses it too; a crafted revision or translation never saw a form."""
    written = {"title": rendered.title, "summary": rendered.summary, "body": rendered.blocks}
    refused = {name: sorted(set(find_refused(value))) for name, value in written.items()}
    return {name: describe_refused(names) for name, names in refused.items() if names}


def find_pasted_code(rendered: RenderedText) -> dict[str, str]:
    """What would ask another host, or run, if it were shown as code."""
    faults = {}
    for name, value in (("title", rendered.title), ("summary", rendered.summary), ("body", rendered.blocks)):
        try:
            refuse_code(value)
        except ValidationError as refusal:
            faults[name] = " ".join(refusal.messages)
    return faults


def find_unseen_characters(rendered: RenderedText) -> dict[str, str]:
    """What came along from another program. The text in force would break feeds and other readers for good."""
    body = [rendered.blocks, rendered.snapshot, rendered.text, rendered.html]
    written = {"title": rendered.title, "summary": rendered.summary, "body": body}
    unseen = {name: sorted(set(find_unseen(value))) for name, value in written.items()}
    return {name: describe_unseen(characters) for name, characters in unseen.items() if characters}


def describe_unseen(characters: list[str]) -> str:
    codes = ", ".join(f"U+{ord(character):04X}" for character in characters)
    return _("Hier staat een teken dat je niet ziet (%(codes)s). Wis dat stuk en typ het opnieuw.") % {"codes": codes}


def find_translation_fault(rendered: RenderedText, last: Version | None) -> dict[str, str]:
    """A translation belongs to the newest version and has its sections, paragraphs and items, one for one."""
    original = find_newest_text(last, PREVAILING_LANGUAGE)
    if original is None:
        return {"body": _("Publiceer eerst de Nederlandse tekst.")}
    ours = list(read_lines(rendered.blocks, rendered.snapshot))
    theirs = list(read_lines(original.blocks, original.snapshot))
    if [line.kind for line in ours] != [line.kind for line in theirs]:
        return {"body": _("De vertaling heeft andere artikelen of punten dan de nieuwste Nederlandse tekst.")}
    for line, dutch in zip(ours, theirs, strict=True):
        if line.text == dutch.text and len(line.text) > LONGEST_NAME:
            return {"body": describe_untranslated(line.text)}
    return find_untranslated_register(rendered)


def find_untranslated_register(rendered: RenderedText) -> dict[str, str]:
    """Short words, too: whoever keeps the register can say that they are the same in both languages."""
    for register, (first, *_others) in list_untranslated(rendered.snapshot, rendered.language):
        where = _("Vul de vertaling in waar je %(register)s bijhoudt.") % {"register": register.label}
        return {"body": f"{describe_untranslated(first)} {where}"}
    return {}


def describe_untranslated(text: str) -> str:
    return _("Nog niet vertaald: “%(text)s”.") % {"text": Truncator(text).chars(80)}
