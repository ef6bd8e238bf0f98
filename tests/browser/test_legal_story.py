"""The story of the legal team: a text is written, a colleague approves its consequences, and anybody can check."""

import json
import re
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import APIResponse, Page, expect

from tests.browser.barriers import find_barriers
from tests.browser.conftest import OpenWindow
from tests.browser.demo_site import DemoSite
from tests.browser.own_place import enter_code
from tests.browser.test_member_story import log_in

pytestmark = pytest.mark.browser

TITLE = "Cookies op Werkflippen, kort en goed"


def open_as(new_window: OpenWindow, site: DemoSite, name: str, **options: int) -> Page:
    page = new_window(**options).open("/account/login/")
    log_in(page, f"{name}@werkflippen.example", site.password)
    page.wait_for_url(lambda address: not address.endswith("/account/login/"))
    enter_code(page, site, name)
    page.wait_for_url(re.compile("/account/(?!login)"))
    return page


def find_editor(page: Page) -> str:
    """The branch of the legal texts stands beside the front page, at the top of the tree."""
    page.goto("/admin/pages/")
    branch = page.locator("main").get_by_role("link", name="Juridisch").first.get_attribute("href") or ""
    page.goto(branch.removesuffix("edit/"))
    return page.locator("main").get_by_role("link", name="Cookies op Werkflippen").first.get_attribute("href") or ""


def write_draft(page: Page) -> None:
    page.goto(find_editor(page))
    page.locator("[name=title]").fill(TITLE)
    page.locator("[name=summary]").fill("De titel zegt nu beter waar dit over gaat.")
    page.locator("[name=change]").select_option("editorial")
    page.locator("[name=effective_from]").fill(f"{datetime.now(ZoneInfo('Europe/Amsterdam')):%Y-%m-%d}")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Meer acties").click()
    page.get_by_role("button", name="Bekijk gevolgen en publiceer").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Publiceren")


def test_a_text_is_published_when_a_colleague_has_read_the_consequences(
    demo_site: DemoSite, new_window: OpenWindow
) -> None:
    writer = open_as(new_window, demo_site, "legal", width=1280)
    write_draft(writer)
    expect(writer.locator("main")).to_contain_text("Cookies, versie 2")
    expect(writer.get_by_role("button", name="Publiceer versie 2")).to_have_count(0)
    writer.get_by_role("button", name="Leg voor aan een collega").click()
    address = writer.url
    approver = open_as(new_window, demo_site, "owner", width=320)
    approver.goto(address)
    approver.get_by_role("button", name="Publiceer versie 2").click()
    expect(approver.locator(".messages")).to_contain_text("gepubliceerd")
    visitor = new_window(javascript=False).open("/cookies/versies/2/")
    expect(visitor.get_by_role("heading", level=1)).to_have_text(TITLE)


def keep(answer: APIResponse, path: Path) -> Path:
    assert answer.status == 200, answer.url
    path.write_bytes(answer.body())
    return path


def verify(program: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-I", "-S", str(program), *words]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_a_member_has_an_outsider_check_their_receipt(
    demo_site: DemoSite, new_window: OpenWindow, tmp_path: Path
) -> None:
    member = open_as(new_window, demo_site, "free")
    member.goto("/account/afspraken/")
    receipt = member.locator("a[href$='bewijs.json']").first.get_attribute("href") or ""
    paths = {
        "receipt.json": receipt,
        "seals.json": "/grootboek/zegels.json",
        "verify.py": "/grootboek/verify_receipt.py",
    }
    kept = {name: keep(member.request.get(path), tmp_path / name) for name, path in paths.items()}
    words = [str(kept["receipt.json"]), "--seals", str(kept["seals.json"])]
    assert verify(kept["verify.py"], *words).returncode == 0
    told = json.loads(kept["receipt.json"].read_text())
    told["act"]["wording"] += "!"
    kept["receipt.json"].write_text(json.dumps(told))
    outcome = verify(kept["verify.py"], *words)
    assert (outcome.returncode, "act.wording" in outcome.stdout + outcome.stderr) == (1, True)


def test_the_legal_team_meets_no_barriers_on_its_own_pages(demo_site: DemoSite, new_window: OpenWindow) -> None:
    page = open_as(new_window, demo_site, "legal", width=1280)  # once: a code of its app works only once
    found = {}
    for path in ("", "legal/versions/", "legal/acts/", "legal/people/", "legal/pending/"):
        page.goto(f"/admin/{path}")
        found |= {f"{path} {name}": html for name, html in find_barriers(page).items()}
    assert found == {}
