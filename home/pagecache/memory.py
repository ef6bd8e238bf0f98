"""The pages that one process keeps: those that were asked for last, up to a number of bytes."""

from __future__ import annotations

import threading
from collections import OrderedDict, defaultdict

from .kept_page import KeptPage
from .naming import Place

MOST_QUERIES = 100  # pages of one path that differ by their query alone: somebody could ask for them without end


class Memory:
    def __init__(self, most_bytes: int) -> None:
        self.most_bytes, self.bytes = most_bytes, 0
        self.pages: OrderedDict[Place, KeptPage] = OrderedDict()
        self.queries: defaultdict[Place, OrderedDict[Place, None]] = defaultdict(OrderedDict)  # the newest last
        self.lock = threading.Lock()

    def find(self, place: Place) -> KeptPage | None:
        with self.lock:
            page = self.pages.get(place)
            if page is not None:
                self.pages.move_to_end(place)
            return page

    def keep(self, place: Place, page: KeptPage) -> None:
        """Nothing that is larger than a tenth of all: one page must not drive out the others."""
        if page.size > self.most_bytes // 10:
            return
        with self.lock:
            self.drop(place)
            self.pages[place] = page
            self.bytes += page.size
            if place.query:
                self.keep_few(place)
            while self.bytes > self.most_bytes:
                self.drop(next(iter(self.pages)))

    def keep_few(self, place: Place) -> None:
        """Of one path, the oldest makes room for the newest."""
        others = self.queries[place._replace(query=())]
        others[place] = None
        if len(others) > MOST_QUERIES:
            self.drop(next(iter(others)))

    def drop(self, place: Place) -> None:
        if former := self.pages.pop(place, None):
            self.bytes -= former.size
        if place.query and (others := self.queries.get(path := place._replace(query=()))) is not None:
            others.pop(place, None)
            if not others:
                del self.queries[path]

    def forget_all(self) -> None:
        with self.lock:
            self.pages.clear()
            self.queries.clear()
            self.bytes = 0
