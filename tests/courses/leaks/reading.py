"""Reading the whole site as one person: the addresses that are known, and whatever they lead to."""

import re
from collections.abc import Iterable
from html import unescape

from django.http import HttpResponse

from tests.visiting import Client

LINK = re.compile(r"""(?:href|src|action|content|poster|data-[a-z-]+)=["'](?:http://testserver)?(/[^"'#\s]*)""")
FILE = re.compile(r"""/[^"',\s]+/bestanden/[a-z]+/\d+/[^"',\s]+""")
LEFT_ALONE = ("/static/", "/admin/", "/account/logout/", "/en/account/logout/")
MOST_ADDRESSES = 600


def read(client: Client, address: str) -> str:
    """All that comes back, with the lines above it. A redirect is not followed: it is one more address."""
    response: HttpResponse = client.get(address)
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return f"{response.headers}\n{content.decode(errors='replace')}"


def read_site(client: Client, addresses: Iterable[str]) -> dict[str, str]:
    """What stands at each address that can be reached from these, by links of the site itself."""
    found: dict[str, str] = {}
    waiting = list(dict.fromkeys(addresses))
    while waiting:
        address = waiting.pop()
        if address in found or address.startswith(LEFT_ALONE):
            continue
        if len(found) >= MOST_ADDRESSES:
            raise RuntimeError("There is no end to the addresses of the site: an address leads to ever new ones.")
        found[address] = read(client, address)
        links = {unescape(link) for link in LINK.findall(found[address])}
        waiting += {link for link in links if "&" not in link}  # one choice of the catalogue; not each of all of them
    return found


def read_all(client: Client, addresses: Iterable[str], known: dict[str, str] | None = None) -> dict[str, str]:
    """Each of these once; what was read before is not read again."""
    return {address: read(client, address) for address in addresses if address not in (known or {})}


def find_leaks(pages: dict[str, str], forbidden: Iterable[str]) -> list[str]:
    texts = {address: leave_out_address(text, address) for address, text in pages.items()}
    return sorted(f"{word} at {address}" for word in forbidden for address, text in texts.items() if word in text)


def leave_out_address(text: str, address: str) -> str:
    """Who asks for an address knows it already: it may stand in the answer, also in the link to the other language."""
    return text.replace(address, "").replace(address.removeprefix("/en"), "")


def list_files(reader: Client, page: str) -> list[str]:
    """The addresses of all files that the page at this address shows to this reader, in each of their sizes."""
    return sorted(set(FILE.findall(read(reader, page))))


def find_kept_by_caches(pages: dict[str, str], private: Iterable[str]) -> list[str]:
    """Addresses with something that is not for everybody, and without the order to keep it nowhere."""
    return sorted(
        address
        for address, text in pages.items()
        if "no-store" not in text.partition("\n")[0]
        and any(word in leave_out_address(text, address) for word in private)
    )
