"""Whether the law lets us show what another company has: only when the statement in force names that company."""

from __future__ import annotations

from legal.statements.languages import PREVAILING_LANGUAGE
from legal.statements.models import Version


def is_named_in_statement(name: str) -> bool:
    """Whether a register that a text in force shows has this company in a cell of its own.

    Read from what was frozen with the text when it was published, not from the registers of today.
    """
    return any(
        cell.strip().casefold() == name.casefold()
        for version in Version.objects.in_force().prefetch_related("texts")
        for tables in version.find_text(PREVAILING_LANGUAGE).snapshot.values()
        for table in tables
        for row in table["rows"]
        for cell in row
    )
