"""The real site on this machine: the server of `make run`, with demo content, in a folder that is thrown away."""

import os
import re
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.postgresql_cluster import find_free_port

ROOT = Path(__file__).resolve().parents[2]
SECONDS_TO_START = 240
SECONDS_TO_STOP = 20


@dataclass(frozen=True)
class DemoSite:
    address: str  # without a slash at the end
    folder: Path

    @property
    def password(self) -> str:
        """All demo people share it; it is made anew for every site."""
        return (self.folder / "demo_password").read_text(encoding="utf-8").strip()

    def read(self, path: str) -> str:
        with urllib.request.urlopen(self.address + path, timeout=20) as answer:  # noqa: S310 (an address of our own)
            return answer.read().decode()

    def find_first_link(self, page: str, pattern: str) -> str:
        found = re.search(f'href="({pattern})"', self.read(page))
        if not found:
            raise LookupError(f"{page} has no link like {pattern}")
        return found.group(1)


def wait_until_it_answers(site: DemoSite, server: subprocess.Popen, log: Path) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while True:
        try:
            site.read("/")
            return
        except (urllib.error.URLError, ConnectionError):
            if server.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"The demo site did not start:\n{log.read_text()[-4000:]}") from None
            time.sleep(0.2)


@contextmanager
def running_demo_site(folder: Path) -> Iterator[DemoSite]:
    port = find_free_port()
    site = DemoSite(f"http://127.0.0.1:{port}", folder)
    foreign = {"DATABASE_URL", "EMAIL_URL", "CACHE_URL", "SECRET_KEY", "ALLOWED_HOSTS"}
    environment = {name: value for name, value in os.environ.items() if name not in foreign}
    environment |= {
        "DJANGO_SETTINGS_MODULE": "werkflippen.settings.demo",
        "VAR_ROOT": str(folder),
        "PORT": str(port),
        "SITE_URL": site.address,
    }
    log = folder / "server.log"
    with log.open("wb") as output:
        command = [sys.executable, "manage.py", "start_demo"]
        server = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=output, stderr=output, start_new_session=True
        )
    try:
        wait_until_it_answers(site, server, log)
        yield site
    finally:
        server.terminate()
        try:
            server.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, 9)
            raise RuntimeError("The demo site did not end when it was asked to") from None
