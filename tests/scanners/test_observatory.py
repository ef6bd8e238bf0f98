"""MDN's HTTP Observatory, the real one, over TLS: 120 or more on every public page. Part of `make prove`."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.browser.demo_site import DemoSite
from tests.browser.public_pages import PATHS, find_path
from tests.npm_packages import install_package
from tests.scanners.secure_site import HOST, SecureSite

pytestmark = pytest.mark.scanners

GOAL = 120


def install_observatory() -> Path:
    """With empty lists for what it would fetch: who is preloaded for HSTS, and which domains there are."""
    folder = install_package("@mdn/mdn-http-observatory", "1.4.8")
    (folder / "conf" / "hsts-preload.json").write_text("{}")
    (folder / "conf" / "tld-list.json").write_text("[]")
    return folder


def test_every_public_page_scores_120_or_more(demo_site: DemoSite, secure_site: SecureSite) -> None:
    paths = {find_path(demo_site, name): name for name in PATHS if name != "not found"}  # it scores no 404
    program = [str(Path(__file__).with_name("observatory.mjs")), str(install_observatory())]
    command = ["node", *program, f"{HOST}:{secure_site.port}", *paths]
    environment = os.environ | {"NODE_EXTRA_CA_CERTS": str(secure_site.certificate)}
    scan = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300)
    assert scan.returncode == 0, scan.stderr
    found = json.loads(scan.stdout)
    assert set(found) == set(paths)
    print("\n".join(f"{found[path]['score']} {name}" for path, name in paths.items()))  # noqa: T201
    assert {paths[path]: outcome for path, outcome in found.items() if outcome["score"] < GOAL} == {}
