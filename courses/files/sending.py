"""Sends a file that somebody may have: whole or in part (RFC 9110 §14), by the web server where it can.

Nothing here asks whether they may. Callers have asked before: conditional requests are answered here, and a 304 or an
entity tag is knowledge too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.crypto import salted_hmac
from django.utils.http import content_disposition_header, http_date, parse_http_date_safe

from .signatures import find_content_type

CHUNK = 256 * 1024  # bytes
RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII)
# A file that is opened by itself runs nothing and belongs to nobody.
POLICY = "default-src 'none'; img-src 'self'; media-src 'self'; sandbox"
OPEN, GATED = "no-cache", "private, no-store"


def send_file(
    request: HttpRequest, stored: str, *, name: str, cache: str = GATED, is_download: bool = False
) -> HttpResponseBase:
    """`stored` is its name in our storage. `cache` is OPEN for what everybody may read, else GATED."""
    path = Path(default_storage.path(stored))
    if not path.is_file():
        raise Http404
    response = _hand_over(stored) if settings.X_ACCEL_PREFIX else _answer(request, path)
    response["Content-Type"] = find_content_type(name)
    response["Content-Disposition"] = content_disposition_header(is_download, name) or "inline"
    response["Cache-Control"] = cache
    response["Content-Security-Policy"] = POLICY
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _hand_over(stored: str) -> HttpResponse:
    """Nginx sends the file, and answers ranges and conditions itself, after this answer said that it may."""
    response = HttpResponse()
    response["X-Accel-Redirect"] = f"/{settings.X_ACCEL_PREFIX.strip('/')}/{quote(stored)}"
    return response


def _answer(request: HttpRequest, path: Path) -> HttpResponseBase:
    status = path.stat()
    size, changed = status.st_size, int(status.st_mtime)
    tag = f'"{salted_hmac("courses.files", f"{path.name} {size} {status.st_mtime_ns}").hexdigest()[:32]}"'
    head = {"ETag": tag, "Last-Modified": http_date(changed), "Accept-Ranges": "bytes"}
    whole = HttpResponse(headers=head)
    conditional = get_conditional_response(request, etag=tag, last_modified=changed, response=whole)
    if conditional is not None and conditional is not whole:
        return conditional
    span = _read_range(request, size, tag, changed)
    if span is None:
        return _stream(request, path, 0, size, head)
    start, end = span
    if start >= end:
        return HttpResponse(status=416, headers=head | {"Content-Range": f"bytes */{size}"})
    head["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
    return _stream(request, path, start, end, head, status=206)


def _read_range(request: HttpRequest, size: int, tag: str, changed: int) -> tuple[int, int] | None:
    """Start and end (not included) of what was asked for; None for the whole file, an empty span for what is not there.

    More ranges in one request, other units and nonsense are answered with the whole file, as the RFC allows.
    """
    found = RANGE.fullmatch(request.headers.get("Range", "").strip())
    if request.method != "GET" or not found or found[1] == found[2] == "" or not _still_the_same(request, tag, changed):
        return None
    if found[1] == "":
        length = min(int(found[2]), size)
        return (size - length, size) if length else (size, size)
    start = int(found[1])
    if found[2] and int(found[2]) < start:
        return None
    return start, min(int(found[2]) + 1, size) if found[2] else size


def _still_the_same(request: HttpRequest, tag: str, changed: int) -> bool:
    """If-Range: a part only when the rest that somebody has is of this same file."""
    condition = request.headers.get("If-Range")
    return condition is None or condition == tag or parse_http_date_safe(condition) == changed


def _stream(
    request: HttpRequest, path: Path, start: int, end: int, head: dict[str, str], status: int = 200
) -> HttpResponseBase:
    head = head | {"Content-Length": str(end - start)}
    if request.method == "HEAD":
        return HttpResponse(status=status, headers=head)
    return StreamingHttpResponse(_read(path, start, end), status=status, headers=head)


def _read(path: Path, start: int, end: int) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(start)
        while start < end and (chunk := file.read(min(CHUNK, end - start))):
            start += len(chunk)
            yield chunk
