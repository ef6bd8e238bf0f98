"""What stands in the pages that everybody can read, as the server sends them: all in the map of the site, and more."""

import re

import pytest
from bs4 import BeautifulSoup, Tag

from tests.browser.demo_site import DemoSite
from tests.browser.public_pages import OF_MEMBERS, PATHS, find_path
from tests.browser.weighing import fetch

pytestmark = pytest.mark.browser

BY_STYLE = "difference__switch"  # the style sheet alone looks at it
RASTER = re.compile(r"\.(?:jpe?g|png|gif|webp|avif)$")


@pytest.fixture(scope="module")
def pages(demo_site: DemoSite) -> dict[str, BeautifulSoup]:
    listed = re.findall(r"<loc>([^<]+)</loc>", demo_site.read("/sitemap.xml"))
    more = [demo_site.address + find_path(demo_site, name) for name in PATHS if name != "not found"]
    return {address: BeautifulSoup(fetch(address)[1], "html.parser") for address in dict.fromkeys([*listed, *more])}


@pytest.fixture(scope="module")
def own_pages(demo_site: DemoSite, member_cookies: str) -> dict[str, BeautifulSoup]:
    more = [find_path(demo_site, name) for name in ("course", "lesson", "invitation", "cookie choice", "search")]
    paths = [*OF_MEMBERS, *more]
    return {path: BeautifulSoup(fetch(demo_site.address + path, member_cookies)[1], "html.parser") for path in paths}


def is_modern(picture: Tag) -> bool:
    """Drawings of lines are as small as can be."""
    if not RASTER.search(str(picture["src"])):
        return True
    source = picture.parent.find("source", type=re.compile("^image/(?:webp|avif)$")) if picture.parent else None
    return bool(source and source.get("srcset") and source.get("sizes") and picture.parent.name == "picture")


def test_pictures_keep_their_room_say_what_they_show_and_come_in_a_modern_form(pages: dict[str, BeautifulSoup]) -> None:
    pictures = [(address, picture) for address, page in pages.items() for picture in page.find_all("img")]
    assert len(pictures) >= 4
    for address, picture in pictures:
        assert picture.get("alt") is not None and picture.get("loading") in {"lazy", "eager"}, address
        assert str(picture.get("width")).isdigit() and str(picture.get("height")).isdigit(), address
        assert is_modern(picture), address


def test_every_page_says_in_a_sentence_what_it_is_about(pages: dict[str, BeautifulSoup]) -> None:
    said = {address: page.find("meta", attrs={"name": "description"}) for address, page in pages.items()}
    assert [address for address, words in said.items() if words is None or len(words["content"]) < 20] == []


def is_hidden(element: Tag) -> bool:
    """Until a script shows it."""
    return any(one.has_attr("hidden") or one.name == "template" for one in [element, *element.parents])


def is_for_reading(control: Tag) -> bool:
    return control.has_attr("readonly") or BY_STYLE in (control.get("class") or [])


def opens_something(control: Tag, page: BeautifulSoup) -> bool:
    """The browser itself shows and hides what a button names."""
    return control.has_attr("popovertarget") and page.find(id=control["popovertarget"]) is not None


def find_dead_controls(page: BeautifulSoup) -> list[str]:
    """What somebody without JavaScript sees and cannot use."""
    seen = [control for control in page.select("button, input, select, textarea") if not is_hidden(control)]
    controls = [control for control in seen if not opens_something(control, page)]
    outside = [one for one in controls if not (one.find_parent("form") or is_for_reading(one))]
    idle = [one for one in controls if one.name == "button" and one.get("type", "button") == "button"]
    forms = [form for form in page.find_all("form") if not is_hidden(form)]
    silent = [form for form in forms if not form.select("button[type=submit]")]
    links = [link for link in page.select("a:not([href]), [role=button], [onclick]") if not is_hidden(link)]
    return [str(one)[:200] for one in [*outside, *idle, *silent, *links]]


def test_without_javascript_nothing_stands_there_that_does_nothing(
    pages: dict[str, BeautifulSoup], own_pages: dict[str, BeautifulSoup]
) -> None:
    """A form whose only button a script shows has nothing to fill in, or says what else can be done."""
    dead = {address: find_dead_controls(page) for address, page in (pages | own_pages).items()}
    assert {address: found for address, found in dead.items() if found} == {}
    hidden = [one for page in (pages | own_pages).values() for one in page.select("button") if is_hidden(one)]
    assert len(hidden) > 10, "buttons that a script shows were not seen"
