"""The code of a certificate holds a name: it travels behind a `#`, and in the body of a form."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Request, expect

from tests.browser.conftest import OpenWindow
from tests.browser.demo_site import DemoSite
from tests.browser.own_place import log_in
from tests.browser.public_pages import find_path

pytestmark = pytest.mark.browser


def test_a_certificate_is_checked_from_its_address_and_its_code_reaches_no_log(
    demo_site: DemoSite, new_window: OpenWindow
) -> None:
    window = new_window()
    page = window.page
    requests: list[Request] = []
    window.context.on("request", lambda request: requests.append(request))
    log_in(page, demo_site, f"{find_path(demo_site, 'course')}bewijs/")
    page.get_by_label("Je naam").fill("Noor Nieuw")
    with page.expect_download() as download:
        page.get_by_role("button", name="Maak mijn bewijs").click()
    pdf = Path(download.value.path()).read_bytes()
    code = re.search(rb"/bewijs/#([\w-]+)", pdf)[1].decode()
    visitor = new_window()
    visitor.context.on("request", lambda request: requests.append(request))
    visitor.open(f"/bewijs/#{code}")
    expect(visitor.page.get_by_label("Code van het bewijs")).to_have_value(code)
    assert visitor.page.url.endswith("/bewijs/")
    expect(visitor.page.get_by_role("button", name="Controleer dit bewijs")).to_be_focused()
    visitor.page.get_by_role("button", name="Controleer dit bewijs").click()
    expect(visitor.page.get_by_role("heading", name="Dit bewijs is echt")).to_be_visible()
    expect(visitor.page.get_by_text("Noor Nieuw")).to_be_visible()
    assert not [request.url for request in requests if code[:40] in request.url or "Noor" in request.url]
    assert code[:40] not in demo_site.said
    visitor.open(f"/en/bewijs/#{code}")  # as it stood on English certificates before
    expect(visitor.page.get_by_label("Code of the certificate")).to_have_value(code)
    assert visitor.page.url.endswith("/en/certificate/")
    assert code[:40] not in demo_site.said
    assert window.complaints + visitor.complaints == []
