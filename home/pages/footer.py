"""What editors put at the foot of every page, as far as everybody may read today what it leads to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language
from wagtail.models import Page

from home.freshness.keeping import recall_for

from .menu import Link, list_open_pages
from .models import Footer


@dataclass(frozen=True)
class Column:
    heading: str
    links: list[Link]


@dataclass(frozen=True)
class FooterLinks:
    """What is not there, or not for everybody, is empty."""

    slogan: str = ""
    columns: tuple[Column, ...] = ()
    contact: Link | None = None
    accessibility: Link | None = None


def find_footer(request: HttpRequest) -> FooterLinks:
    return recall_for(request, f"footer:{get_language()}", lambda: read_footer(request))


def read_footer(request: HttpRequest) -> FooterLinks:
    shown = Footer.objects.only("slogan", "columns", "contact_page", "accessibility_page")
    footer = shown.filter(locale__language_code=get_language(), live=True).first()
    return list_links(footer, request) if footer else FooterLinks()


def list_links(footer: Footer, request: HttpRequest) -> FooterLinks:
    """A page that was chosen in another language stands for its translation."""
    columns = list(read_columns(footer))
    chosen = [footer.contact_page_id, footer.accessibility_page_id]
    chosen += [link["page"] for _heading, links in columns for link in links]
    pages = link_pages([number for number in chosen if number], request)
    made = (Column(heading, list(make_links(links, pages))) for heading, links in columns)
    return FooterLinks(
        slogan=footer.slogan,
        columns=tuple(column for column in made if column.links),
        contact=pages.get(footer.contact_page_id),
        accessibility=pages.get(footer.accessibility_page_id),
    )


def read_columns(footer: Footer) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """As they are stored, with the numbers of the pages: the pages themselves say more than is shown of them."""
    for column in footer.columns.get_prep_value():
        yield column["value"]["heading"], [item["value"] for item in column["value"]["links"]]


def link_pages(chosen: list[int], request: HttpRequest) -> dict[int | None, Link]:
    """By the number of the page that was chosen."""
    if not chosen:
        return {}
    keys = dict(Page.objects.filter(pk__in=chosen).values_list("pk", "translation_key"))
    pages: list[Any] = list(list_open_pages().filter(translation_key__in=set(keys.values())))
    found = {page.translation_key: Link(page.short_title, page.get_url(request) or "") for page in pages}
    return {number: found[key] for number, key in keys.items() if key in found}


def make_links(links: list[dict[str, Any]], pages: dict[int | None, Link]) -> Iterator[Link]:
    for link in links:
        page = pages.get(link["page"]) if link["page"] else Link(link["text"], link["address"])
        if page:
            yield Link(link["text"] or page.title, page.url)
