"""Tries to get at the private folder from outside, as somebody would who knows where it lies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from pathlib import Path
from secrets import token_hex
from urllib.parse import urlsplit

from django.conf import settings

# Rules of web servers go by the end of a name, so each of these is tried.
ENDINGS = ("txt", "jpg", "mp4", "pdf")
# Where files of a Django site usually lie, the folder by its own name, and the way out of a folder that a location
# without its last slash leaves open.
ADDRESSES = (
    *("/", "/media/", "/private/", "/static/", "/files/", "/uploads/", "/documents/", "/images/", "/var/private/"),
    *("/static../private/", "/media../private/", "/static/../private/", "/static/%2e%2e/private/"),
)
SECONDS = 10


class SiteDoesNotAnswer(RuntimeError):
    """Nothing was proven: a site that cannot be reached keeps every secret."""


def find_leaks(*, site: str, addresses: Iterable[str] = ()) -> list[str]:
    """Addresses at which everybody can read what lies in the private folder; the files put there are removed again.

    Raises SiteDoesNotAnswer when the site cannot be asked.
    """
    prefixes = dict.fromkeys([*ADDRESSES, settings.X_ACCEL_PREFIX or "/", "/admin/bestanden/", *addresses])
    with _markers() as markers:
        asked = [f"{_slashed(prefix)}{name}" for prefix in prefixes for name in markers]
        return [address for address in asked if markers[address.rpartition("/")[2]] in read(site, address)]


@contextmanager
def _markers() -> Iterator[dict[str, bytes]]:
    """Small files in the private folder, by name, with what is written in each."""
    folder = Path(settings.PRIVATE_ROOT)
    folder.mkdir(parents=True, exist_ok=True)
    markers = {f"marker-{token_hex(8)}.{ending}": token_hex(16).encode() for ending in ENDINGS}
    try:
        for name, text in markers.items():
            (folder / name).write_bytes(text)
            (folder / name).chmod(0o644)  # a server that runs as somebody else must not be stopped by this alone
        yield markers
    finally:
        for name in markers:
            (folder / name).unlink(missing_ok=True)


def read(site: str, address: str) -> bytes:
    """The beginning of what this address gives, whatever the status. The address is sent as it is, dots and all."""
    parts = urlsplit(site)
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    connection = kind(parts.hostname or "", parts.port, timeout=SECONDS)
    try:
        connection.request("GET", address, headers={"User-Agent": "check_private_files"})
        return connection.getresponse().read(10_000)
    except (OSError, HTTPException) as error:
        raise SiteDoesNotAnswer(f"{site}{address}: {error}") from error
    finally:
        connection.close()


def _slashed(prefix: str) -> str:
    return f"/{prefix.strip('/')}/".replace("//", "/")
