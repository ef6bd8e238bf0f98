"""A PostgreSQL cluster that lives as long as one command: own folder, free port on loopback, nothing left behind.

    python -m tests.postgresql_cluster COMMAND [ARGUMENT ...]

runs COMMAND with DATABASE_URL set and ends with its exit code.
"""

import os
import pwd
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import psycopg

from tests.own_processes import NoAnswer, find_free_port, wait_until_it_answers

SECONDS_TO_START = 60
# Nothing in this cluster has to survive a power cut, so it may forget to write. Autovacuum would note, between two
# tests, that a table is empty, and a test that fills it in its own transaction would be planned for by that.
SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "max_connections": "60",
}


class PostgresqlMissing(Exception):
    """No PostgreSQL server programs on this machine."""


def find_programs() -> Path:
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if debian:
        return debian[-1].parent
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    raise PostgresqlMissing("PostgreSQL is missing. On Debian and Ubuntu: apt-get install postgresql")


def find_owner() -> dict[str, object]:
    """Whom the server runs as, as arguments of `subprocess`: it refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            account = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
    raise PostgresqlMissing("PostgreSQL does not run as root, and there is no user postgres or nobody")


@contextmanager
def running_cluster() -> Iterator[str]:
    """The DATABASE_URL of an empty database; the cluster is gone when the block ends, however it ends."""
    programs, owner = find_programs(), find_owner()
    folder = Path(tempfile.mkdtemp(prefix="postgresql-"))
    password, port = secrets.token_hex(16), find_free_port()
    (folder / "password").write_text(password)
    if owner:
        for path in (folder, folder / "password"):
            os.chown(path, owner["user"], owner["group"])
    server = None
    try:
        initdb = [programs / "initdb", "--no-sync", "--encoding=UTF8", "--locale=C.UTF-8", "--username=tester"]
        initdb += ["--auth=scram-sha-256", f"--pwfile={folder / 'password'}", f"--pgdata={folder / 'cluster'}"]
        subprocess.run(initdb, cwd=folder, check=True, stdout=subprocess.DEVNULL, **owner)
        options = SETTINGS | {"port": port, "listen_addresses": "127.0.0.1", "unix_socket_directories": ""}
        command = [programs / "postgres", "-D", folder / "cluster"]
        command += [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
        with (folder / "log").open("wb") as log:
            # Of its own session: Ctrl-C must reach the tests first, and the server only through the clean-up.
            server = subprocess.Popen(command, cwd=folder, stderr=log, stdout=log, start_new_session=True, **owner)
        address = f"postgres://tester:{password}@127.0.0.1:{port}/postgres"
        wait_until_it_answers(
            server,
            lambda: psycopg.connect(address, connect_timeout=2).close(),
            seconds=SECONDS_TO_START,
            not_yet=psycopg.OperationalError,
            log=folder / "log",
        )
        yield address
    finally:
        if server is not None:
            server.send_signal(signal.SIGQUIT)  # at once: nothing is kept
            server.wait(timeout=30)
        shutil.rmtree(folder, ignore_errors=True)


def stop(number: int, frame: FrameType | None) -> None:
    raise SystemExit(128 + number)


def main(command: list[str]) -> int:
    if not command:
        print(__doc__, file=sys.stderr)
        return 2
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop)
    try:
        with running_cluster() as address:
            running = subprocess.Popen(command, env=os.environ | {"DATABASE_URL": address})
            try:
                return running.wait()
            finally:
                if running.poll() is None:
                    running.terminate()
                    running.wait()
    except (PostgresqlMissing, NoAnswer) as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
