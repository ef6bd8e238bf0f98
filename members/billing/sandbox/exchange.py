"""What somebody sends over HTTP, and what they get."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import parse_qsl

from .records import Json
from .wording import HTML


@dataclass(frozen=True)
class Request:
    method: str
    path: str
    query: dict[str, str]
    body: str
    authorization: str
    languages: str
    idempotency_key: str

    @property
    def replay_key(self) -> str:
        """Empty for what is repeated without harm, and when no key was sent."""
        is_kept = self.method == "POST" and self.idempotency_key
        return f"{self.authorization} {self.idempotency_key}" if is_kept else ""

    @cached_property
    def fields(self) -> Json | None:
        """What a call of the API brings: nothing, or a JSON object; None for anything else. Mollie reads forms too, but
        Mollie's client for Python sends none.
        """
        try:
            found = json.loads(self.body or "{}")
        except (ValueError, RecursionError):
            return None
        return found if isinstance(found, dict) else None

    @property
    def form(self) -> dict[str, str]:
        return dict(parse_qsl(self.body, keep_blank_values=True))


@dataclass(frozen=True)
class Answer:
    status: int
    body: bytes
    type: str
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Page:
    """A template, and what it is filled with."""

    template: str
    values: dict[str, Any] = field(default_factory=dict)
    status: int = 200


def go_to(address: str) -> Answer:
    return Answer(303, b"", HTML, {"Location": address})
