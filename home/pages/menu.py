"""What the header leads to: pages in the order of the page tree, as far as everybody may read them today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Value
from django.db.models.functions import Coalesce, Length, NullIf, Substr
from django.http import HttpRequest
from django.utils.translation import get_language
from wagtail.models import Page, PageViewRestriction, Site

from home.freshness.keeping import recall_for

LONGEST = 45  # signs of the pages in the menu; more of them stand behind a button in a wide window too
BETWEEN = 3  # signs that the space between two of them is worth
SHOWN = ("path", "depth", "url_path", "translation_key", "locale")  # nothing that may change without changing the menu
SHORT_TITLES = ("contentpage__menu_title", "catalogpage__menu_title")


@dataclass(frozen=True)
class MenuItem:
    title: str
    url: str
    children: tuple[MenuItem, ...] = ()


@dataclass(frozen=True)
class PlacedItem:
    """`place` is what `aria-current` says of it to who reads another page: "page", "true" for what stands above it."""

    title: str
    url: str
    place: str
    children: Sequence[PlacedItem]


@dataclass(frozen=True)
class Menu:
    items: Sequence[PlacedItem]

    @property
    def is_long(self) -> bool:
        return sum(len(item.title) + BETWEEN for item in self.items) > LONGEST

    @cached_property
    def section(self) -> PlacedItem | None:
        """The item that the reader is in, when there is more in it to choose from."""
        return next((item for item in self.items if item.place and item.children), None)


def build_menu(request: HttpRequest, site: Site) -> Menu:
    items = recall_for(request, f"menu:{site.pk}:{get_language()}", lambda: list_items(request, site))
    return Menu([place(item, request.path) for item in items])


def place(item: MenuItem, path: str) -> PlacedItem:
    where = "page" if path == item.url else "true" if path.startswith(item.url) else ""
    return PlacedItem(item.title, item.url, where, [place(child, path) for child in item.children])


def list_items(request: HttpRequest, site: Site) -> list[MenuItem]:
    """Beneath the front page of this language, with what stands beneath each of them, in one query."""
    depth = site.root_page.depth
    homes = Page.objects.filter(
        translation_key=site.root_page.translation_key, locale__language_code=get_language(), live=True
    )
    home = Substr("path", 1, depth * Page.steplen)
    pages = list_open_pages().filter(show_in_menus=True).annotate(home=home).filter(home__in=homes.values("path"))
    found = list(pages.filter(depth__in=(depth + 1, depth + 2)).order_by("path"))
    return [
        make_item(page, request, [child for child in found if child.path.startswith(page.path) and child != page])
        for page in found
        if page.depth == depth + 1
    ]


def make_item(page: Any, request: HttpRequest, children: Sequence[Page] = ()) -> MenuItem:
    beneath = tuple(make_item(child, request) for child in children)
    return MenuItem(page.short_title, page.get_url(request) or "", beneath)


def list_open_pages() -> QuerySet[Page]:
    """Published, private neither themselves nor by a page above, and translated: an alias is a page in another language
    still. `short_title` is how they are called where there is little room.
    """
    shut = PageViewRestriction.objects.filter(page__path=Substr(OuterRef("path"), 1, Length("page__path")))
    pages = Page.objects.live().filter(~Exists(shut), alias_of=None, locale__language_code=get_language())
    short = [NullIf(name, Value("")) for name in SHORT_TITLES]
    shown = pages.select_related("locale").only(*SHOWN, "locale__language_code")
    return shown.annotate(short_title=Coalesce(*short, "title"))
