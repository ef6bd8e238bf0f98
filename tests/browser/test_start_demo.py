"""What `make run` does for somebody who starts it: it says where to go, refuses a taken port, and ends as a whole."""

import os
import shutil
import socket
import subprocess
from pathlib import Path

import pytest

from tests.browser.demo_site import START, DemoSite, running_demo_site
from tests.copying import copy_sqlite
from tests.own_processes import ROOT, make_environment

pytestmark = pytest.mark.browser

PEOPLE = ("editor", "legal", "support", "owner", "member", "free")


def runs_anything(site: DemoSite) -> bool:
    try:
        os.killpg(site.process, 0)
    except ProcessLookupError:
        return False
    return True


def find_port(site: DemoSite) -> int:
    return int(site.address.rpartition(":")[2])


def test_who_starts_the_site_reads_where_to_go_and_how_to_log_in(demo_site: DemoSite) -> None:
    for address in ("/", "/en/", "/admin/"):
        assert f" {demo_site.address}{address}\n" in demo_site.said
    assert f"the password of all is {demo_site.password}\n" in demo_site.said
    assert [name for name in PEOPLE if f" {name}@werkflippen.example " not in demo_site.said] == []
    assert str(demo_site.folder / "mail") in demo_site.said


@pytest.mark.parametrize("port", ["taken", "0x1f", "70000"])
def test_a_port_that_cannot_be_used_is_refused_before_anything_is_made(
    demo_site: DemoSite, tmp_path: Path, port: str
) -> None:
    port = str(find_port(demo_site)) if port == "taken" else port
    environment = make_environment(tmp_path, PORT=port)
    result = subprocess.run(START, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=30)
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr == f"CommandError: Port {port} cannot be used. Name another: PORT=8001 make run\n"
    assert list(tmp_path.glob("*.sqlite3")) == []


def copy_site(site: DemoSite, folder: Path) -> None:
    """With all that it made at its first start, which takes half a minute."""
    shutil.copytree(site.folder, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("*.sqlite3*"))
    copy_sqlite(site.folder / "werkflippen.sqlite3", folder / "werkflippen.sqlite3")


def test_who_stops_the_site_leaves_nothing_running_though_a_visitor_never_finishes_asking(
    demo_site: DemoSite, tmp_path: Path
) -> None:
    copy_site(demo_site, tmp_path)
    with socket.socket() as visitor:
        with running_demo_site(tmp_path) as site:
            visitor.connect(("127.0.0.1", find_port(site)))
            visitor.sendall(b"GET / HTTP/1.1\r\nHo")
            assert runs_anything(site)
        assert not runs_anything(site)
    with socket.socket() as door, pytest.raises(ConnectionRefusedError):
        door.connect(("127.0.0.1", find_port(site)))
