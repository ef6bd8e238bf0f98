"""Lighthouse, over TLS, as on a telephone and as on a desk: 98 or more in each of its four categories, on every public
page. Part of `make prove`.
"""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.browser.demo_site import DemoSite
from tests.browser.public_pages import PATHS, find_path
from tests.browser.windows import NAMES
from tests.npm_packages import install_package
from tests.scanners.secure_site import HOST, SecureSite

pytestmark = pytest.mark.scanners

GOAL = 98
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
SECONDS = 60 * 60
MORE = {
    "/cursussen/vergaderen-met-een-reden/wat-kost-een-uur-samen/": "lesson with pictures",
    "/contact/": "contact",
    "/over-ons/": "about us",
    "/afspraken/": "all agreements",
    "/herroepen/": "withdrawal",
    "/en/courses/": "english catalogue",
}


def run_lighthouse(site: SecureSite, paths: list[str]) -> list[dict[str, Any]]:
    """A row for each path and form; the first request for each page has been made before."""
    folder = install_package("lighthouse", "12.8.2")
    words = [str(Path(__file__).with_name("lighthouse.mjs")), str(folder), f"https://{HOST}:{site.port}", str(GOAL)]
    chromium = next(filter(None, map(shutil.which, NAMES)))
    environment = os.environ | {"NODE_EXTRA_CA_CERTS": str(site.certificate), "CHROME_PATH": chromium}
    looked = subprocess.run(
        ["node", *words, *paths], env=environment, capture_output=True, text=True, timeout=SECONDS, check=False
    )
    assert looked.returncode == 0, looked.stderr + looked.stdout
    return [json.loads(line) for line in looked.stdout.splitlines()]


def test_every_public_page_scores_98_or_more_in_everything(demo_site: DemoSite, secure_site: SecureSite) -> None:
    named = {find_path(demo_site, name): name for name in PATHS if name != "not found"}  # it scores no 404
    paths = named | MORE
    rows = run_lighthouse(secure_site, list(paths))
    assert len(rows) == 2 * len(paths)
    for row in rows:
        row["name"] = paths[row["path"]]
        print(*(row["scores"][category] for category in CATEGORIES), row["form"], row["name"], *row["skipped"])  # noqa: T201
    assert [row for row in rows if min(row["scores"].values()) < GOAL] == []
