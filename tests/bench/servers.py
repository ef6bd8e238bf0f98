"""Two sites under the same server with the same options, so that only the site makes the difference."""

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.postgresql_cluster import find_free_port

ROOT = Path(__file__).resolve().parents[2]
OPTIONS = [
    "--interface",
    "wsgi",
    "--workers",
    "1",
    "--no-ws",
    "--blocking-threads",
    "4",
    "--backpressure",
    "64",
    "--no-log",
]
SECONDS_TO_START = 60


def make_environment(folder: Path, **more: str) -> dict[str, str]:
    foreign = {"DATABASE_URL", "EMAIL_URL", "CACHE_URL", "SECRET_KEY", "ALLOWED_HOSTS"}
    kept = {name: value for name, value in os.environ.items() if name not in foreign}
    path = os.pathsep.join([str(ROOT), str(ROOT / "site")])
    settings = {"DJANGO_SETTINGS_MODULE": "werkflippen.settings.demo", "VAR_ROOT": str(folder), "PYTHONPATH": path}
    return kept | settings | more


def manage(folder: Path, *arguments: str) -> None:
    command = [sys.executable, "manage.py", *arguments]
    subprocess.run(command, cwd=ROOT, env=make_environment(folder), check=True, stdout=subprocess.DEVNULL)


def read(url: str) -> bytes:
    with urllib.request.urlopen(url, timeout=20) as answer:  # noqa: S310 (an address of our own)
        return answer.read()


@contextmanager
def running_server(environment: dict[str, str]) -> Iterator[str]:
    """The address of a site that answers, without a slash at the end."""
    port = find_free_port()
    address = f"http://127.0.0.1:{port}"
    command = [Path(sys.executable).with_name("granian"), *OPTIONS, "--port", str(port), "werkflippen.wsgi:application"]
    server = subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True)
    try:
        deadline = time.monotonic() + SECONDS_TO_START
        while True:
            try:
                read(f"{address}/")
                break
            except (urllib.error.URLError, ConnectionError):
                if server.poll() is not None or time.monotonic() > deadline:
                    raise RuntimeError("the server did not start") from None
                time.sleep(0.1)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=20)
