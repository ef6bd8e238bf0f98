"""What stands in a file of JSON: all of it is read before any of it is checked."""

from __future__ import annotations

from typing import Any

from .examination import Examination
from .shapes import open_shape
from .strict_json import LARGEST, Fault, parse_json


def examine_file(where: str, file: Any, found: Examination) -> None:
    """A receipt, or any other parts: then what is proven belongs to the one seal among them."""
    parts = list(read_parts(where, file, found))
    if any(part["type"] == "receipt" for _, part in parts):
        if len(parts) > 1:
            raise Fault(f"{where}: a receipt must stand alone in its file")
        parts = split_receipt(parts[0][0], parts[0][1], found)
    found.check_all(parts)


def split_receipt(where: str, receipt: Any, found: Examination) -> list[tuple[str, Any]]:
    keys = [(f"keys.{number}", "key", key) for number, key in enumerate(receipt["keys"])]
    parts: list[tuple[str, Any]] = []
    for name, kind, part in [("seal", "seal", receipt["seal"]), *keys, *((n, n, receipt[n]) for n in ("text", "act"))]:
        found.attempt(add_part, f"{where}, {name}", part, parts, kind)
    return parts


def add_part(where: str, part: Any, parts: list[tuple[str, Any]], kind: str = "") -> None:
    """Of this kind, when one is given."""
    if kind and type(part) is dict and part.get("type") != kind:
        raise Fault(f"{where}.type: does not fit here")
    parts.append((where, open_shape(part, where)))


def read_parts(where: str, file: Any, found: Examination, kind: str = "") -> Any:
    """Gives each part with its place. JSON: one thing, a list of things, or a thing on each line."""
    first = file.readline(LARGEST).strip()
    file.seek(0)
    if first[:1] == b"{" and first[-1:] == b"}":
        for number, line in enumerate(iter(lambda: file.readline(LARGEST), b""), 1):
            yield from read_json(f"{where}, line {number}", line, where, number, kind, found)
        return
    data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise Fault(f"{where}: too large to be one of ours")
    if data:  # nobody may have answered
        yield from read_json(where, data, where, 1, kind, found)


def read_json(where: str, data: bytes, name: str, line: int, kind: str, found: Examination) -> Any:
    parts: list[tuple[str, Any]] = []
    found.attempt(add_json, where, data, name, line, kind, parts, found)
    return parts


def add_json(where: str, data: bytes, name: str, line: int, kind: str, parts: Any, found: Examination) -> None:
    value = parse_json(data, name, line)
    if type(value) is not list:
        add_part(where, value, parts, kind)
        return
    for number, one in enumerate(value, 1):
        found.attempt(add_part, f"{where}, item {number}", one, parts, kind)
