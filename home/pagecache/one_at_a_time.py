"""So that a page which many want at the same moment is made once."""

from __future__ import annotations

import threading
from collections.abc import Hashable, Iterator
from contextlib import contextmanager

PATIENCE = 10  # seconds; then somebody makes it for themselves


class OneAtATime:
    """Among the threads of a process. Who waited goes on together with the others who did."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.busy: dict[Hashable, threading.Event] = {}

    @contextmanager
    def wait_for(self, name: Hashable) -> Iterator[bool]:
        """Whether one is the first, at once; or False once the first is done."""
        with self.lock:
            done = self.busy.get(name)
            if is_first := done is None:
                done = self.busy[name] = threading.Event()
        if not is_first:
            done.wait(PATIENCE)
            yield False
            return
        try:
            yield True
        finally:
            with self.lock:
                del self.busy[name]
            done.set()
