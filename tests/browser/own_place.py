"""What a browser keeps for its reader, the files that are made of it, and requests that would carry it away."""

import json
from typing import Any

from playwright.sync_api import Page, Request, expect

from tests.browser.demo_site import DemoSite
from tests.browser.public_pages import find_path

KEY = "werkflippen.own-place"
NOTE = "Mijn geheime notitie over dinsdag"
NEWER = 1_790_000_000_000  # milliseconds; before the day of this test, after that of an old mark
HOSTILE = "<img src=x onerror=\"document.title='kwaad'\"><script>document.title='kwaad'</script>"


def read_kept(page: Page) -> Any:
    return json.loads(page.evaluate("key => localStorage.getItem(key)", KEY) or "null")


def list_kept(page: Page) -> dict[str, Any]:
    """The values of one lesson, when only one lesson has any."""
    [lessons] = read_kept(page)["courses"].values()
    [marks] = lessons.values()
    return {kind: mark["value"] for kind, mark in marks.items()}


def find_keys(page: Page) -> tuple[str, str]:
    data = page.locator("[data-own-place=lesson]")
    return data.get_attribute("data-course"), data.get_attribute("data-lesson")


def write_file(course: str, lesson: str, **more: Any) -> dict[str, Any]:
    marks = {"note": {"value": HOSTILE, "at": NEWER}, "read": {"value": True, "at": NEWER}}
    follow = {"value": True, "at": NEWER}
    return {
        "format": "werkflippen-own-place",
        "version": 1,
        "follow": follow,
        "courses": {course: {lesson: marks}},
    } | more


def give_file(page: Page, content: bytes | dict[str, Any]) -> None:
    text = content if isinstance(content, bytes) else json.dumps(content).encode()
    file = {"name": "plek.json", "mimeType": "application/json", "buffer": text}
    page.locator("[data-own-import]").set_input_files(file)


def open_kept(page: Page, site: DemoSite) -> None:
    """The page of the course with what this browser holds; a file is read there too."""
    page.goto(find_path(site, "course"))
    expect(page.get_by_role("heading", name="Jouw plek op dit apparaat")).to_be_visible()


def log_in(page: Page, site: DemoSite, path: str, name: str = "member") -> None:
    page.goto(f"/account/login/?next={path}")
    page.locator("[name=login]").fill(f"{name}@werkflippen.example")
    page.locator("[name=password]").fill(site.password)
    page.get_by_role("button", name="Inloggen").click()
    page.wait_for_url(lambda address: "/account/login/?" not in address)
    enter_code(page, site, name)
    if page.get_by_role("button", name="Later").count():
        page.get_by_role("button", name="Later").click()
    page.wait_for_url(f"**{path}")


def enter_code(page: Page, site: DemoSite, name: str) -> None:
    """Where somebody is asked for one: the staff is."""
    if "/tweede-stap/" in page.url:
        page.locator("[name=code]").fill(site.show_code(name))
        page.get_by_role("button", name="Inloggen").click()
        page.wait_for_url(lambda address: "/tweede-stap/" not in address)


def find_carriers(requests: list[Request], *words: str) -> list[str]:
    """Requests that say one of these words anywhere, or that a script sent."""
    found = []
    for request in requests:
        said = " ".join([request.url, request.post_data or "", str(request.all_headers())])
        if request.resource_type in {"fetch", "xhr", "ping", "beacon", "websocket"} or any(w in said for w in words):
            found.append(f"{request.method} {request.resource_type} {request.url}")
    return found
