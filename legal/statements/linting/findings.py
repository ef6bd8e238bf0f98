"""What a rule found, and where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .passages import Passage

Severity = Literal["fault", "advice"]


@dataclass(frozen=True)
class Finding:
    """`message` is for the legal team: what is missing, why, and what to do. `anchor` and `line_text` may be empty."""

    code: str
    severity: Severity
    message: str
    anchor: str = ""
    line_text: str = ""


def find_fault(code: str, message: str, passage: Passage | None = None) -> Finding:
    """For what the law does not allow, or what the text itself contradicts."""
    return _make_finding(code, "fault", message, passage)


def advise(code: str, message: str, passage: Passage | None = None) -> Finding:
    """For what may be right, and what somebody should look at."""
    return _make_finding(code, "advice", message, passage)


def _make_finding(code: str, severity: Severity, message: str, passage: Passage | None) -> Finding:
    anchor, text = (passage.anchor, passage.text) if passage else ("", "")
    return Finding(code, severity, message, anchor, text)
