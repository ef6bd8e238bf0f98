"""Whether a page may be kept, and what is kept of it."""

from __future__ import annotations

import logging
from datetime import datetime, time, timedelta

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import get_language_from_path

from home.freshness.moments import is_named, list_moments
from home.freshness.recording import Recording
from home.freshness.watching import is_watched

from .encoding import compress
from .kept_page import KeptPage, name_content
from .naming import Place
from .release import name_release

logger = logging.getLogger(__name__)
VARYING = {"cookie", "accept-language", "accept-encoding"}  # the second: no address of ours has two languages
UNKEPT = ("Set-Cookie", "Content-Encoding")


def may_keep(place: Place, request: HttpRequest, response: HttpResponseBase, recording: Recording) -> bool:
    """What a view did not share, or what does not look like a page for everybody after all, is not kept."""
    keys = getattr(response, "shared_keys", None)
    if keys is None or response.status_code != 200 or response.streaming or request.user.is_authenticated:
        return False
    if any(name not in keys for name, _value in place.query) or not is_for_everybody(response):
        return False
    return has_one_address(request) and is_followed(place, recording)


def has_one_address(request: HttpRequest) -> bool:
    """Not `/versies/01/`, beside which `/versies/001/` would stand, and so on without end."""
    match = request.resolver_match
    if match is None:
        return False
    with translation.override(get_language_from_path(request.path) or settings.LANGUAGE_CODE):
        return reverse(match.view_name, args=match.args, kwargs=match.kwargs) == request.path


def is_for_everybody(response: HttpResponseBase) -> bool:
    if response.cookies or any(name in response for name in UNKEPT):
        return False
    return "'nonce-" not in response.get("Content-Security-Policy", "") and varies_by_session_alone(response)


def is_followed(place: Place, recording: Recording) -> bool:
    """Whether we would know that it changed, or that its time has come."""
    if recording.is_writing or not all(map(is_named, recording.of_now)):
        return False
    unwatched = sorted(table for table in recording.tables if not is_watched(table))
    if unwatched:
        logger.warning("%s is not kept: nobody watches %s", place.path, ", ".join(unwatched))
    return not unwatched


def varies_by_session_alone(response: HttpResponseBase) -> bool:
    """Cache-Control is of views that know better: one that forbids keeping is not overruled."""
    varying = {name.strip().lower() for name in response.get("Vary", "").split(",")} - {""}
    control = response.get("Cache-Control", "")
    return varying <= VARYING and "private" not in control and "no-store" not in control


def find_end(recording: Recording, now: datetime) -> datetime:
    """With the day: prices, texts and announcements begin on one. Or before, when it asked what time it is."""
    tomorrow = timezone.localdate(now) + timedelta(days=1)
    midnight = timezone.make_aware(datetime.combine(tomorrow, time.min))
    return min([midnight, *(moment for tables in recording.of_now for moment in list_moments(tables, now))])


def prepare(response: HttpResponseBase) -> None:
    """No cache on the way gives it to somebody with a session."""
    response["Vary"] = "Cookie, Accept-Encoding"
    response["ETag"] = name_content(response.content)  # type: ignore[attr-defined]


def make_kept_page(
    response: HttpResponseBase, recording: Recording, *, now: datetime, stamp: int, tick: int
) -> KeptPage:
    """Asks all that was asked once more, so that the page and what is remembered of it belong together. Only right when
    the stamp is still the same afterwards.
    """
    content: bytes = response.content  # type: ignore[attr-defined]
    return KeptPage(
        headers=tuple(response.items()),
        content=content,
        compressed=compress(content),
        read=tuple((query, query.digest()) for query in recording.queries.values()),
        ends_at=find_end(recording, now).timestamp(),
        release=name_release(),
        stamp=stamp,
        tick=tick,
    )
