"""What a page and all that it asks for weigh on their way to a browser: compressed as the server sends them."""

import gzip
import re
import urllib.request
from dataclasses import dataclass, field
from functools import cache
from urllib.parse import urljoin

LINKED = re.compile(rb'<link rel="(?:stylesheet|preload)" href="([^"]+)"')
# One that waits for a yes counts too.
SCRIPTS = re.compile(rb'<script[^>]* src="([^"]+)"|data-consent-script="([^"]+)"')
IMPORTED = re.compile(rb'(?:from|import) ?\(?"(\.[^"]+\.js)"')
FONTS = re.compile(rb'url\("([^"]+\.woff2)"\)')


@dataclass
class Weight:
    """Bytes by address; no images, no films."""

    page: int
    scripts: dict[str, int] = field(default_factory=dict)
    others: dict[str, int] = field(default_factory=dict)

    @property
    def of_scripts(self) -> int:
        return sum(self.scripts.values())

    @property
    def of_all(self) -> int:
        return self.page + self.of_scripts + sum(self.others.values())


def weigh(address: str, cookies: str = "") -> Weight:
    """A first visit, when nothing is kept in the browser yet."""
    sent, page = fetch(address, cookies)
    weight = Weight(sent)
    for linked in [*LINKED.findall(page), *map(b"".join, SCRIPTS.findall(page))]:
        add(weight, urljoin(address, linked.decode()))
    return weight


def add(weight: Weight, address: str) -> None:
    kind = weight.scripts if address.endswith(".js") else weight.others
    if address in kind:
        return
    kind[address], content = fetch_once(address)
    more = IMPORTED.findall(content) if address.endswith(".js") else FONTS.findall(content)
    for name in more:
        add(weight, urljoin(address, name.decode()))


@cache
def fetch_once(address: str) -> tuple[int, bytes]:
    """A file that has the same name as long as it is the same."""
    return fetch(address)


def fetch(address: str, cookies: str = "") -> tuple[int, bytes]:
    """How many bytes came, and what they are. Raises HTTPError for what is not there."""
    headers = {"Accept-Encoding": "gzip", "Cookie": cookies}
    request = urllib.request.Request(address, headers=headers)  # noqa: S310 (an address of our own)
    with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310
        sent, encoding = answer.read(), answer.headers.get("Content-Encoding")
    return len(sent), gzip.decompress(sent) if encoding == "gzip" else sent
