"""Plausible or Matomo may count instead of us, on a server of its own (`STATISTICS_URL`).

It waits for the same yes as our own counting, and for being named to who gives that: until then it is told nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings

from legal.cookies.purposes import Purpose

PATH = r"(?P<path>(?:/[A-Za-z0-9._-]+)*)"
FORM = re.compile(
    rf"(?P<name>plausible|matomo)://(?P<host>[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d+)?){PATH}/(?P<site>[A-Za-z0-9._-]+)"
)
PURPOSE = "statistics"


class WrongAddress(Exception):
    """`STATISTICS_URL` is not of the form that we know."""


@dataclass(frozen=True)
class Provider:
    """`url`: without a slash at the end. `site`: what it calls us, a host name at Plausible and a number at Matomo."""

    name: str
    url: str
    site: str

    @property
    def host(self) -> str:
        return urlsplit(self.url).hostname or ""

    def is_declared(self, purposes: Iterable[Purpose]) -> bool:
        """Whether the question itself names the host that will be told: who says yes reads that text, and perhaps no
        list of cookies. Not the name alone, which also stands in "we use no Plausible".
        """
        named = re.compile(rf"(?<![\w.-]){re.escape(self.host)}(?![\w-]|\.\w)", re.IGNORECASE)
        return any(purpose.group == PURPOSE and named.search(purpose.description) for purpose in purposes)


def find_provider() -> Provider | None:
    """None when we count ourselves. Raises `WrongAddress`."""
    if not settings.STATISTICS_URL:
        return None
    found = FORM.fullmatch(settings.STATISTICS_URL)
    if found is None or (found["name"] == "matomo" and not found["site"].isdecimal()):
        raise WrongAddress
    return Provider(found["name"], f"https://{found['host']}{found['path']}", found["site"])
