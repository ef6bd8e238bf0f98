"""The pages that all processes share, in the cache that the environment names."""

from __future__ import annotations

import hashlib
import time

from django.conf import settings
from django.core.cache import caches

from .kept_page import KeptPage
from .naming import Place
from .release import name_release


class SharedPages:
    """Empty where each process has a cache of its own. Pages for a query are too many to keep for all."""

    def find(self, place: Place) -> KeptPage | None:
        if not settings.IS_CACHE_SHARED or place.query:
            return None
        page = caches["default"].get(name_key(place))
        return page if isinstance(page, KeptPage) else None

    def keep(self, place: Place, page: KeptPage) -> None:
        if settings.IS_CACHE_SHARED and not place.query:
            caches["default"].set(name_key(place), page, timeout=max(1, int(page.ends_at - time.time())))


def name_key(place: Place) -> str:
    return f"page:{hashlib.blake2b(f'{name_release()} {place!r}'.encode(), digest_size=16).hexdigest()}"
