"""A ZIP that is sent while it is made: it may hold thousands of invoices, and none of it waits on a disk."""

from __future__ import annotations

import time
import zipfile
from collections.abc import Iterable, Iterator


class Pipe:
    """Where the archive writes, and from where it is sent on. It cannot go back, and zipfile sees that."""

    def __init__(self) -> None:
        self._waiting: list[bytes] = []

    def write(self, content: bytes) -> int:
        self._waiting.append(bytes(content))
        return len(content)

    def flush(self) -> None:
        pass

    def close(self) -> None:
        pass

    def take(self) -> bytes:
        taken, self._waiting = b"".join(self._waiting), []
        return taken


def stream_zip(files: Iterable[tuple[str, bytes]]) -> Iterator[bytes]:
    """`files` are names and contents; each is asked for when the one before it was sent."""
    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w") as archive:
        for name, content in files:
            member = zipfile.ZipInfo(name, time.localtime()[:6])
            member.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(member, content)
            yield pipe.take()
    yield pipe.take()
