"""What the files look like."""

from __future__ import annotations

import re
from typing import Any

from .strict_json import Fault

# A shape is a type, a pattern, [of each item], {of each name; ...: and others too}, or (null, absent or this).
HASH, SIGNATURE, MOMENT = "[0-9a-f]{64}", "[0-9a-f]{128}", r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"
SEAL = {"key": HASH, "root": HASH, "sealed_at": MOMENT, "signature": SIGNATURE, "size": int, "type": "seal"}
PROOF = {"hashes": [HASH], "index": int}
KEY = {"endorsement": f"|{SIGNATURE}", "introduced_at": MOMENT, "public_key": HASH, "type": "key", "proof": (PROOF,)}
WORDS = {"title": str, "language": str, "summary": str, "html": str, "text": str, "blocks": list, "snapshot": dict}
TEXT_ENTRY = {
    "document": str,
    "edition": int,
    "language": str,
    "published_at": (int,),
    "sha256": HASH,
    "type": "text",
    "version": int,
    ...: ...,
}
TEXT = {"entry": TEXT_ENTRY, "proof": PROOF, "type": "text", "words": WORDS}
ACT_ENTRY = {
    "act": str,
    "at": int,
    "commitment": HASH,
    "entry": "[0-9a-f]{32}",
    "text": HASH,
    "type": "act",
    "wording": HASH,
    ...: ...,
}
PERSON = {"account": int, "actor": (int,), "reason": str, "salt": HASH}
REDACTION = {"entry": {"act": str, "ground": str, "type": "redaction", ...: ...}, "proof": PROOF}
ACT = {
    "entry": ACT_ENTRY,
    "person": (PERSON,),
    "proof": PROOF,
    "redaction": (REDACTION,),
    "type": "act",
    "wording": str,
}
RECEIPT = {"act": dict, "keys": list, "seal": dict, "text": dict, "type": "receipt"}
SHAPES = {"act": ACT, "key": KEY, "receipt": RECEIPT, "seal": SEAL, "text": TEXT}


def check_shape(value: Any, where: str, shape: Any) -> None:
    if type(shape) is tuple:
        return None if value is None else check_shape(value, where, shape[0])
    kind: Any = shape if type(shape) is type else type(shape)
    if type(value) is not kind or (isinstance(shape, str) and not re.fullmatch(shape, value)):
        raise Fault(f"{where}: {shape if isinstance(shape, str) else kind.__name__} must stand here")
    if isinstance(shape, list):
        for number, one in enumerate(value):
            check_shape(one, f"{where}.{number}", shape[0])
    return check_names(value, where, shape) if isinstance(shape, dict) else None


def check_names(value: dict[Any, Any], where: str, shape: dict[Any, Any]) -> None:
    names = set(shape) - {...}
    for name in sorted(set(value) - names) if ... not in shape else ():
        raise Fault(f"{where}: {name} does not belong here")
    for name in sorted(names):
        if name not in value and type(shape[name]) is not tuple:
            raise Fault(f"{where}: {name} is missing")
        check_shape(value.get(name), f"{where}.{name}", shape[name])


def open_shape(value: Any, where: str) -> Any:
    """The value, when it is one of ours and complete."""
    check_shape(value, where, {"type": "|".join(SHAPES), ...: ...})
    check_shape(value, where, SHAPES[value["type"]])
    return value
