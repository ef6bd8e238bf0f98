"""No page weighs more than 60 kilobytes without its images, of which at most 15 are scripts: all of a first visit."""

import pytest

from tests.browser.demo_site import DemoSite
from tests.browser.public_pages import OF_MEMBERS, PATHS, find_path
from tests.browser.weighing import Weight, fetch, weigh

pytestmark = pytest.mark.browser

MOST, MOST_SCRIPTS = 60_000, 15_000  # bytes, as they are sent
THERE = [name for name in PATHS if name != "not found"]  # which is sent as an error
# For one visitor each: what they look for, or a form that may hold what they wrote.
MADE_EACH_TIME = {
    *("search", "nothing found", "certificate check", "cookie choice", "log in", "log in by code", "sign up"),
    "password reset",
}


def list_too_heavy(weights: dict[str, Weight]) -> dict[str, Weight]:
    return {name: one for name, one in weights.items() if one.of_all > MOST or one.of_scripts > MOST_SCRIPTS}


def test_every_public_page_is_light(demo_site: DemoSite) -> None:
    weights = {name: weigh(demo_site.address + find_path(demo_site, name)) for name in THERE}
    assert list_too_heavy(weights) == {}
    assert min(one.of_scripts for one in weights.values()) > 1000, "no script was found"


def test_a_page_that_is_the_same_for_everybody_is_sent_compressed(demo_site: DemoSite) -> None:
    pages = {name: fetch(demo_site.address + find_path(demo_site, name)) for name in THERE}
    assert {name for name, (sent, page) in pages.items() if sent == len(page)} == MADE_EACH_TIME


def test_the_pages_of_a_member_are_light_too(demo_site: DemoSite, member_cookies: str) -> None:
    paths = [*OF_MEMBERS, *(find_path(demo_site, name) for name in THERE)]
    weights = {path: weigh(demo_site.address + path, member_cookies) for path in paths}
    assert list_too_heavy(weights) == {}
