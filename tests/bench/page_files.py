"""Row 2: a kept page that nginx gives out from disk, against a static file of as many bytes from the same nginx."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.bench.cached_page import PREPARATIONS
from tests.bench.load import compare, name_client
from tests.bench.servers import make_server_environment, manage, read, running_server
from tests.home.pagecache.web_server import running_web_server

GOAL = 0.9


def measure() -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        for command in PREPARATIONS:
            manage(folder, *command)
        pages = folder / "pages"
        environment = make_server_environment(folder, PAGE_FILES_ROOT=str(pages), ALLOWED_HOSTS="127.0.0.1")
        with (
            running_server(environment) as site,
            running_web_server(folder, site=site.removeprefix("http://"), pages=pages, scheme="http") as web,
        ):
            address = f"http://127.0.0.1:{web.port}"
            content = read(f"{address}/")
            (folder / "static" / "page.html").write_bytes(content)
            ratio, rates = compare(f"{address}/", f"{address}/static/page.html")
    yield (
        f"row 2  kept page from disk ÷ static file: {ratio:.3f} (goal ≥ {GOAL}); "
        f"{rates} of {len(content):,} bytes from nginx, by {name_client()}"
    )
