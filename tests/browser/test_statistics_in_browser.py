"""What leaves a browser after a yes: of a page that was read, as little as the counts need, and of a lesson nothing."""

import json
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, Request, Route, expect

from tests.browser.conftest import OpenWindow
from tests.browser.demo_site import DemoSite
from tests.browser.public_pages import find_path
from tests.browser.windows import Window

pytestmark = pytest.mark.browser

FROM_ELSEWHERE = "https://www.vakblad.example/artikel/12?naam=jan"
LABEL = "data-statistics-label="
COME_FORWARD = """() => {
  Object.defineProperty(document, "hidden", { value: false });
  document.dispatchEvent(new Event("visibilitychange"));
}"""


def open_from_elsewhere(window: Window, path: str) -> Page:
    """As somebody who followed a link on another site."""
    window.page.goto(path, referer=FROM_ELSEWHERE)
    return window.page


def accept(page: Page) -> None:
    page.get_by_role("region", name="Mogen we anoniem meetellen?").get_by_role("button", name="Accepteren").click()


def open_behind(window: Window) -> Page:
    """In a tab behind others: without a screen Chromium says of every tab that it is in front."""
    page = window.context.new_page()
    page.add_init_script("Object.defineProperty(document, 'hidden', { value: true, configurable: true })")
    page.goto("/", wait_until="networkidle")
    return page


def read_sent(request: Request) -> dict[str, str]:
    return {name: value[0] for name, value in parse_qs(request.post_data, keep_blank_values=True).items()}


def test_a_beacon_says_the_page_the_site_and_three_words(new_window: OpenWindow) -> None:
    page = open_from_elsewhere(new_window(), "/en/?utm_campaign=herfst&naam=jan")
    with page.expect_request("**/statistiek/") as told:
        page.get_by_role("region").get_by_role("button", name="Accept", exact=True).click()
    sent = read_sent(told.value)
    assert sent.pop("label").startswith("page:")
    assert sent == {"referrer": "www.vakblad.example", "device": "desktop", "language": "en", "campaign": "herfst"}
    assert told.value.response().status == 204


def test_a_lesson_says_nothing(new_window: OpenWindow, demo_site: DemoSite) -> None:
    window = new_window()
    calls: list[str] = []
    window.page.on("request", lambda request: "/statistiek/" in request.url and calls.append(request.url))
    page = window.open(find_path(demo_site, "lesson"))
    accept(page)
    expect(page.get_by_text("je bezoek telt anoniem mee")).to_be_focused()
    page.wait_for_load_state("networkidle")
    assert calls == []


def test_a_tab_that_waited_behind_others_says_nothing_after_a_withdrawal_in_another(new_window: OpenWindow) -> None:
    window = new_window()
    calls: list[str] = []
    window.context.on("request", lambda request: "/statistiek/" in request.url and calls.append(request.url))
    with window.page.expect_response("**/statistiek/"):
        accept(window.open("/"))
    window.page.close()
    early, late = (open_behind(window) for _ in range(2))
    with early.expect_response("**/statistiek/"):
        early.evaluate(COME_FORWARD)
    with early.expect_navigation():
        early.get_by_role("contentinfo").get_by_role("button", name="Stop met meetellen").click()
    late.evaluate(COME_FORWARD)
    late.wait_for_load_state("networkidle")
    late.wait_for_timeout(300)
    assert len(calls) == 2


@pytest.mark.parametrize(
    ("provider", "site", "address"),
    [("plausible", "werkflippen.example", "/api/event"), ("matomo", "12", "/matomo.php")],
)
def test_another_program_is_told_the_page_after_a_yes_and_learns_no_more(
    new_window: OpenWindow, provider: str, site: str, address: str
) -> None:
    window = new_window()
    told: list[Request] = []

    def name_provider(route: Route) -> None:
        """As the site does when `STATISTICS_URL` is set; see tests/home/statistics/test_provider.py."""
        answer = route.fetch()
        data = f'data-statistics-provider="{provider}" data-statistics-url="https://teller.example" '
        body = answer.text().replace(LABEL, f'{data}data-statistics-site="{site}" data-old-label=')
        policy = answer.headers["content-security-policy"].replace("connect-src", "connect-src https://teller.example")
        route.fulfill(response=answer, body=body, headers=answer.headers | {"content-security-policy": policy})

    def hear(route: Route) -> None:
        told.append(route.request)
        route.fulfill(status=202, body="ok")

    window.page.route(lambda url: urlsplit(url).path == "/", name_provider)
    window.page.route("https://teller.example/**", hear)
    page = open_from_elsewhere(window, "/?utm_campaign=herfst&naam=jan")
    page.wait_for_load_state("networkidle")
    assert told == []
    with page.expect_response("https://teller.example/**"):
        accept(page)
    [request] = told
    seen = {"url": f"{window.address}/?utm_campaign=herfst", "referrer": "https://www.vakblad.example/"}
    assert urlsplit(request.url)[1:] == ("teller.example", address, "", "")
    if provider == "plausible":
        assert json.loads(request.post_data) == {"name": "pageview", "domain": site, **seen}
    else:
        fixed = {"idsite": site, "rec": "1", "apiv": "1", "send_image": "0"}
        assert read_sent(request) == {**fixed, "url": seen["url"], "urlref": seen["referrer"]}
    assert {"cookie", "referer"}.isdisjoint(request.all_headers())
    assert window.complaints == [f"asks somebody else: {request.url}"]
