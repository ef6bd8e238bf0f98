"""From which day a version may apply: never in the past, and late enough for members to have been told."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ..models.records import Document, Version

if TYPE_CHECKING:
    from ..models import LegalPage


def find_publication_day(page: LegalPage) -> date:
    """Today, or the later day that the editor ordered."""
    today = timezone.localdate()
    return max(today, timezone.localdate(page.go_live_at)) if page.go_live_at else today


def owes_notice(page: LegalPage, last: Version | None) -> bool:
    """A first version changes nothing for anybody, and a document that asks nothing needs no warning."""
    return bool(last) and page.change == Version.Change.SUBSTANTIVE and page.document.act != Document.Answer.NONE


def find_day_after_notice(page: LegalPage, last: Version | None, notice_days: int) -> date:
    return find_publication_day(page) + timedelta(days=notice_days if owes_notice(page, last) else 0)


def find_earliest_day(page: LegalPage, last: Version | None, notice_days: int) -> date:
    return max(find_day_after_notice(page, last, notice_days), last.effective_from if last else date.min)


def find_date_fault(page: LegalPage, last: Version | None, *, notice_days: int, may_lie_in_past: bool) -> str:
    """Only the import of a first version may lie in the past: it puts on record what already applied."""
    if page.effective_from is None:
        return _("Vul in vanaf welke dag deze versie geldt.")
    earliest = find_earliest_day(page, last, notice_days)
    if may_lie_in_past or page.effective_from >= earliest:
        return ""
    facts = {"day": date_format(earliest), "days": notice_days}
    if page.effective_from < find_publication_day(page):
        return _("Kies %(day)s of later. Een nieuwe versie geldt nooit met terugwerkende kracht.") % facts
    if last and earliest == last.effective_from:
        return _("Kies %(day)s of later: dan gaat de vorige versie in.") % facts
    return _("Kies %(day)s of later: leden horen %(days)s dagen van tevoren wat er verandert.") % facts
