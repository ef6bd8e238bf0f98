"""Programs that the tests start themselves: free ports, an environment without this machine's own, and waiting."""

import os
import socket
import subprocess
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# What somebody may have set for a site of their own.
FOREIGN = {
    *("DATABASE_URL", "EMAIL_URL", "CACHE_URL", "SECRET_KEY", "ALLOWED_HOSTS", "SITE_URL", "PORT", "PAGE_FILES_ROOT"),
}


class NoAnswer(RuntimeError):
    """The program ended, or said nothing for too long. The message is the end of its log."""


def find_free_port() -> int:
    with closing(socket.socket()) as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def make_environment(folder: Path, **more: str) -> dict[str, str]:
    """Of a demo site that keeps everything in this folder."""
    kept = {name: value for name, value in os.environ.items() if name not in FOREIGN}
    return kept | {"DJANGO_SETTINGS_MODULE": "werkflippen.settings.demo", "VAR_ROOT": str(folder)} | more


def wait_until_it_answers(
    server: subprocess.Popen,
    ask: Callable[[], object],
    *,
    seconds: float,
    not_yet: type[Exception] = OSError,
    log: Path | None = None,
) -> None:
    """Asks until no `not_yet` is raised; raises `NoAnswer` after so many seconds, or as soon as the program ended."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            ask()
            return
        except not_yet:
            if server.poll() is not None or time.monotonic() > deadline:
                said = log.read_text(errors="replace")[-4000:] if log else ""
                raise NoAnswer(f"{server.args} does not answer.\n{said}") from None
            time.sleep(0.1)
