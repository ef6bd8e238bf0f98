"""Whole pages for who has no session, the same bytes for all of them. It stands first: a kept page costs no other work.

Every process keeps pages in its memory; where several share a cache, also there, so that one of them makes a page for
all. After any change that pages could show, a kept page is looked at before it is given again: it is good when all that
it once read from the database still reads the same, and else it is made anew.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from wagtail.models import Site

from home.freshness.models import read_stamp
from home.freshness.recording import record
from home.freshness.ticking import read_tick

from .files import write_file
from .keeping import make_kept_page, may_keep, prepare
from .kept_page import KeptPage
from .memory import Memory
from .naming import Place, forget_ignored, name_place
from .one_at_a_time import OneAtATime
from .release import name_release
from .shared import SharedPages

logger = logging.getLogger(__name__)


class PageCacheMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if not settings.PAGE_CACHE_BYTES:
            raise MiddlewareNotUsed
        self.get_response = get_response
        self.memory = Memory(settings.PAGE_CACHE_BYTES)
        self.shared = SharedPages()
        self.makers = OneAtATime()
        name_release()  # before anybody waits for it

    def __call__(self, request: HttpRequest) -> HttpResponse:
        place = name_place(request)
        if place is None:
            return self.get_response(request)
        return self.give(request, place) or self.make(request, place)

    def give(self, request: HttpRequest, place: Place) -> HttpResponse | None:
        """Without a single question to the database."""
        page = self.memory.find(place)
        if page is None or page.tick != read_tick() or page.is_over():
            return None
        return page.answer(request)

    def make(self, request: HttpRequest, place: Place) -> HttpResponse:
        """Of many who ask for the same page at once, one makes it."""
        with self.makers.wait_for(place) as is_first:
            found = None if is_first else self.give(request, place)
            return found or self.renew(request, place) or self.fill(request, place)

    def renew(self, request: HttpRequest, place: Place) -> HttpResponse | None:
        """What is kept, when all that it read is still the same."""
        tick, stamp = read_tick(), read_stamp()
        page = self.memory.find(place) or self.shared.find(place)
        if page is None or page.is_over() or page.release != name_release():
            return None
        if page.stamp != stamp and (not page.would_read_the_same() or read_stamp() != stamp):
            return None
        page.stamp, page.tick = stamp, tick
        self.keep(place, page)
        return page.answer(request)

    def fill(self, request: HttpRequest, place: Place) -> HttpResponse:
        if request.method != "GET":
            return self.get_response(request)
        forget_ignored(request, place)
        now, tick, stamp = timezone.now(), read_tick(), read_stamp()
        with record() as recording:
            Site.clear_site_root_paths_cache()  # of this process; it is an hour old at most, which is too old
            response = self.get_response(request)
        if not may_keep(place, request, response, recording):
            return response
        prepare(response)
        page = make_kept_page(response, recording, now=now, stamp=stamp, tick=tick)
        if read_stamp() == stamp:
            self.keep(place, page)
        return page.answer(request)

    def keep(self, place: Place, page: KeptPage) -> None:
        """The page is made: who asked for it gets it, also when the disk is full or Redis is away."""
        self.memory.keep(place, page)
        for keep in (self.shared.keep, write_file):
            try:
                keep(place, page)
            except Exception as error:
                logger.error("A page is kept in this process only: %s", type(error).__name__)
