"""Two sites under the same server with the same options, so that only the site makes the difference."""

import os
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.own_processes import ROOT, find_free_port, make_environment, wait_until_it_answers

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


def make_server_environment(folder: Path, **more: str) -> dict[str, str]:
    return make_environment(folder, **{"PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "site")])} | more)


def manage(folder: Path, *arguments: str) -> None:
    command = [sys.executable, "manage.py", *arguments]
    subprocess.run(command, cwd=ROOT, env=make_environment(folder), check=True, stdout=subprocess.DEVNULL)


def read(url: str, cookie: str = "") -> bytes:
    request = urllib.request.Request(url, headers={"Cookie": cookie})  # noqa: S310 (an address of our own)
    with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310
        return answer.read()


@contextmanager
def running_server(environment: dict[str, str]) -> Iterator[str]:
    """The address of a site that answers, without a slash at the end."""
    port = find_free_port()
    address = f"http://127.0.0.1:{port}"
    command = [Path(sys.executable).with_name("granian"), *OPTIONS, "--port", str(port), "werkflippen.wsgi:application"]
    with tempfile.NamedTemporaryFile(prefix="bench-log-") as log:  # it would stand between the figures
        server = subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True, stdout=log, stderr=log)
        try:
            wait_until_it_answers(server, lambda: read(f"{address}/"), seconds=SECONDS_TO_START)
            yield address
        except RuntimeError:
            print(Path(log.name).read_text(errors="replace")[-4000:], file=sys.stderr)
            raise
        finally:
            server.terminate()
            server.wait(timeout=20)
