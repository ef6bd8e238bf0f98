"""What readers keep for themselves stays in their browser: every request is watched while they read, tick and write."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Request, expect

from tests.browser.barriers import find_barriers
from tests.browser.conftest import OpenWindow
from tests.browser.demo_site import DemoSite
from tests.browser.own_place import (
    HOSTILE,
    KEY,
    NOTE,
    find_carriers,
    find_keys,
    give_file,
    list_kept,
    log_in,
    open_kept,
    read_kept,
    write_file,
)
from tests.browser.public_pages import find_path

pytestmark = pytest.mark.browser


@pytest.fixture
def watched(new_window: OpenWindow) -> Iterator[tuple[Page, list[Request]]]:
    window = new_window()
    requests: list[Request] = []
    window.context.on("request", lambda request: requests.append(request))
    yield window.page, requests
    assert [complaint for complaint in window.complaints if "blob:" not in complaint] == []


def test_no_request_carries_what_a_reader_ticks_writes_takes_along_and_wipes(
    demo_site: DemoSite, watched: tuple[Page, list[Request]], tmp_path: Path
) -> None:
    page, requests = watched
    page.goto(find_path(demo_site, "lesson"))
    course, lesson = find_keys(page)
    assert read_kept(page) is None
    page.get_by_label("Onthoud in elke les waar ik was").check()
    page.get_by_label("Gelezen").check()
    page.get_by_label("Notitie bij deze les").fill(NOTE)
    expect(page.locator("[data-own-status]")).to_have_text("Bewaard in deze browser.")
    page.locator("[data-own-text] p").nth(8).scroll_into_view_if_needed()
    page.wait_for_function("key => localStorage.getItem(key).includes('place')", arg=KEY)
    page.wait_for_function("key => localStorage.getItem(key).includes('geheime')", arg=KEY)
    open_kept(page, demo_site)
    with page.expect_download() as download:
        page.get_by_role("button", name="Bewaar als bestand").click()
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    assert re.fullmatch(r"werkflippen-\d{4}-\d\d-\d\d\.json", file.name)
    kept = read_kept(page)
    assert json.loads(file.read_text(encoding="utf-8")) == kept
    page.get_by_role("button", name="Wis alles").click()
    page.get_by_role("button", name="Nee, laat staan").click()
    assert read_kept(page) == kept
    page.get_by_role("button", name="Wis alles").click()
    page.get_by_role("button", name="Ja, wis alles").click()
    expect(page.locator("[data-own-status]")).to_have_text("Alles is gewist.")
    assert read_kept(page) is None
    page.locator("[data-own-import]").set_input_files(file)
    expect(page.locator("[data-own-status]")).to_contain_text("Het bestand is ingelezen.")
    assert read_kept(page) == kept
    page.goto(find_path(demo_site, "lesson"))
    expect(page.get_by_label("Notitie bij deze les")).to_have_value(NOTE)
    assert len(requests) > 10
    assert find_carriers(requests, course, lesson, "geheime", "verder", KEY) == []


def test_a_request_that_carries_something_would_be_noticed(
    demo_site: DemoSite, watched: tuple[Page, list[Request]]
) -> None:
    page, requests = watched
    page.goto("/")
    page.evaluate("fetch('/healthz')")
    page.goto("/?n=geheime")
    carriers = find_carriers(requests, "geheime")
    assert [carrier.split()[:2] for carrier in carriers[:2]] == [["GET", "fetch"], ["GET", "document"]]


def test_a_reader_goes_on_where_they_were_and_is_never_moved_unasked(
    demo_site: DemoSite, watched: tuple[Page, list[Request]]
) -> None:
    page, _requests = watched
    path = find_path(demo_site, "lesson")
    page.goto(path)
    page.get_by_label("Onthoud in elke les waar ik was").check()
    texts = page.locator("[data-own-text] :is(h2, h3, p, li, dt, dd, td)")
    texts.nth(12).evaluate("element => element.scrollIntoView()")
    page.wait_for_function('key => localStorage.getItem(key).includes(\'"place":{"value":12\')', arg=KEY)
    page.goto("/")
    page.goto(path)
    expect(page.get_by_role("button", name="Verder waar je was")).to_be_visible()
    assert page.evaluate("scrollY") == 0
    page.get_by_role("button", name="Verder waar je was").click()
    expect(texts.nth(12)).to_be_focused()
    expect(texts.nth(12)).to_be_in_viewport()
    open_kept(page, demo_site)
    page.get_by_role("link", name="Ga verder:").click()
    page.wait_for_url(f"**{path}")
    expect(texts.nth(12)).to_be_focused()
    page.get_by_label("Onthoud in elke les waar ik was").uncheck()
    page.goto(path)
    expect(page.get_by_role("button", name="Verder waar je was")).to_be_hidden()
    assert '"place"' not in json.dumps(read_kept(page))


def test_the_course_shows_what_was_ticked_and_another_tab_follows(
    demo_site: DemoSite, watched: tuple[Page, list[Request]]
) -> None:
    page, _requests = watched
    page.goto(find_path(demo_site, "course"))
    expect(page.get_by_role("heading", name="Jouw plek op dit apparaat")).to_be_hidden()
    ticks = page.locator("[data-own-ticked]:visible")
    expect(ticks).to_have_count(0)
    other = page.context.new_page()
    other.goto(find_path(demo_site, "lesson"))
    other.get_by_label("Gelezen").check()
    expect(ticks).to_have_count(1)
    expect(ticks).to_have_text("Gelezen")
    expect(page.locator("[data-own-reads]")).to_have_text("1")


def test_the_link_beneath_a_lesson_leads_to_what_is_kept(
    demo_site: DemoSite, watched: tuple[Page, list[Request]]
) -> None:
    page, _requests = watched
    page.goto(find_path(demo_site, "lesson"))
    page.get_by_role("link", name="Bewaar of wis het hier.").click()
    expect(page.get_by_role("heading", name="Jouw plek op dit apparaat")).to_be_in_viewport()
    expect(page.get_by_role("button", name="Wis alles")).to_be_disabled()


def test_the_newest_of_everything_wins_and_hostile_words_are_only_words(
    demo_site: DemoSite, watched: tuple[Page, list[Request]]
) -> None:
    page, _requests = watched
    page.goto(find_path(demo_site, "lesson"))
    course, lesson = find_keys(page)
    page.get_by_label("Gelezen").check()
    page.get_by_label("Gelezen").uncheck()
    open_kept(page, demo_site)
    give_file(page, write_file(course, lesson))
    expect(page.locator("[data-own-status]")).to_contain_text("Het bestand is ingelezen.")
    page.goto(find_path(demo_site, "lesson"))
    expect(page.get_by_label("Notitie bij deze les")).to_have_value(HOSTILE)
    expect(page.get_by_label("Gelezen")).not_to_be_checked()
    assert list_kept(page) == {"read": False, "note": HOSTILE}
    assert page.title() != "kwaad"


def test_a_file_that_is_not_exactly_right_changes_nothing(
    demo_site: DemoSite, watched: tuple[Page, list[Request]]
) -> None:
    page, _requests = watched
    page.goto(find_path(demo_site, "lesson"))
    course, lesson = find_keys(page)
    page.get_by_label("Gelezen").check()
    open_kept(page, demo_site)
    kept = read_kept(page)
    good = write_file(course, lesson)

    def with_mark(kind: str, mark: Any) -> dict[str, Any]:
        return good | {"courses": {course: {lesson: {kind: mark}}}}

    wrong: list[bytes | dict[str, Any]] = [
        b"",
        b"null",
        b"[]",
        b"{",
        b"\xff\xfe\x00",
        b"[" * 100_000,
        json.dumps(good).encode() + b" " * 1_000_000,
        good | {"more": 1},
        good | {"version": 2},
        good | {"version": "1"},
        good | {"format": "iets anders"},
        good | {"courses": []},
        good | {"courses": {"__proto__": {}}},
        good | {"courses": {"constructor": {lesson: {}}}},
        good | {"courses": {course: {lesson: []}}},
        good | {"courses": {course: {lesson: {"__proto__": {"value": 1, "at": 1}}}}},
        good | {"follow": {"value": "yes", "at": 1}},
        with_mark("read", {"value": 1, "at": 1}),
        with_mark("read", {"value": True}),
        with_mark("read", {"value": True, "at": 1, "more": 1}),
        with_mark("read", {"value": True, "at": -1}),
        with_mark("read", {"value": True, "at": 9e15}),
        with_mark("place", {"value": 1.5, "at": 1}),
        with_mark("place", {"value": 100_001, "at": 1}),
        with_mark("note", {"value": "x" * 5001, "at": 1}),
        with_mark("note", {"value": ["x"], "at": 1}),
        with_mark("other", {"value": 1, "at": 1}),
    ]
    status = page.locator("[data-own-status]")
    for content in wrong:
        status.evaluate("element => { element.textContent = '' }")
        give_file(page, content)
        expect(status).to_contain_text("Dit bestand kunnen we niet lezen.")
        assert read_kept(page) == kept, content[:80] if isinstance(content, bytes) else content


def test_a_full_or_damaged_or_forbidden_store_breaks_nothing(
    demo_site: DemoSite, watched: tuple[Page, list[Request]], new_window: OpenWindow
) -> None:
    page, _requests = watched
    path = find_path(demo_site, "lesson")
    page.goto(path)
    page.evaluate("localStorage.setItem('other', 'x'.repeat(5 * 1024 * 1024 - 400))")
    page.get_by_label("Gelezen").check()
    page.get_by_label("Notitie bij deze les").fill("n" * 900)
    expect(page.locator("[data-own-status]")).to_contain_text("is niet bewaard")
    expect(page.get_by_label("Notitie bij deze les")).to_have_value("n" * 900)
    page.evaluate("localStorage.clear()")
    page.evaluate("key => localStorage.setItem(key, '{kapot')", KEY)
    page.goto(path)
    expect(page.locator("[data-own-status]")).to_contain_text("is beschadigd")
    expect(page.get_by_label("Gelezen")).to_be_disabled()
    open_kept(page, demo_site)
    page.get_by_role("button", name="Wis alles").click()
    page.get_by_role("button", name="Ja, wis alles").click()
    assert read_kept(page) is None

    window = new_window()
    forbid = "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError') }})"
    window.page.add_init_script(forbid)
    for address in (path, find_path(demo_site, "course")):
        window.open(address)
        expect(window.page.locator("h1")).to_be_visible()
        expect(window.page.locator(".own-place")).to_be_hidden()
    assert window.complaints == []


def test_without_javascript_nothing_of_it_appears(demo_site: DemoSite, new_window: OpenWindow) -> None:
    page = new_window(javascript=False).page
    for path in (find_path(demo_site, "lesson"), find_path(demo_site, "course")):
        page.goto(path)
        expect(page.locator("h1")).to_be_visible()
        for words in ("Voor jezelf", "Jouw plek op dit apparaat", "Verder waar je was", "Ga verder:"):
            expect(page.get_by_text(words)).to_be_hidden()
        expect(page.locator("[data-own-ticked]:visible")).to_have_count(0)


def test_who_logs_out_may_wipe_and_is_told_that_it_stays_otherwise(demo_site: DemoSite, new_window: OpenWindow) -> None:
    window = new_window()
    page = window.page
    lesson = find_path(demo_site, "lesson")
    log_in(page, demo_site, "/account/")
    expect(page.get_by_role("heading", name="Jouw plek op dit apparaat")).to_be_visible()
    expect(page.get_by_role("button", name="Wis alles")).to_be_disabled()
    page.goto("/account/logout/")
    expect(page.locator("#own-wipe")).to_be_hidden()
    page.goto(lesson)
    page.get_by_label("Gelezen").check()
    page.goto("/account/logout/")
    page.get_by_role("button", name="Log uit").click()
    page.goto(lesson)
    expect(page.get_by_label("Gelezen")).to_be_checked()
    log_in(page, demo_site, "/account/logout/")
    page.get_by_label("Wis ook wat deze browser").check()
    with page.expect_request(lambda request: request.method == "POST") as sent:
        page.get_by_role("button", name="Log uit").click()
    assert set(re.findall(r"(?:^|&)(\w+)=", sent.value.post_data or "")) <= {"csrfmiddlewaretoken", "next"}
    page.goto(lesson)
    expect(page.get_by_label("Gelezen")).not_to_be_checked()
    assert window.complaints == []


def test_it_is_open_to_everybody_in_every_look(demo_site: DemoSite, new_window: OpenWindow) -> None:
    page = new_window().page
    log_in(page, demo_site, "/account/")
    page.goto(find_path(demo_site, "lesson"))
    page.get_by_label("Onthoud in elke les waar ik was").check()
    page.get_by_label("Gelezen").check()
    course = find_path(demo_site, "course")
    for path in (find_path(demo_site, "lesson"), course, "/account/", f"{course}bewijs/", "/bewijs/"):
        page.goto(path)
        assert find_barriers(page) == {}, path


def test_the_scripts_stay_small() -> None:
    scripts = Path(__file__).parents[2] / "static" / "js"
    assert (
        sum(script.stat().st_size for script in [scripts / "own_place.js", *scripts.glob("own_place/*.js")]) <= 15_000
    )
