"""One way, and one only, to write a value in bytes, so that a hash or a signature of it can be made again."""

import json
from datetime import UTC, datetime
from typing import Any


def encode_canonically(value: Any) -> bytes:
    """RFC 8785 for what we store: strings, whole numbers, lists and objects with ASCII names."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def write_moment(moment: datetime) -> str:
    """UTC in whole seconds: `2026-11-23T21:46:00Z`."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
