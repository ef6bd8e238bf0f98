"""The real site on this machine: the server of `make run`, with demo content, in a folder that is thrown away."""

import base64
import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from django_otp.oath import TOTP

from tests.own_processes import ROOT, find_free_port, make_environment, wait_until_it_answers

START = [sys.executable, "manage.py", "start_demo"]
SECONDS_TO_START = 240
SECONDS_TO_STOP = 20
STEP = 30  # seconds that a code is shown


@dataclass(frozen=True)
class DemoSite:
    address: str  # without a slash at the end
    folder: Path
    process: int  # its number, and that of the group of everything it starts
    used_steps: dict[str, int] = field(default_factory=dict)  # of time, by who used the code of it last

    @property
    def password(self) -> str:
        """All demo people share it; it is made anew for every site."""
        return (self.folder / "demo_password").read_text(encoding="utf-8").strip()

    def show_code(self, name: str) -> str:
        """What the authenticator app of somebody of the staff shows. Each code works once, and for all who are in a
        hurry there is only one more than the one of now: the next. Waits when both are used.
        """
        key = base64.b32decode((self.folder / "demo_authenticator").read_text(encoding="utf-8"))
        while (step := max(int(time.time()) // STEP, self.used_steps.get(name, 0) + 1)) > time.time() // STEP + 1:
            time.sleep(1)
        self.used_steps[name] = step
        clock = TOTP(key)
        clock.time = step * STEP
        return f"{clock.token():06d}"

    @property
    def said(self) -> str:
        return (self.folder / "server.log").read_text(encoding="utf-8")

    def read(self, path: str) -> str:
        with urllib.request.urlopen(self.address + path, timeout=20) as answer:  # noqa: S310 (an address of our own)
            return answer.read().decode()

    def find_first_course(self, catalogue: str) -> str:
        """By its card: topics and the feed stand in the catalogue too."""
        card = re.search(r'class="course-card__title"><a href="([^"]+)"', self.read(catalogue))
        if card is None:
            raise LookupError(f"{catalogue} shows no course")
        return card[1]

    def find_links(self, page: str, pattern: str) -> list[str]:
        found = re.findall(f'href="({pattern})"', self.read(page))
        if not found:
            raise LookupError(f"{page} has no link like {pattern}")
        return found


@contextmanager
def running_demo_site(folder: Path) -> Iterator[DemoSite]:
    port = find_free_port()
    address = f"http://127.0.0.1:{port}"
    log = folder / "server.log"
    with log.open("wb") as output:
        server = subprocess.Popen(
            START,
            cwd=ROOT,
            env=make_environment(folder, PORT=str(port), PYTHONFAULTHANDLER="1"),
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    site = DemoSite(address, folder, server.pid)
    try:
        wait_until_it_answers(server, lambda: site.read("/"), seconds=SECONDS_TO_START, log=log)
        yield site
    finally:
        stop(server, log)


def stop(server: "subprocess.Popen[bytes]", log: Path) -> None:
    """Raises `RuntimeError` when it does not end by itself, with what each of its threads was doing."""
    server.terminate()
    try:
        server.wait(SECONDS_TO_STOP)
    except subprocess.TimeoutExpired:
        os.killpg(server.pid, signal.SIGABRT)  # Python's fault handler writes where each thread stands
        time.sleep(1)
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()
        said = log.read_text(encoding="utf-8", errors="replace")[-8000:]
        raise RuntimeError(f"The demo site did not end when it was asked to.\n{said}") from None
