"""Plausible or Matomo may count instead of us, on a server of its own (`STATISTICS_URL`).

It waits for the same yes as our own counting, and for being named to who gives that: until then it is told nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

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

    def is_declared(self, purposes: Iterable[Purpose]) -> bool:
        """Whether who says yes to statistics reads its name: at a cookie, or in the text when it sets none."""
        shown = (purpose for purpose in purposes if purpose.group == PURPOSE)
        words = [(purpose.description, *(cookie.provider for cookie in purpose.cookies)) for purpose in shown]
        return any(re.search(rf"\b{self.name}\b", " ".join(those), re.IGNORECASE) for those in words)


def find_provider() -> Provider | None:
    """None when we count ourselves. Raises `WrongAddress`."""
    if not settings.STATISTICS_URL:
        return None
    found = FORM.fullmatch(settings.STATISTICS_URL)
    if found is None or (found["name"] == "matomo" and not found["site"].isdecimal()):
        raise WrongAddress
    return Provider(found["name"], f"https://{found['host']}{found['path']}", found["site"])
