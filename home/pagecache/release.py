"""What of the site's own makes a page, apart from the database: another release makes other pages."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from django.conf import settings

SOURCES = ("home", "courses", "members", "legal", "site", "templates", "static", "locale")
SETTINGS = ("SITE_URL", "STATISTICS_URL", "SECRET_KEY", "CHECKOUT_ORIGINS")  # of the environment, that pages show
KINDS = {".py", ".html", ".txt", ".svg", ".css", ".js", ".mo", ".toml", ".woff2"}


@cache
def name_release() -> str:
    """Of the files as they stood when this process first asked."""
    digest = hashlib.blake2b(digest_size=16)
    for folder in SOURCES:
        for path in sorted((settings.REPOSITORY / folder).rglob("*")):
            if path.suffix in KINDS:
                digest.update(str(path).encode() + read(path))
    digest.update((settings.REPOSITORY / "requirements.txt").read_bytes())
    digest.update(repr([getattr(settings, name) for name in SETTINGS]).encode())
    return digest.hexdigest()


def read(path: Path) -> bytes:
    return hashlib.blake2b(path.read_bytes()).digest()
