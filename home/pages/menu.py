"""What the header leads to: pages in the order of the page tree, as far as everybody may read them today, the
memberships where there are any, and the search.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Value
from django.db.models.functions import Coalesce, Length, NullIf, Substr
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page, PageViewRestriction, Site

from home.freshness.keeping import recall_for
from members.membership.offering import recall_memberships

LONGEST = 67  # signs in the menu; more of them stand behind a button in a wide window too
BETWEEN = 3  # signs that the space between two of them is worth
SHOWN = ("path", "depth", "url_path", "translation_key", "locale")  # nothing that may change without changing the menu
SHORT_TITLES = ("contentpage__menu_title", "catalogpage__menu_title")


@dataclass(frozen=True)
class Link:
    """`place` is what `aria-current` says of it to who reads another page: "page", "true" for what stands above it."""

    title: str
    url: str
    children: tuple[Link, ...] = ()
    place: str = ""


@dataclass(frozen=True)
class Menu:
    items: Sequence[Link]

    @property
    def is_long(self) -> bool:
        return sum(len(item.title) + BETWEEN for item in self.items) > LONGEST

    @cached_property
    def section(self) -> Link | None:
        """The item that the reader is in, when there is more in it to choose from."""
        return next((item for item in self.items if item.place and item.children), None)


def build_menu(request: HttpRequest, site: Site | None) -> Menu:
    """The pages of editors, and what is always there; where the reader is among them is never kept."""
    name = f"menu:{site.pk}:{get_language()}" if site else ""
    pages = recall_for(request, name, lambda: list_pages(request, site)) if site else []
    return Menu([mark_place(link, request.path) for link in (*pages, *list_fixed(request))])


def mark_place(link: Link, path: str) -> Link:
    place = "page" if path == link.url else "true" if path.startswith(link.url) else ""
    return replace(link, place=place, children=tuple(mark_place(child, path) for child in link.children))


def list_fixed(request: HttpRequest) -> Iterator[Link]:
    """Kept by themselves: what is for sale may change with the day."""
    if recall_memberships(request):
        yield Link(_("Lid worden"), reverse("membership:plans"))
    yield Link(_("Zoeken"), reverse("finding:search"))


def list_pages(request: HttpRequest, site: Site) -> list[Link]:
    """Beneath the front page of this language, with what stands beneath each of them, in one query."""
    depth = site.root_page.depth
    homes = Page.objects.filter(
        translation_key=site.root_page.translation_key, locale__language_code=get_language(), live=True
    )
    home = Substr("path", 1, depth * Page.steplen)
    pages = list_open_pages().filter(show_in_menus=True).annotate(home=home).filter(home__in=homes.values("path"))
    found = list(pages.filter(depth__in=(depth + 1, depth + 2)).order_by("path"))
    return [
        make_link(page, request, [child for child in found if child.path.startswith(page.path) and child != page])
        for page in found
        if page.depth == depth + 1
    ]


def make_link(page: Any, request: HttpRequest, children: Sequence[Page] = ()) -> Link:
    beneath = tuple(make_link(child, request) for child in children)
    return Link(page.short_title, page.get_url(request) or "", beneath)


def list_open_pages() -> QuerySet[Page]:
    """Published, private neither themselves nor by a page above, and translated: an alias is a page in another language
    still. `short_title` is how they are called where there is little room.
    """
    # Paths alone: `public()` asks for private pages whole, and then every kept page is made anew when one of them is
    # written, whatever was changed in it.
    shut = PageViewRestriction.objects.filter(page__path=Substr(OuterRef("path"), 1, Length("page__path")))
    pages = Page.objects.live().filter(~Exists(shut), alias_of=None, locale__language_code=get_language())
    short = [NullIf(name, Value("")) for name in SHORT_TITLES]
    shown = pages.select_related("locale").only(*SHOWN, "locale__language_code")
    return shown.annotate(short_title=Coalesce(*short, "title"))
