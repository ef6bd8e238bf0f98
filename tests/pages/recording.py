"""What the suite saw of the site: one of each form of each page, kept while it runs.

With RECORDED_PAGES (the name of a folder) each page of ours that any test opens is written there, unless one with the
same tags and attributes is there already. The tests of this folder then look at all of them. See `make test`.
"""

import hashlib
import os
import re
from dataclasses import dataclass
from email.message import EmailMessage
from functools import cache
from pathlib import Path
from typing import Any

from tests.pages.templates import MAIL, list_page_templates

WORDS = re.compile(r'>[^<]+<|="[^"]*"')
SEEN_BY = re.compile(r"<!-- (\d{3}) (.+) -->$")
page_templates = cache(list_page_templates)


@dataclass(frozen=True)
class RecordedPage:
    template: str
    path: Path
    status: int
    seen_by: str  # the test that opened it first
    html: str


def record(response: Any) -> None:
    folder = os.environ.get("RECORDED_PAGES")
    is_html = "html" in response.get("Content-Type", "") and not response.has_header("Content-Encoding")
    if folder and is_html and not response.streaming and response.content:
        name = next((used.name for used in response.templates if used.name in page_templates()), None)
        if name:
            keep(Path(folder), name, response.status_code, response.content.decode())


def record_mail(mail: EmailMessage) -> None:
    """The part of it that is a page, if any; under one name for all."""
    folder, page = os.environ.get("RECORDED_PAGES"), mail.get_body(("html",))
    if folder and page:
        keep(Path(folder), MAIL, 200, str(page.get_content()))


def keep(folder: Path, template: str, status: int, html: str) -> None:
    form = hashlib.sha256(WORDS.sub("", html).encode()).hexdigest()[:12]
    path = folder / f"{template.replace('/', '~')[:-5]}~{form}.html"
    if not path.exists():
        folder.mkdir(exist_ok=True)
        seen_by = os.environ["PYTEST_CURRENT_TEST"].partition(" ")[0].replace("--", "-")  # which no comment may hold
        path.write_text(f"{html.rstrip()}\n<!-- {status} {seen_by} -->")


def read_recorded(folder: Path) -> list[RecordedPage]:
    return [read(path) for path in sorted(folder.glob("*.html"))]


def read(path: Path) -> RecordedPage:
    html = path.read_text()
    seen = SEEN_BY.search(html)
    assert seen, path
    template = path.stem.rpartition("~")[0].replace("~", "/") + ".html"
    return RecordedPage(template, path, int(seen[1]), seen[2], html)
