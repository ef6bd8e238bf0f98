"""JSON, read strictly: nothing that could be written in two ways."""

from __future__ import annotations

import json
import re
from typing import Any

LARGEST = 64 * 2**20  # bytes of a file, or of a line, that is read at once


class Fault(Exception):
    """Something that does not fit, with the place where it stands."""


def parse_number(digits: str) -> int:
    if not re.fullmatch("0|-?[1-9][0-9]{0,15}", digits):
        raise ValueError("a number is not whole, too large, or not plainly written")
    return int(digits)


def join_pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(dict(pairs)) != len(pairs):
        raise ValueError("a name stands twice in one object")
    return dict(pairs)


def parse_json(data: bytes, where: str, line: int = 1) -> Any:
    """`line` is the number of the first line, for the message."""
    try:
        numbers: Any = dict.fromkeys(("parse_int", "parse_float", "parse_constant"), parse_number)
        return json.loads(data.decode(), object_pairs_hook=join_pairs, **numbers)
    except json.JSONDecodeError as error:
        raise Fault(f"{where}, line {line + error.lineno - 1}: this is no JSON: {error.msg}") from None
    except UnicodeDecodeError as error:
        raise Fault(f"{where}, line {line + data[: error.start].count(10)}: this is no UTF-8") from None
    except (ValueError, RecursionError) as error:
        raise Fault(f"{where}, line {line}: {error}") from None


def encode(value: Any) -> bytes:
    """Canonical JSON (RFC 8785), for what `parse_json` lets through."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
