"""Row 1: kept pages for a visitor, against a bare view of as many bytes on the same server; and what a page costs that
is not kept, that somebody with a session asks for, or that is not there.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from tests.bench.lessons import run
from tests.bench.load import ROUNDS, SECONDS, compare, measure_rate, name_client
from tests.bench.servers import make_server_environment, manage, read, running_server
from tests.home.pagecache.redis_server import running_redis

GOAL = 0.7
PREPARATIONS = (["migrate", "--verbosity=0"], ["load_demo"], ["collectstatic", "--noinput", "--verbosity=0"])


def measure() -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="bench-") as name, ExitStack() as running:
        folder = Path(name)
        for command in PREPARATIONS:
            manage(folder, *command)
        session, lesson = run(folder, "tests.bench.make_session").split()
        paths = run(folder, "tests.bench.make_sized_pages").split()
        site = running.enter_context(running_server(make_server_environment(folder)))
        for path in ["/", *paths]:
            yield f"row 1  kept page for a visitor ÷ bare view: {measure_kept(folder, site, path)} (goal ≥ {GOAL})"
        yield f"       the front page, its tick in Redis, for several machines: {measure_shared(folder)}"
        others = {
            "the front page, not kept": ("/?onbekend=1", "", 200),
            "the front page, with a session": ("/", f"sessionid={session}", 200),
            "a page that is not there": ("/is-er-niet/", "", 404),
        }
        yield from measure_others(site, others)
        yield measure_after_publishing(folder, site)
        yield f"       memory of the process after all this: {find_memory(site):,} MB"


def measure_shared(folder: Path) -> str:
    with (
        running_redis(folder) as redis,
        running_server(make_server_environment(folder, CACHE_URL=redis)) as site,
    ):
        return measure_kept(folder, site, "/")


def measure_kept(folder: Path, site: str, path: str) -> str:
    length = len(read(f"{site}{path}"))
    environment = {"DJANGO_SETTINGS_MODULE": "tests.bench.bare_settings", "BARE_LENGTH": str(length)}
    with running_server(make_server_environment(folder, **environment)) as bare:
        ratio, rates = compare(f"{site}{path}", f"{bare}/")
    return f"{ratio:.3f}; {rates} of {length:,} bytes, by {name_client()}"


def measure_others(site: str, others: dict[str, tuple[str, str, int]]) -> Iterator[str]:
    for name, (path, cookie, status) in others.items():
        yield f"       {name}: {measure_rate(f'{site}{path}', SECONDS, cookie, status=status):,.0f} requests/s"


def measure_after_publishing(folder: Path, site: str) -> str:
    """The first answer of the page that changed, and of one that did not."""
    changed, other = [], []
    for _ in range(ROUNDS):
        path = run(folder, "tests.bench.publish_page").strip()
        changed.append(time_answer(f"{site}{path}"))
        other.append(time_answer(f"{site}/lid-worden/"))
    kept = time_answer(f"{site}/lid-worden/")
    return (
        f"       first answer after publishing: {median(changed):.0f} ms for the page itself, "
        f"{median(other):.1f} ms for another; the next one {kept:.1f} ms"
    )


def time_answer(url: str) -> float:
    """Milliseconds."""
    start = time.perf_counter()
    read(url)
    return (time.perf_counter() - start) * 1000


def find_memory(site: str) -> int:
    """Resident, in megabytes, of the largest process that listens on this port; 0 where there is no /proc."""
    port = site.rpartition(":")[2]
    largest = 0
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if f"--port\0{port}\0" in (folder / "cmdline").read_text():
                pages = int((folder / "statm").read_text().split()[1])
                largest = max(largest, pages * os.sysconf("SC_PAGE_SIZE") // 1_000_000)
        except OSError:
            continue  # it ended meanwhile
    return largest
