"""A number outside the database that is another one after every change: cheap enough to look at for every request.

It stands in a file beside the database, for the processes of one machine, and in the cache where that is shared, for
those of several. Should a process die between its commit and its word about it, the others find out within a second.
"""

from __future__ import annotations

import fcntl
import logging
import mmap
import os
import secrets
import stat
import struct
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from django.conf import settings
from django.core.cache import caches
from django.dispatch import Signal

from .models import read_stamp

logger = logging.getLogger(__name__)
WARNING = (
    "%s cannot be written (%s): every kept page is held against the database first. Let the user of the site own the "
    "file, and restart the site."
)
BETWEEN_LOOKS = 1.0  # seconds
KEY = "freshness-tick"
TICK, STAMP, SIZE = 0, 1, 16


class FileTick:
    """Two numbers of 8 bytes: the tick, and the stamp that was announced last. Raises OSError where it may not be
    written.

    Read through a map: a call of the system lets go of Python's lock, so that with every request another thread had its
    turn first, and a kept page took half as long again. As SQLite's own -shm, it must not be cut short while a process
    has it. Written by calls: a full disk is then an error, and not the end of the process.
    """

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.file = open_plainly(path)
        self.lock = threading.Lock()
        with self.alone():
            there = os.fstat(self.file).st_size
            os.pwrite(self.file, bytes(max(0, SIZE - there)), there)
        self.numbers = memoryview(mmap.mmap(self.file, SIZE, prot=mmap.PROT_READ)).cast("Q")

    def read(self) -> int:
        return self.numbers[TICK]

    def read_announced(self) -> int:
        return self.numbers[STAMP]

    def move(self, stamp: int) -> None:
        with self.alone():
            os.pwrite(self.file, struct.pack("=QQ", self.read() + 1, stamp), 0)

    @contextmanager
    def alone(self) -> Iterator[None]:
        with self.lock:  # among the threads; the other one is among processes
            fcntl.flock(self.file, fcntl.LOCK_EX)
            try:
                yield
            finally:
                fcntl.flock(self.file, fcntl.LOCK_UN)


def open_plainly(path: Path) -> int:
    """Follows no link: the folder belongs to the user of the site, and a command of root must write to nothing else,
    nor give anything else away. Raises OSError.
    """
    flags = os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC
    try:
        file = os.open(path, flags | os.O_CREAT | os.O_EXCL, 0o640)
    except FileExistsError:
        file = os.open(path, flags)
    else:
        if os.geteuid() == 0:  # a command of root: the site itself must be able to write it afterwards
            folder = path.parent.stat()
            os.fchown(file, folder.st_uid, folder.st_gid)
    found = os.fstat(file)
    if not stat.S_ISREG(found.st_mode) or found.st_nlink != 1:
        os.close(file)
        raise OSError("It is no file of its own.")
    return file


class CacheTick:
    """At random, for a cache that lost it or that came back as it was some time ago."""

    def read(self) -> int:
        return int(caches["default"].get_or_set(KEY, draw, timeout=None) or 0)

    def read_announced(self) -> int | None:
        stamp: int | None = caches["default"].get(f"{KEY}-stamp")
        return stamp

    def move(self, stamp: int) -> None:
        caches["default"].set(KEY, draw(), timeout=None)
        caches["default"].set(f"{KEY}-stamp", stamp, timeout=None)


class NoTick:
    """Another number each time: whatever is kept is held against the database before it is given."""

    def read(self) -> int:
        return draw()

    def read_announced(self) -> None:
        return None

    def move(self, stamp: int) -> None:
        pass


def draw() -> int:
    return secrets.randbits(62)


changed = Signal()
"""Sent in the process that changed something, when everybody can see it."""


@cache
def find_tick() -> FileTick | CacheTick | NoTick:
    if settings.IS_CACHE_SHARED:
        return CacheTick()
    path = settings.VAR / "freshness"
    try:
        return FileTick(path)
    except OSError as error:
        logger.error(WARNING, path, type(error).__name__)
        return NoTick()


class Lookout:
    """Asks the database once a second whether something changed that nobody announced."""

    looked_at = float("-inf")

    def look(self) -> None:
        self.looked_at = time.monotonic()
        if read_stamp() != find_tick().read_announced():
            announce_change()


_lookout = Lookout()


def read_tick() -> int:
    if time.monotonic() - _lookout.looked_at > BETWEEN_LOOKS:
        _lookout.look()
    return find_tick().read()


def announce_change() -> None:
    """After the commit."""
    find_tick().move(read_stamp())
    changed.send_robust(sender=None)
