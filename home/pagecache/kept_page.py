"""A whole page as every visitor gets it, with what it was made of."""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

from home.freshness.recording import Query

from .encoding import ENCODING, accepts_gzip
from .release import name_release


@dataclass
class KeptPage:
    """`tick` and `stamp`: under which it was last known to be what would be made anew. `release`: of our sources.
    `compressed`: the same content for who accepts it so, or nothing. The headers are those of the content as it is.
    """

    headers: tuple[tuple[str, str], ...]
    content: bytes
    compressed: bytes
    read: tuple[tuple[Query, bytes], ...]
    ends_at: float  # seconds since 1970
    release: str
    stamp: int
    tick: int

    def is_over(self) -> bool:
        return time.time() >= self.ends_at

    def would_read_the_same(self) -> bool:
        return all(query.digest() == digest for query, digest in self.read)

    @property
    def size(self) -> int:
        return (
            len(self.content) + len(self.compressed) + sum(len(query.sql) + 200 for query, _digest in self.read) + 1000
        )

    def answer(self, request: HttpRequest) -> HttpResponse:
        """304 (RFC 9110 §15.4.5) where the browser has it; the head alone where that was asked for (§9.3.2)."""
        is_compressed = bool(self.compressed) and accepts_gzip(request.META.get("HTTP_ACCEPT_ENCODING", ""))
        content = self.compressed if is_compressed else self.content
        headers = {name.lower(): (name, value) for name, value in self.headers}
        if is_compressed:
            headers["content-encoding"] = ("Content-Encoding", ENCODING)
            headers["content-length"] = ("Content-Length", str(len(content)))
            headers["etag"] = ("ETag", f'{headers["etag"][1][:-1]}-{ENCODING}"')  # of other bytes (§8.8.3)
        response = HttpResponse(b"" if request.method == "HEAD" else content)
        response.headers._store = headers  # as they are: they were checked when the page was made
        if "HTTP_IF_NONE_MATCH" in request.META:
            return get_conditional_response(request, etag=response["ETag"], response=response)  # type: ignore[return-value]
        return response


def name_content(content: bytes) -> str:
    """A strong ETag (RFC 9110 §8.8.3), the same in every process: another release may send other headers along."""
    return f'"{hashlib.blake2b(content + name_release().encode(), digest_size=16).hexdigest()}"'
