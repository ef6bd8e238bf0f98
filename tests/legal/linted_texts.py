"""A statement with nothing wrong in it, the same with every fault, and ways to read what the linter says."""

from pathlib import Path

from legal.statements.linting import Finding, find_findings
from legal.statements.models import Document
from legal.statements.plain_text import read_statement
from legal.statements.publishing.importing import to_stream
from legal.statements.writing.rendering import RenderedText, drop_identifiers

TEXTS = Path(__file__).parent / "texts"
SOUND = (TEXTS / "stekkie.txt").read_text()
FAULTY = (TEXTS / "stekkie-vol-fouten.txt").read_text()


def render(text: str, language: str = "nl") -> RenderedText:
    statement = read_statement(text.encode(), may_hold_places=True)
    return render_blocks(to_stream(statement), language)


def render_blocks(blocks: list[dict], language: str = "nl", html: str = "") -> RenderedText:
    return RenderedText("Verklaring", language, "", html, "", drop_identifiers(blocks))


def lint(text: str, *, kind: str = "privacy", language: str = "nl") -> list[Finding]:
    return find_findings(render(text, language), Document(kind=kind))


def list_codes(findings: list[Finding], severity: str = "fault") -> set[str]:
    return {finding.code for finding in findings if finding.severity == severity}


def replace(old: str, new: str, text: str = SOUND) -> str:
    """The text with one part of it otherwise; that part must stand in it, once."""
    assert text.count(old) == 1, old
    return text.replace(old, new)
