"""Kept pages as files, which nginx gives out itself (deploy/nginx.conf): the folder `current` is a link to those of the
site as it is now. After a change it leads elsewhere at once, where pages come as they are asked for.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from home.freshness.models import read_stamp

from .kept_page import KeptPage
from .naming import Place
from .release import name_release
from .usual_headers import is_usual

PATH = re.compile(r"/(?:[\w-]+/)*", re.ASCII)
HOST = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)*")  # nginx passes it on without a port
CURRENT = "current"


def write_file(place: Place, page: KeptPage) -> None:
    root = settings.PAGE_FILES_ROOT
    if not root or page.is_over() or not is_plain(place, page):
        return
    ends_on = datetime.fromtimestamp(page.ends_at, UTC).astimezone(timezone.get_default_timezone())
    if ends_on.hour or ends_on.minute or ends_on.second:  # not at midnight: nginx would not know
        return
    day = ends_on.date() - timedelta(days=1)
    folder = Path(root, name_folder(page.stamp), day.isoformat(), place.host, place.path.strip("/"))
    file = folder / "index.html"
    if file.exists():
        return
    folder.mkdir(parents=True, exist_ok=True)
    moment = read_moment(page.content)
    if page.compressed:
        put(folder / f"{file.name}.gz", page.compressed, moment)
    put(file, page.content, moment)  # the last: nginx looks for this one first
    if read_link(root) != name_folder(page.stamp):
        point_current()  # the first page of a site where nothing has changed yet


def put(file: Path, content: bytes, moment: int) -> None:
    """Whole or not at all."""
    number, name = tempfile.mkstemp(dir=file.parent)
    with os.fdopen(number, "wb") as opened:
        opened.write(content)
        os.fchmod(opened.fileno(), 0o644)
    os.utime(name, (moment, moment))
    os.replace(name, file)


def is_plain(place: Place, page: KeptPage) -> bool:
    if place.query or not PATH.fullmatch(place.path) or not HOST.fullmatch(place.host):
        return False
    if not settings.SITE_URL.startswith(f"{place.scheme}://"):
        return False
    return is_usual(place, page.headers)


def point_current(**signal: Any) -> None:
    """After each change, and once more by `run_due`, should a process have died between the two."""
    root = settings.PAGE_FILES_ROOT
    if not root:
        return
    Path(root).mkdir(parents=True, exist_ok=True)
    with locked(root):
        folder = name_folder(read_stamp())
        if read_link(root) == folder:
            return
        new = Path(root, f"{CURRENT}.new")
        new.unlink(missing_ok=True)
        new.symlink_to(folder)
        os.replace(new, Path(root, CURRENT))


def name_folder(stamp: int) -> str:
    """Another release makes other pages."""
    return f"{stamp}-{name_release()[:16]}"


def read_moment(content: bytes) -> int:
    """Nginx makes an ETag of the length and of the second at which a file was changed: one that is of the content."""
    return int.from_bytes(hashlib.blake2b(content, digest_size=4).digest(), "big") // 2


def read_link(root: str) -> str:
    try:
        return os.readlink(Path(root, CURRENT))
    except FileNotFoundError:
        return ""


@contextmanager
def locked(root: str) -> Iterator[None]:
    with Path(root, "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def clear_away() -> Iterator[str]:
    """Work of `run_due`: former folders, and former days in the one of today."""
    root = settings.PAGE_FILES_ROOT
    if root:
        point_current()
        current, today = read_link(root), timezone.localdate().isoformat()
        for folder in [*Path(root).iterdir(), *Path(root).glob(f"{current}/*")]:
            if folder.is_dir() and not folder.is_symlink() and folder.name not in (current, today):
                shutil.rmtree(folder, ignore_errors=True)
    yield from ()
