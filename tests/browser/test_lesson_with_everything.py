"""A lesson with a film, sound, pictures and all other blocks: what plays for a member is not there for a visitor."""

import pytest
from playwright.sync_api import Response, expect

from tests.browser.conftest import OpenWindow
from tests.browser.demo_site import DemoSite
from tests.browser.film import TRANSCRIPT
from tests.browser.own_place import log_in
from tests.browser.scenes import FILM, GATED

pytestmark = pytest.mark.browser

PLAY = """video => video.play().then(() => new Promise((resolve) => {
  video.ontimeupdate = () => video.currentTime > 0.3 && resolve();
}))"""
READ_CAPTIONS = """video => [...video.textTracks].flatMap(
  (track) => [...(track.cues || [])].map((cue) => `${track.mode}: ${cue.text}`)
)"""
LIST_FILES = """() => [...document.querySelectorAll("main :is(img, source, track, video, [download])")].flatMap(
  (one) => [one.poster, one.src, one.href].filter(Boolean)
)"""

LOAD_EMBED = """() => {
  const place = Object.assign(document.createElement("div"), {className: "embed__frame"});
  place.append(document.createElement("iframe"));
  document.querySelector("[data-own-text]").append(place);
  return [place, place.firstChild].map((one) => one.getBoundingClientRect().toJSON());
}"""


def test_a_film_plays_for_a_member_and_is_not_there_for_a_visitor(
    demo_site: DemoSite, new_window: OpenWindow, scenes: dict[str, str]
) -> None:
    window = new_window()
    page, answers = window.page, list[Response]()
    page.on("response", lambda answer: answers.append(answer))
    log_in(page, demo_site, scenes["lesson"])
    film = page.get_by_label(FILM)
    film.evaluate(PLAY)
    parts = [answer for answer in answers if answer.request.resource_type == "media"]
    assert parts and {(answer.status, "range" in answer.request.headers) for answer in parts} == {(206, True)}
    assert film.evaluate(READ_CAPTIONS) == ["showing: Welkom bij deze les."]
    page.get_by_text("Lees wat er gezegd wordt").first.click()
    expect(page.get_by_text(TRANSCRIPT)).to_be_visible()
    expect(page.get_by_text(GATED)).to_be_visible()
    addresses = page.evaluate(LIST_FILES)
    assert window.complaints == []
    visitor = new_window().open(scenes["lesson"])
    assert visitor.get_by_text(GATED).count() == visitor.locator("video, audio, [download]").count() == 0
    shown = set(visitor.evaluate(LIST_FILES))
    assert shown, "the picture in the opening is for everybody"
    hidden = [address for address in addresses if address not in shown]
    assert len(hidden) > 6
    assert {address: visitor.request.get(address).status for address in hidden} == dict.fromkeys(hidden, 404)
    assert {visitor.request.get(address).status for address in shown} == {200}


def test_a_film_from_elsewhere_fills_its_place(new_window: OpenWindow, scenes: dict[str, str]) -> None:
    """No statement names a provider today, so its page is written here as the click would leave it."""
    place, film = new_window().open(scenes["open lesson"]).evaluate(LOAD_EMBED)
    assert film == place
    assert place["width"] > 600
