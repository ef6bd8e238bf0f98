"""The name under which a page is kept: where it stands, and nothing of who asks."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest

READING = ("GET", "HEAD")
MESSAGES = CookieStorage.cookie_name  # such as "you are logged out", which the next page tells one visitor
LONGEST = 500  # characters of host, path and query together
# Where a visitor came from: for statistics, never for what a page says.
IGNORED = ("utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content")


class Place(NamedTuple):
    scheme: str
    host: str
    path: str
    query: tuple[tuple[str, str], ...] = ()


def name_place(request: HttpRequest) -> Place | None:
    """None for what is never kept: who has a session or a message, sends something, or asks for an endless address."""
    meta = request.META
    if request.method not in READING or "HTTP_AUTHORIZATION" in meta:
        return None
    if any(name in meta.get("HTTP_COOKIE", "") for name in (settings.SESSION_COOKIE_NAME, MESSAGES)):
        return None
    if request.path.startswith(settings.STATIC_URL):
        return None
    host, query = meta.get("HTTP_HOST", ""), meta.get("QUERY_STRING", "")
    if len(host) + len(request.path) + len(query) > LONGEST:
        return None
    return Place(request.scheme or "", host, request.path, read_query(query) if query else ())


def read_query(text: str) -> tuple[tuple[str, str], ...]:
    pairs = parse_qsl(text, keep_blank_values=True, errors="surrogateescape")
    return tuple(pair for pair in pairs if pair[0] not in IGNORED)


def forget_ignored(request: HttpRequest, place: Place) -> None:
    """Before anybody reads the query: a page that is kept for all must not know what its name does not say."""
    if request.META.get("QUERY_STRING"):
        request.META["QUERY_STRING"] = urlencode(place.query, errors="surrogateescape")
