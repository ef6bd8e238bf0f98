"""Where the links of a text lead: which of them are dead, or lead to what is not published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Q
from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.translation import get_language_from_path
from wagtail.models import Page

from ..locating import list_tree_paths
from .findings import Finding, Kind
from .reading import Reading

TREE = ("wagtail_serve", "courses:lesson")  # the views that answer with a page of the tree


class LinkedPages:
    """Every page that these texts link to, by number and by address, looked up at once."""

    def __init__(self, readings: Iterable[Reading]) -> None:
        readings = list(readings)
        numbers = {number for reading in readings for number in reading.pages}
        self._paths = {
            address: list_tree_paths(address)
            for reading in readings
            for address in reading.addresses
            if is_ours(address)
        }
        paths = {path for found in self._paths.values() for path in found}
        pages = Page.objects.filter(Q(pk__in=numbers) | Q(url_path__in=paths))
        rows = list(pages.values_list("pk", "url_path", "title", "live")) if numbers or paths else []
        self._by_number = {number: (title, live) for number, _path, title, live in rows}
        self._by_path = {path: (title, live) for _number, path, title, live in rows}

    def find_dead(self, reading: Reading) -> Iterator[Finding]:
        for number, words in reading.pages.items():
            yield from self._judge(self._by_number.get(number), words)
        for address in dict.fromkeys(reading.addresses):
            if address in self._paths and not is_answered_elsewhere(address):
                known = (self._by_path[path] for path in self._paths[address] if path in self._by_path)
                yield from self._judge(next(known, None), address)

    def _judge(self, page: tuple[str, bool] | None, name: str) -> Iterator[Finding]:
        if page is None:
            yield Finding(Kind.DEAD_LINK, name)
        elif not page[1]:
            yield Finding(Kind.DRAFT_LINK, page[0])


def is_ours(address: str) -> bool:
    """Addresses of other sites are not looked at; a front page is always there."""
    return urlsplit(address).path.strip("/") not in {"", *dict(settings.LANGUAGES)} and (
        (address.startswith("/") and not address.startswith("//")) or address.startswith(f"{settings.SITE_URL}/")
    )


def is_answered_elsewhere(address: str) -> bool:
    """By another page than those in the tree, such as the statement or the log-in."""
    path = urlsplit(address).path
    with translation.override(get_language_from_path(path) or settings.LANGUAGE_CODE):
        try:
            return resolve(path).view_name not in TREE
        except Resolver404:
            return False
