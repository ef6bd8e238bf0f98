"""Kept pages are compressed, once each: whoever can measure how long they are learns nothing, for they say the same to
everybody. Of pages for a session see compression.py.
"""

from __future__ import annotations

import gzip
from functools import lru_cache

ENCODING = "gzip"
NAMES = (ENCODING, "x-gzip", "*")  # the second is the first (RFC 9110 §8.4.1.3)
LONGEST = 200  # characters of what a browser accepts; theirs have some thirty


def compress(content: bytes) -> bytes:
    """The same bytes in every process. Empty when that saves nothing."""
    compressed = gzip.compress(content, mtime=0)
    return compressed if len(compressed) < len(content) else b""


def accepts_gzip(header: str) -> bool:
    """Whether it may be sent, and is not liked less than the page as it is (RFC 9110 §12.5.3). No, when unreadable."""
    return len(header) <= LONGEST and prefers_gzip(header)


@lru_cache(maxsize=256)
def prefers_gzip(header: str) -> bool:
    weights = dict(map(read_weight, header.lower().split(",")))
    wanted = next((weights[name] for name in NAMES if name in weights), 0.0)
    return wanted > 0 and wanted >= weights.get("identity", 0.0)


def read_weight(part: str) -> tuple[str, float]:
    name, _semicolon, parameter = part.partition(";")
    word, _equals, weight = parameter.strip().partition("=")
    try:
        return name.strip(), float(weight) if word == "q" else 0.0 if parameter.strip() else 1.0
    except ValueError:
        return name.strip(), 0.0
