"""A real Redis, as the processes of a public site share it."""

import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.own_processes import find_free_port, wait_until_it_answers


@contextmanager
def running_redis(folder: Path) -> Iterator[str]:
    """Its address; it keeps nothing."""
    program = shutil.which("redis-server") or shutil.which("valkey-server")
    if program is None:
        raise FileNotFoundError("Redis is missing: tests/install_programs says how to get it")
    port = find_free_port()
    options = ["--bind", "127.0.0.1", "--port", str(port), "--save", "", "--dir", str(folder)]
    server = subprocess.Popen([program, *options], stdout=subprocess.DEVNULL)
    try:
        wait_until_it_answers(server, lambda: socket.create_connection(("127.0.0.1", port), 1).close(), seconds=20)
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        server.terminate()
        server.wait(timeout=20)
