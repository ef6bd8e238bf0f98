"""Registers that a legal text shows: what the site keeps on record elsewhere, frozen in each version that shows it.

What a register says is a list of tables, each with a `title`, a `text`, `columns` and `rows` of as many strings. The
headings are part of it: they are words of the version too. Lists, because a JSON object keeps no order. `facts` are for
programs: what the words were made of, frozen beside them; `words` the same in the language of the text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, NotRequired, TypedDict

from django.utils import translation
from django.utils.functional import Promise

from ..languages import read_language
from .lines import CONTROLLERS, Blocks


class Table(TypedDict):
    title: str
    text: str
    columns: list[str]
    rows: list[list[str]]
    facts: NotRequired[dict[str, Any]]
    words: NotRequired[dict[str, Any]]


Read = Callable[[str], list[Table]]


@dataclass(frozen=True)
class Register:
    name: str
    label: str | Promise
    read: Read
    template: str
    list_untranslated: Callable[[str], list[str]]

    def take(self, language: str) -> list[Table]:
        """What the register says now, in this language. Raises ValueError when it is not a list of whole tables."""
        with translation.override(language):
            tables = self.read(language)
        for table in tables:
            words = [table["title"], table["text"], *table["columns"], *(cell for row in table["rows"] for cell in row)]
            if not all(type(word) is str for word in words) or any(
                len(row) != len(table["columns"]) for row in table["rows"]
            ):
                raise ValueError(f"register {self.name} gives no tables")
        return tables


_registers: dict[str, Register] = {}


def register_snapshot(
    name: str,
    label: str | Promise,
    read: Read,
    template: str,
    list_untranslated: Callable[[str], list[str]] = lambda language: [],
) -> None:
    """Called from the `ready` of an app. `template` shows the tables, as `tables`. `list_untranslated` gives the Dutch
    texts that `read` would leave as they are in this language.
    """
    _registers[name] = Register(name, label, read, template, list_untranslated)


def find_register(name: str) -> Register | None:
    return _registers.get(name)


def list_choices() -> list[tuple[str, str | Promise]]:
    """For the register block; the controllers have a block of their own."""
    return [(register.name, register.label) for register in _registers.values() if register.name != CONTROLLERS]


def take_snapshot(blocks: Blocks, language: str) -> dict[str, list[Table]]:
    """What the registers that these blocks show say now; {} for a text without them."""
    names = sorted(set(_list_names(blocks)))
    registers = [_registers[name] for name in names if name in _registers]
    return {register.name: register.take(language) for register in registers}


def _list_names(blocks: Blocks) -> Iterator[str]:
    for block in blocks:
        if block["type"] == "section":
            yield from _list_names(block["value"]["content"])
        elif block["type"] == "register":
            yield block["value"]
        elif block["type"] == "contact":
            yield CONTROLLERS


def list_untranslated(snapshot: dict[str, list[Table]], language: str) -> list[tuple[Register, list[str]]]:
    """Of the registers that a text shows: those that have no words yet in this language, with the Dutch of each."""
    registers = [register for name in snapshot if (register := find_register(name))]
    return [(register, missing) for register in registers if (missing := register.list_untranslated(language))]


def find_tables(name: str, context: dict[str, Any]) -> list[Table]:
    """What a block shows: what was frozen with the text, or what the register says now, for an example."""
    frozen = context.get("snapshot") or {}
    if name in frozen:
        return frozen[name]
    register = find_register(name)
    return register.take(read_language()) if register else []
