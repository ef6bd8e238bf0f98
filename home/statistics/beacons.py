"""What a browser sends about a page that was read, and what of it may be counted.

Whatever comes in is either one of the words that we know, or of a form that leaves no room for anything about a person.
All else is counted together with its like, or not at all; only a page that we did not send out is refused.
"""

from __future__ import annotations

import re

from django.conf import settings
from django.http import QueryDict

from .counting import OTHER
from .labels import read_label
from .models import Device, Dimension

# A name that can be registered: no address in figures, no port, no path, and no more parts than sites have. The letters
# outside ASCII come as `xn--`, as browsers write them.
HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,4}(?:[a-z]{2,24}|xn--[a-z0-9-]{2,59})")
LONGEST_HOST = 100
# Names of somebody's own network: they say where a visitor works or lives.
PRIVATE_ENDINGS = {
    *("arpa", "corp", "home", "internal", "intranet", "invalid", "lan", "local", "localhost", "onion", "test"),
}
# At most two words and then at most a year and a month: three words are easily a name, a longer number a customer's.
CAMPAIGN = re.compile(r"[a-z]+(?:[._-][a-z]+)?(?:[._-]?\d{1,4}(?:[._-]\d{1,2})?)?")
LONGEST_CAMPAIGN = 40


def read_beacon(body: bytes, *, own_host: str) -> dict[Dimension, str]:
    """What to count, by dimension. Raises `BrokenLabel` for a page that we did not send out.

    The device is the browser's own word: `statistics.js` looks at the pointer and the size of the screen and sends one
    of three words. The user agent would say more than we want to know, and of a tablet often the wrong thing.
    """
    sent = QueryDict(body)
    read = {
        Dimension.PAGE: read_label(sent.get("label", "")),
        Dimension.REFERRER: read_referrer(sent.get("referrer", ""), own_host=own_host),
        Dimension.DEVICE: choose(sent.get("device", ""), set(Device.values)),
        Dimension.LANGUAGE: choose(sent.get("language", ""), {code for code, _name in settings.LANGUAGES}),
        Dimension.CAMPAIGN: read_campaign(sent.get("campaign", "")),
    }
    return {dimension: label for dimension, label in read.items() if label}


def choose(word: str, known: set[str]) -> str:
    return word if word in known else ""


def read_referrer(host: str, *, own_host: str) -> str:
    """Empty for nobody and for ourselves."""
    host = host.lower().removeprefix("www.")
    if host in {"", own_host.removeprefix("www.")}:
        return ""
    is_public = host.rpartition(".")[2] not in PRIVATE_ENDINGS
    return host if is_public and len(host) <= LONGEST_HOST and HOST.fullmatch(host) else OTHER


def read_campaign(name: str) -> str:
    name = name.lower()
    return name if not name or (len(name) <= LONGEST_CAMPAIGN and CAMPAIGN.fullmatch(name)) else OTHER
