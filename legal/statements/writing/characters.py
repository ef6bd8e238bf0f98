"""Characters that are no words: nobody sees them, and programs that read a text may break on them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

# They turn the reading direction: what is seen would not be what is recorded.
DIRECTION_CHARACTERS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
# Control characters but for tab and line end, line and paragraph separators, those above, surrogates, and the marks in
# whose place a letter was lost. A browser ends each line of a form with \r\n.
UNSEEN = re.compile(
    f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029{DIRECTION_CHARACTERS}\ud800-\udfff\ufffd-\uffff]|\r(?!\n)"
)
SURROGATE = re.compile("[\ud800-\udfff]")


def find_unseen(value: Any) -> Iterator[str]:
    """In whatever a text is made of: strings in lists and objects."""
    if isinstance(value, str):
        yield from UNSEEN.findall(value)
    elif isinstance(value, dict):
        for item in value.values():
            yield from find_unseen(item)
    elif isinstance(value, list):
        for item in value:
            yield from find_unseen(item)


def replace_unseen(text: str) -> str:
    """By a space: in a word processor most of them end a line."""
    return UNSEEN.sub(" ", text)


def replace_surrogates(text: str) -> str:
    """Half a letter cannot be written in UTF-8: a draft that holds one shows the mark of a lost letter instead."""
    return SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)


def is_storable(value: Any) -> bool:
    """Whether PostgreSQL can keep a draft with these words: it refuses NUL and half letters."""
    return not any(character == "\0" or SURROGATE.match(character) for character in find_unseen(value))
