"""A statement of a company that does not exist, with every oddity of a text that was copied from a web page."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from legal.statements.plain_text import Block, Statement, UnreadableStatement, read_statement

PAPIERBOOT = (Path(__file__).parent / "texts" / "papierboot.txt").read_bytes()
PLACEHOLDER = "[email\N{NO-BREAK SPACE}protected]"
CONTACT = "privacy@papierboot.example"
UPDATED_ON = date(2025, 3, 3)


def read(*lines: str, contact: str = "") -> Statement:
    return read_statement("\n".join(("Verklaring", *lines)).encode(), contact=contact)


def find_refused_line(*lines: str, contact: str = "") -> int | None:
    """The line that the refusal names, counted with the title as line 1."""
    with pytest.raises(UnreadableStatement) as refusal:
        read(*lines, contact=contact)
    if refusal.value.line is not None:
        assert str(refusal.value).startswith(f"Regel {refusal.value.line}: ")
    return refusal.value.line


def list_words(statement: Statement) -> list[str]:
    """All words in their order, with the number of each section and step, and "•" for each bullet."""
    return list(_read_aloud(statement))


def _read_aloud(statement: Statement) -> Iterator[str]:
    yield from statement.title.split()
    yield from _read_blocks(statement.introduction)
    for section in statement.sections:
        yield f"{section.number}."
        yield from section.heading.split()
        yield from _read_blocks(section.blocks)
    yield from _read_blocks(statement.closing)


def _read_blocks(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        for place, text in enumerate(block.texts, start=1):
            if block.kind == "bullets":
                yield "•"
            if block.kind == "steps":
                yield f"{place}."
            yield from text.split()
