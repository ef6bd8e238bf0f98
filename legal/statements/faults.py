"""What stands in the way of publishing a legal text, by field of its page and in the editor's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from .models.records import PREVAILING_LANGUAGE, Version, VersionText
from .rendering import RenderedText, list_headings, read_lines, render_page

LONGEST_NAME = 40  # what is longer, and the same in two languages, was forgotten: names and addresses stay as they are

if TYPE_CHECKING:
    from .models import LegalPage


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
        return find_faults(page, last, rendered)
    return find_lost_changes(page, last, newest) if rendered.language == PREVAILING_LANGUAGE else {}


def find_lost_changes(page: LegalPage, last: Version, text: VersionText) -> dict[str, str]:
    """An unchanged text makes no version, so whatever else was changed about it would be lost without a word."""
    message = _("Deze tekst is al versie %(number)s, geldig vanaf %(day)s. Dat ligt vast. Verander eerst de tekst.")
    facts = {"number": last.number, "day": date_format(last.effective_from)}
    former = {"summary": text.summary, "change": last.change, "effective_from": last.effective_from}
    return {name: message % facts for name, value in former.items() if getattr(page, name) != value}


def find_faults(
    page: LegalPage, last: Version | None, rendered: RenderedText, *, is_import: bool = False
) -> dict[str, str]:
    faults = {}
    if not page.summary.strip():
        faults["summary"] = _("Schrijf op wat er verandert. Leden lezen dit boven de nieuwe tekst.")
    anchors = [line.anchor for line in list_headings(rendered.blocks)]
    if not rendered.text:
        faults["body"] = _("Schrijf eerst de tekst.")
    elif len(set(anchors)) < len(anchors):
        faults["body"] = _("Twee artikelen hebben hetzelfde anker. Geef elk artikel een eigen anker.")
    if rendered.language != PREVAILING_LANGUAGE:
        faults |= find_translation_fault(rendered, last)
    elif message := find_date_fault(page, last, may_lie_in_past=is_import and last is None):
        faults["effective_from"] = message
    return faults


def find_date_fault(page: LegalPage, last: Version | None, *, may_lie_in_past: bool) -> str:
    """Only the import of a first version may lie in the past: it puts on record what already applied."""
    first_day = timezone.localdate(page.go_live_at) if page.go_live_at else timezone.localdate()
    first_day = max(first_day, timezone.localdate())
    if page.effective_from is None:
        return _("Vul in vanaf welke dag deze versie geldt.")
    if page.effective_from < first_day and not may_lie_in_past:
        return _("Kies %(day)s of later. Een nieuwe versie geldt nooit met terugwerkende kracht.") % {
            "day": date_format(first_day)
        }
    if last and page.effective_from < last.effective_from:
        return _("Kies %(day)s of later: dan gaat de vorige versie in.") % {"day": date_format(last.effective_from)}
    return ""


def find_translation_fault(rendered: RenderedText, last: Version | None) -> dict[str, str]:
    """A translation belongs to the newest version and has its sections, paragraphs and items, one for one."""
    original = find_newest_text(last, PREVAILING_LANGUAGE)
    if original is None:
        return {"body": _("Publiceer eerst de Nederlandse tekst.")}
    ours, theirs = list(read_lines(rendered.blocks)), list(read_lines(original.blocks))
    if [line.kind for line in ours] != [line.kind for line in theirs]:
        return {"body": _("De vertaling heeft andere artikelen of punten dan de nieuwste Nederlandse tekst.")}
    for line, dutch in zip(ours, theirs, strict=True):
        if line.text == dutch.text and len(line.text) > LONGEST_NAME:
            return {"body": _("Nog niet vertaald: “%(text)s”.") % {"text": Truncator(line.text).chars(80)}}
    return {}
