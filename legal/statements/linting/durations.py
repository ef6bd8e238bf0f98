"""Terms such as "24 maanden" and "two years", made comparable."""

from __future__ import annotations

from typing import NamedTuple

from .vocabulary import DURATION, NUMBERS

# What a unit begins with, and what it counts as. A month is no number of days, so the two are never compared.
UNITS = (
    ("minu", "minutes", 1),
    ("uur", "minutes", 60),
    ("uren", "minutes", 60),
    ("hour", "minutes", 60),
    ("werkdag", "days", 1.4),
    ("working", "days", 1.4),
    ("business", "days", 1.4),
    ("dag", "days", 1),
    ("day", "days", 1),
    ("we", "days", 7),
    ("maand", "months", 1),
    ("month", "months", 1),
    ("ja", "months", 12),
    ("year", "months", 12),
)


class Duration(NamedTuple):
    number: float
    unit: str


def list_durations(folded: str) -> dict[Duration, int]:
    """Each term in this folded text, with the place where it starts."""
    found: dict[Duration, int] = {}
    for match in DURATION.finditer(folded):
        unit, size = next((unit, size) for start, unit, size in UNITS if match["unit"].startswith(start))
        count = NUMBERS[match["count"]] if match["count"] in NUMBERS else int(match["count"])
        found.setdefault(Duration(count * size, unit), match.start())
    return found
