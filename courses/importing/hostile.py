"""Cells that are no plain text: formulas, control characters, HTML, and what no cell should need."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from .plan import Fault
from .reading import Row

LONGEST_CELL = 30_000  # characters; a spreadsheet holds 32,767
FORMULA = re.compile(r"[=+@\t]|-\S")
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
MARKUP = re.compile(r"<[/!?a-zA-Z]")


def find_hostile_cells(row: Row) -> Iterator[Fault]:
    for column, text in row.cells.items():
        if reason := judge_text(text, is_formula=column in row.formulas):
            yield Fault(row.number, column, reason)
        elif not column:
            yield Fault(row.number, "(behind the last)", text)


def judge_text(text: str, *, is_formula: bool) -> str:
    if len(text) > LONGEST_CELL:
        return f"has {len(text):,} characters; at most {LONGEST_CELL:,} are read"
    if is_formula or FORMULA.match(text):
        return "is a formula, or looks like one to a spreadsheet"
    if TURNING.search(text) or any(unicodedata.category(sign) in ("Cc", "Cs") for sign in text.replace("\n", "")):
        return "has control characters"
    if MARKUP.search(text):
        return "has HTML; write plain text"
    return ""
