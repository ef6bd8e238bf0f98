"""Rows 3 to 5: a gated lesson for a member, against a bare view that only knows who is logged in; and SQL queries."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from tests.bench.load import compare, name_client
from tests.bench.servers import make_server_environment, manage, read, running_server
from tests.own_processes import ROOT

GOAL = 0.5


def measure() -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        yield measure_lesson(Path(name))
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        yield from count_queries(Path(name))


def measure_lesson(folder: Path) -> str:
    for command in (["migrate", "--verbosity=0"], ["load_demo"], ["collectstatic", "--noinput", "--verbosity=0"]):
        manage(folder, *command)
    session, path = run(folder, "tests.bench.make_session").split()
    cookie = f"sessionid={session}"
    with ExitStack() as running:
        page = running.enter_context(running_server(make_server_environment(folder))) + path
        length = len(read(page, cookie))
        environment = make_server_environment(
            folder, DJANGO_SETTINGS_MODULE="tests.bench.bare_session_settings", BARE_LENGTH=str(length)
        )
        bare = running.enter_context(running_server(environment)) + "/"
        ratio, rates = compare(page, bare, cookie)
    return (
        f"row 3  gated lesson for a member ÷ bare view that authenticates the session: {ratio:.3f} (goal ≥ {GOAL}); "
        f"{rates} of {length:,} bytes, by {name_client()}"
    )


def count_queries(folder: Path) -> Iterator[str]:
    for command in (["migrate", "--verbosity=0"], ["collectstatic", "--noinput", "--verbosity=0"]):
        manage(folder, *command)
    yield from run(folder, "tests.bench.count_queries").splitlines()


def run(folder: Path, module: str) -> str:
    environment = make_server_environment(folder, DJANGO_SETTINGS_MODULE="werkflippen.settings.demo")
    done = subprocess.run(
        [sys.executable, "-m", module], cwd=ROOT, env=environment, check=True, capture_output=True, text=True
    )
    return done.stdout
