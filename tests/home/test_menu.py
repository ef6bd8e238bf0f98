"""The menu and the foot of every page: what editors put there, as far as everybody may read it today."""

import re
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Locale, Page, PageViewRestriction

from courses.models import CatalogPage
from home.identity.models import Organisation
from home.pages.blocks import LinkBlock
from home.pages.models import ContentPage, Footer
from tests.factories.courses import make_content_page
from tests.factories.offers import make_membership
from tests.reading import read_page
from tests.visiting import Client

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

LINK = re.compile(r'<a class="header__link" href="([^"]+)"(?: aria-current="(\w+)")?>([^<]+)</a>')


def read_menu(client: Client, path: str = "/") -> list[tuple[str, str]]:
    """Address and name of each of its links, also of those beneath others."""
    menu = read_page(client, path).split('<nav class="menu__navigation"')[1].split("</nav>")[0]
    return [(address, title) for address, _place, title in LINK.findall(menu)]


def read_marks(client: Client, path: str) -> dict[str, str]:
    menu = read_page(client, path).split('<nav class="menu__navigation"')[1].split("</nav>")[0]
    return {address: place for address, place, _title in LINK.findall(menu) if place}


def read_footer(client: Client, path: str = "/") -> list[tuple[str, str]]:
    return re.findall(r'<a href="([^"]+)">([^<]+)</a>', read_page(client, path).split("<footer")[1])


def add_beneath(parent: Page, title: str, **fields: Any) -> ContentPage:
    return parent.add_child(instance=ContentPage(title=title, locale=parent.locale, **fields))


def translate(page: Page, title: str) -> None:
    english = page.copy_for_translation(Locale.objects.get(language_code="en"))
    english.title, english.slug = title, title.lower()
    english.save_revision().publish()


def write_footer(language: str = "nl", **fields: Any) -> Footer:
    footer = Footer.objects.get(locale__language_code=language)
    for name, value in fields.items():
        setattr(footer, name, value)
    footer.save_revision().publish()
    return footer


def make_column(*links: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    return "column", {"heading": "Meer", "links": [{"page": None, "address": "", "text": ""} | link for link in links]}


def test_visitor_finds_the_pages_in_the_order_of_the_tree_by_their_short_names(client: Client) -> None:
    about = make_content_page("Over ons", show_in_menus=True)
    make_content_page("Wat bedrijven ons vragen", show_in_menus=True, menu_title="Zakelijk")
    make_content_page("Huisregels")
    add_beneath(about, "Hoe we werken", show_in_menus=True)
    add_beneath(about, "Waar we zitten")
    make_membership()
    assert read_menu(client) == [
        ("/over-ons/", "Over ons"),
        ("/over-ons/hoe-we-werken/", "Hoe we werken"),
        ("/wat-bedrijven-ons-vragen/", "Zakelijk"),
        ("/lid-worden/", "Lid worden"),
        ("/zoeken/", "Zoeken"),
    ]
    about.move(CatalogPage.objects.get(locale__language_code="nl").get_parent(), "last-child")
    assert [address for address, _title in read_menu(client)][0] == "/wat-bedrijven-ons-vragen/"


@pytest.mark.parametrize("what", ["private", "beneath a private page", "unpublished", "alias"])
def test_visitor_is_not_led_to_what_they_cannot_read(client: Client, what: str) -> None:
    above = make_content_page("Boven", show_in_menus=True)
    page = add_beneath(above, "Onder", show_in_menus=True)
    shut = {"private": page, "beneath a private page": above}.get(what)
    if shut:
        PageViewRestriction.objects.create(page=shut, restriction_type=PageViewRestriction.LOGIN)
    elif what == "alias":
        page.alias_of = above
        page.save()
    else:
        page.unpublish()
    write_footer(columns=[make_column({"page": page}, {"address": "https://elders.example/", "text": "Elders"})])
    assert "Onder" not in str(read_menu(client))
    assert [title for _address, title in read_footer(client)][0] == "Elders"


def test_reader_hears_which_page_they_are_on_and_in_which_part_of_the_site(client: Client) -> None:
    about = make_content_page("Over ons", show_in_menus=True)
    add_beneath(about, "Hoe we werken", show_in_menus=True)
    assert read_marks(client, "/over-ons/") == {"/over-ons/": "page"}
    assert read_marks(client, "/over-ons/hoe-we-werken/") == {"/over-ons/": "true", "/over-ons/hoe-we-werken/": "page"}
    assert read_marks(client, "/zoeken/") == {"/zoeken/": "page"}
    make_membership()
    assert read_marks(client, "/lid-worden/") == {"/lid-worden/": "page"}
    section = '<nav class="section-links" aria-label="Over ons">'
    assert section in read_page(client, "/over-ons/hoe-we-werken/")
    assert section not in read_page(client, "/")


def test_a_menu_of_many_words_stays_behind_its_button_in_a_wide_window_too(client: Client) -> None:
    make_content_page("Over ons", show_in_menus=True)
    make_content_page("Verwerkingsverantwoordelijkheidsverklaringen", show_in_menus=True)
    assert "menu--long" not in read_page(client, "/")
    make_membership()
    assert 'class="menu menu--long" id="menu" popover' in read_page(client, "/")


def test_the_law_stays_at_the_foot_whatever_editors_take_away(client: Client) -> None:
    write_footer(slogan="", columns=[]).unpublish()
    fixed = ["/privacy/", "/voorwaarden/", "/cookies/", "/afspraken/", "/herroepen/", "/grootboek/", "/cookies/keuze/"]
    assert [address for address, _title in read_footer(client)] == fixed


def test_editors_write_the_foot_of_each_language(client: Client) -> None:
    contact, access = make_content_page("Contact"), make_content_page("Toegankelijkheid")
    translate(contact, "Help")
    links = [{"page": contact, "text": "Vraag het ons"}, {"address": "/lid-worden/", "text": "Word lid"}]
    write_footer(
        slogan="Anders kijken.", columns=[make_column(*links)], contact_page=contact, accessibility_page=access
    )
    write_footer("en", slogan="Look again.", columns=[make_column({"page": contact})], contact_page=contact)
    Organisation.objects.update_or_create(defaults={"email": "hallo@werkflippen.example"})
    dutch = read_footer(client)
    assert dutch[:4] == [
        ("mailto:hallo@werkflippen.example", "hallo@werkflippen.example"),
        ("/contact/", "Contact en hulp"),
        ("/contact/", "Vraag het ons"),
        ("/lid-worden/", "Word lid"),
    ]
    assert ("/toegankelijkheid/", "Toegankelijkheid") in dutch
    shown = read_footer(client, "/en/")
    assert ("/en/help/", "Contact and help") in shown and ("/en/help/", "Help") in shown
    assert "Accessibility" not in str(shown)
    assert "Look again." in read_page(client, "/en/") and "Anders kijken." not in read_page(client, "/en/")


@pytest.mark.parametrize(
    "link",
    [
        {},
        {"address": "http://elders.example/", "text": "Elders"},
        {"address": "javascript:alert(1)", "text": "Elders"},
        {"address": "//elders.example/", "text": "Elders"},
        {"address": "https://elders.example/"},
    ],
)
def test_editor_hears_what_is_wrong_with_a_link(link: dict[str, str]) -> None:
    block = LinkBlock()
    with pytest.raises(ValidationError):
        block.clean(block.to_python({"page": None, "address": "", "text": ""} | link))
