"""What stands in the pages that everybody can read, as the server sends them: all in the map of the site, and more."""

import re

import pytest
from bs4 import BeautifulSoup, Tag

from tests.browser.demo_site import DemoSite
from tests.browser.public_pages import PATHS, find_path
from tests.browser.weighing import fetch

pytestmark = pytest.mark.browser

RASTER = re.compile(r"\.(?:jpe?g|png|gif|webp|avif)$")


@pytest.fixture(scope="module")
def pages(demo_site: DemoSite) -> dict[str, BeautifulSoup]:
    listed = re.findall(r"<loc>([^<]+)</loc>", demo_site.read("/sitemap.xml"))
    more = [demo_site.address + find_path(demo_site, name) for name in PATHS if name != "not found"]
    return {address: BeautifulSoup(fetch(address)[1], "html.parser") for address in dict.fromkeys([*listed, *more])}


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


def test_films_keep_their_room_too(pages: dict[str, BeautifulSoup]) -> None:
    films = [film for page in pages.values() for film in page.find_all("video")]
    assert all(film.get("width") and film.get("height") and film.get("preload") == "metadata" for film in films)


def test_every_page_says_in_a_sentence_what_it_is_about(pages: dict[str, BeautifulSoup]) -> None:
    said = {address: page.find("meta", attrs={"name": "description"}) for address, page in pages.items()}
    assert [address for address, words in said.items() if words is None or len(words["content"]) < 20] == []
