"""The pages that one process keeps: those that were asked for last, up to a number of bytes."""

from __future__ import annotations

import threading
from collections import OrderedDict

from .kept_page import KeptPage
from .naming import Place


class Memory:
    def __init__(self, most_bytes: int) -> None:
        self.most_bytes, self.bytes = most_bytes, 0
        self.pages: OrderedDict[Place, KeptPage] = OrderedDict()
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
            former = self.pages.pop(place, None)
            self.pages[place] = page
            self.bytes += page.size - (former.size if former else 0)
            while self.bytes > self.most_bytes:
                _place, oldest = self.pages.popitem(last=False)
                self.bytes -= oldest.size

    def forget_all(self) -> None:
        with self.lock:
            self.pages.clear()
            self.bytes = 0
