"""Seals that lie outside the database: in our own file of them, in a download of the seals page, in a mail."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings


@dataclass(frozen=True)
class SealCopy:
    """What somebody once got as a seal, and where it was read; nothing of it is known to be true."""

    place: str
    facts: dict[str, Any]


def read_own_copies() -> list[SealCopy]:
    """None yet on a machine that has not sealed."""
    path = Path(settings.LEDGER_SEALS_FILE)
    return read_copies(path) if path.exists() else []


def read_copies(path: Path) -> list[SealCopy]:
    """Raises OSError and UnicodeDecodeError.

    Takes a line for each seal, a JSON list of seals, and a seal between other words, as a mail has it.
    What begins like JSON and is not becomes a copy without facts; so does a file without any seal.
    """
    text = path.read_text(encoding="utf-8")
    objects = [(line, facts) for line, facts in _find_objects(text) if facts.get("type") != "key"]  # keys go with them
    found = [SealCopy(f"{path.name} line {line}", facts) for line, facts in objects]
    return found or [SealCopy(path.name, {})]


def _find_objects(text: str) -> Iterator[tuple[int, dict[str, Any]]]:
    start = text.find("{")
    while start >= 0:
        line = text.count("\n", 0, start) + 1
        try:
            facts, end = json.JSONDecoder().raw_decode(text, start)
        except ValueError:
            end = text.find("\n", start)
            if end < 0:  # half a line, of a machine that stopped while it wrote: the next seal mends it
                return
            facts = {}
        yield line, facts
        start = text.find("{", end)
