"""Whatever gets into a page, by an editor or by a mistake of ours: the browser holds it back and tells us."""

import json

import pytest
from playwright.sync_api import Request, Route

from tests.browser.conftest import OpenWindow

pytestmark = pytest.mark.browser

PLANTED = """<iframe src="https://video.elders.example/1"></iframe><img src="https://pixel.elders.example/a.gif">
<script src="https://elders.example/t.js"></script><script>document.title = "kwaad"</script>
<link rel="stylesheet" href="https://stijl.elders.example/f.css"><body onload="document.title = 'kwaad'">
<style>@font-face { font-family: x; src: url(https://letters.elders.example/f.woff2) } h1 { font-family: x }</style>"""
HELD_BACK = {
    ("frame-src", "https://video.elders.example"),
    ("img-src", "https://pixel.elders.example/a.gif"),
    ("script-src-elem", "https://elders.example/t.js"),
    ("script-src-elem", "inline"),
    ("script-src-attr", "inline"),
    ("style-src-elem", "https://stijl.elders.example/f.css"),
    ("style-src-elem", "inline"),
}


def plant(route: Route) -> None:
    """As if a template had shown, unescaped, what somebody pasted."""
    answer = route.fetch()
    route.fulfill(response=answer, body=answer.text().replace("</main>", f"{PLANTED}</main>"))


def test_what_is_planted_in_a_page_is_held_back_and_reported(new_window: OpenWindow) -> None:
    page = new_window().page
    reports, answered, reached = list[Request](), list[int](), list[str]()
    page.on("request", lambda request: reports.append(request) if request.url.endswith("/tegengehouden/") else None)
    page.on("response", lambda answer: answered.append(answer.status) if "/tegengehouden/" in answer.url else None)
    page.on("requestfinished", lambda request: reached.append(request.url) if "elders" in request.url else None)
    page.route("**/privacy/", plant)
    page.goto("/privacy/")
    page.wait_for_load_state("networkidle")
    told = [json.loads(request.post_data or "")["csp-report"] for request in reports]
    assert {(one["effective-directive"], one["blocked-uri"]) for one in told} == HELD_BACK
    assert set(answered) <= {204}
    assert reached == []
    assert "kwaad" not in page.title()
