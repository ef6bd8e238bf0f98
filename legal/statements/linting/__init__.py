"""What a lawyer would say about a legal text before it is published.

Rules read words, not meaning: they find what is missing or does not fit together, and they stay silent about what
they do not know. They know Dutch and English. In another language only an empty section, an open place or a dead link
is found, and nothing is called missing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import wording
from .findings import Finding
from .passages import read
from .practices import STATISTICS_WAIT_FOR_CONSENT, register_practice
from .rules import list_rules

if TYPE_CHECKING:
    from ..models import Document
    from ..writing.rendering import RenderedText

__all__ = ["STATISTICS_WAIT_FOR_CONSENT", "Finding", "find_findings", "register_practice"]

LANGUAGES = {"nl", "en"}
IN_ANY_LANGUAGE = (wording.find_open_places, wording.find_dead_links, wording.find_empty_sections)


def find_findings(rendered: RenderedText, document: Document) -> list[Finding]:
    """Faults first; both in the order of the rules. The messages are in the language of whoever asks."""
    reading = read(rendered)
    rules = list_rules(document.kind) if rendered.language in LANGUAGES else IN_ANY_LANGUAGE
    findings = dict.fromkeys(finding for find in rules for finding in find(reading))
    return sorted(findings, key=lambda finding: finding.severity != "fault")
