"""What really happens in a browser: which cookies stand there and which addresses are called around a choice."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.conftest import OpenWindow
from tests.browser.windows import Window

pytestmark = pytest.mark.browser

CHOICE_PAGE = "/cookies/keuze/"


def banner(page: Page) -> Locator:
    return page.get_by_role("region", name="Mogen we anoniem meetellen?")


def button(page: Page, name: str) -> Locator:
    return banner(page).get_by_role("button", name=name, exact=True)


def list_cookies(window: Window) -> dict[str, str]:
    return {cookie["name"]: cookie["value"].strip('"') for cookie in window.context.cookies()}


def watch_statistics(window: Window) -> list[str]:
    """Calls that need consent, as they happen."""
    calls: list[str] = []
    window.page.on("request", lambda request: "statisti" in request.url and calls.append(request.url))
    return calls


def accept(window: Window, path: str = "/") -> Page:
    page = window.open(path)
    with page.expect_response("**/statistiek/") as counted:
        button(page, "Accepteren").click()
    assert counted.value.status == 204
    return page


def test_nothing_is_set_or_called_before_a_choice(new_window: OpenWindow) -> None:
    window = new_window()
    calls = watch_statistics(window)
    page = window.open("/")
    page.wait_for_load_state("networkidle")
    expect(banner(page)).to_be_visible()
    assert (list_cookies(window), calls) == ({}, [])
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    assert window.complaints == []


def test_accepting_starts_the_statistics_and_their_one_cookie(new_window: OpenWindow) -> None:
    window = new_window()
    calls = watch_statistics(window)
    page = accept(window)
    expect(banner(page)).to_be_hidden()
    expect(page.get_by_text("je bezoek telt anoniem mee")).to_be_focused()
    cookies = list_cookies(window)
    assert set(cookies) == {"cookie_consent", "last_visit_day"}
    assert cookies["cookie_consent"].startswith("statistics=yes.")
    assert cookies["last_visit_day"] == datetime.datetime.now(ZoneInfo("Europe/Amsterdam")).date().isoformat()
    assert len(calls) == 2  # the script and its one message
    assert window.complaints == []


def test_after_a_yes_the_next_page_is_counted_without_asking(new_window: OpenWindow) -> None:
    window = new_window()
    accept(window)
    with window.page.expect_response("**/statistiek/"):
        page = window.open("/")
    expect(banner(page)).to_be_hidden()


def test_refusing_sets_nothing_but_the_choice_and_is_not_asked_again(new_window: OpenWindow) -> None:
    window = new_window()
    calls = watch_statistics(window)
    page = window.open("/")
    button(page, "Weigeren").click()
    expect(banner(page)).to_be_hidden()
    expect(page.get_by_text("we meten niets")).to_be_focused()
    page = window.open("/")
    page.wait_for_load_state("networkidle")
    expect(banner(page)).to_be_hidden()
    assert list(list_cookies(window)) == ["cookie_consent"]
    assert calls == []
    assert window.complaints == []


def test_withdrawing_takes_one_click_like_accepting_and_ends_script_and_cookie(new_window: OpenWindow) -> None:
    window = new_window()
    page = accept(window)
    page = window.open("/")
    page.wait_for_load_state("networkidle")
    calls = watch_statistics(window)
    with page.expect_navigation():
        page.get_by_role("contentinfo").get_by_role("button", name="Stop met meetellen").click()
    page.wait_for_load_state("networkidle")
    cookies = list_cookies(window)
    assert list(cookies) == ["cookie_consent"]
    assert cookies["cookie_consent"].startswith("statistics=no.")
    assert calls == []
    expect(banner(page)).to_be_hidden()
    expect(page.get_by_role("button", name="Stop met meetellen")).to_be_hidden()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_no_barrier_in_the_confirmation_and_the_way_to_stop(new_window: OpenWindow, dark: bool) -> None:
    page = accept(new_window(dark=dark))
    expect(page.get_by_role("button", name="Stop met meetellen")).to_be_visible()
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    assert {rule["id"]: [node["html"] for node in rule["nodes"]] for rule in found} == {}


def test_who_never_said_yes_is_not_offered_to_stop(new_window: OpenWindow) -> None:
    page = new_window().open("/")
    expect(banner(page)).to_be_visible()
    expect(page.get_by_role("button", name="Stop met meetellen")).to_be_hidden()


def test_the_footer_leads_to_the_choice_where_one_question_stands(new_window: OpenWindow) -> None:
    page = new_window().open("/")
    page.get_by_role("contentinfo").get_by_role("link", name="Cookiekeuze").click()
    expect(page.get_by_role("heading", level=1, name="Cookiekeuze")).to_be_visible()
    assert page.url.endswith(CHOICE_PAGE)
    expect(page.get_by_role("button", name="Accepteren")).to_have_count(1)


def test_choosing_and_withdrawing_work_without_javascript(new_window: OpenWindow) -> None:
    window = new_window(javascript=False)
    calls = watch_statistics(window)
    page = window.open("/")
    expect(banner(page)).to_be_hidden()
    assert list_cookies(window) == {}
    page = window.open(CHOICE_PAGE)
    for name, value, words in (
        ("Accepteren", "statistics=yes.", "Je keuze nu: geaccepteerd."),
        ("Weigeren", "statistics=no.", "Je keuze nu: geweigerd."),
    ):
        page.get_by_role("main").get_by_role("button", name=name).click()
        expect(page.get_by_text("Je keuze is bewaard.")).to_be_visible()
        expect(page.get_by_text(words)).to_be_visible()
        cookies = list_cookies(window)
        number = cookies["cookie_consent"].partition("|#=")[2]
        expect(page.get_by_role("main").get_by_text(number, exact=True)).to_be_visible()
        assert list(cookies) == ["cookie_consent"]
        assert cookies["cookie_consent"].startswith(value)
    assert calls == []


def test_a_forged_cookie_starts_nothing_and_is_asked_about(new_window: OpenWindow) -> None:
    window = new_window()
    window.context.add_cookies([{"name": "cookie_consent", "value": "statistics=yes.ffff", "url": window.address}])
    calls = watch_statistics(window)
    page = window.open("/")
    page.wait_for_load_state("networkidle")
    expect(banner(page)).to_be_visible()
    assert calls == []


def test_a_half_written_form_is_kept_while_choosing(new_window: OpenWindow) -> None:
    page = new_window().open("/account/login/")
    page.locator("input[type=email]").fill("lezer@voorbeeld.example")
    button(page, "Weigeren").click()
    expect(banner(page)).to_be_hidden()
    expect(page.locator("input[type=email]")).to_have_value("lezer@voorbeeld.example")


LOOK = """button => {
    const { width, height, top } = button.getBoundingClientRect();
    const style = getComputedStyle(button);
    return [[width, height, top], Object.fromEntries([...style].map(name => [name, style.getPropertyValue(name)]))];
}"""
COVERED = """() => {
    const [{ left, top, width, height }] = document.activeElement.getClientRects();
    const above = document.elementFromPoint(left + width / 2, top + height / 2);
    return !document.activeElement.contains(above);
}"""


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_both_answers_look_the_same_and_stand_side_by_side_for_the_keyboard(new_window: OpenWindow, dark: bool) -> None:
    """In every computed style and in size, on one line, one behind the other with Tab."""
    window = new_window(dark=dark)
    for path in ("/", "/en/", CHOICE_PAGE):
        page = window.open(path)
        answers = page.locator("button[name=choice]:visible")
        expect(answers).to_have_count(2)
        for width in (320, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            accepting, refusing = (answers.nth(number).evaluate(LOOK) for number in (0, 1))
            assert accepting == refusing, (path, width)
            answers.first.focus()
            page.keyboard.press("Tab")
            expect(answers.last).to_be_focused()
            answers.last.blur()


def test_the_banner_covers_nothing_that_has_the_focus(new_window: OpenWindow) -> None:
    page = new_window(width=320).open("/")
    expect(banner(page)).to_be_visible()
    assert banner(page).evaluate("element => getComputedStyle(element).position") == "static"
    for _ in range(15):
        page.keyboard.press("Tab")
        assert not page.evaluate(COVERED), page.evaluate("document.activeElement.outerHTML")


def ask_about_videos_too(route: Route) -> None:
    """The page as it is when a second purpose was added, before which somebody had answered about the first."""
    first = '<div class="banner__text"'
    videos = f'{first} data-consent-group="videos" data-consent-fingerprint="new"><p>Films van buiten.</p></div>'
    asked = '<input type="hidden" name="asked" value="statistics">'
    form, buttons = '<form method="post" action="/cookies/keuze/">', ("Accepteren", "Weigeren")
    page = route.fetch().text().replace(first, videos + first, 1)
    page = page.replace(asked, asked + asked.replace("statistics", "videos"))
    page = page.replace(form, f'{form[:-1]} data-accept="{buttons[0]}" data-refuse="{buttons[1]}">')
    for word in buttons:
        page = page.replace(f">{word}</button>", f">Alles {word.lower()}</button>")
    route.fulfill(body=page, content_type="text/html; charset=utf-8")


def test_who_is_asked_about_a_new_purpose_only_reads_no_all_on_the_buttons(new_window: OpenWindow) -> None:
    window = new_window()
    window.context.route(f"{window.address}/", ask_about_videos_too)
    page = window.open("/")
    expect(button(page, "Alles weigeren")).to_be_visible()
    fingerprint = page.locator("[data-consent-group=statistics]").get_attribute("data-consent-fingerprint")
    cookie = {"name": "cookie_consent", "value": f"statistics=yes.{fingerprint}", "url": window.address}
    window.context.add_cookies([cookie])
    page = window.open("/")
    for word in ("Accepteren", "Weigeren"):
        expect(button(page, word)).to_be_visible()
    expect(page.locator("[data-consent-group=statistics]")).to_be_hidden()
    assert page.locator("[data-consent] [name=asked]").evaluate_all("all => all.map(one => one.value)") == ["videos"]
