"""The navigation between the pages of a member's account."""

from __future__ import annotations

from dataclasses import dataclass

from django import template
from django.http import HttpRequest
from django.urls import reverse

from members.accounts.own_page import AccountPage, Group, Text, account_pages

register = template.Library()


@dataclass(frozen=True)
class Link:
    title: Text
    url: str
    current: str  # the value of aria-current: "page", "true" for a page beneath it, or ""


@dataclass(frozen=True)
class LinkGroup:
    heading: Text
    links: list[Link]


@dataclass(frozen=True)
class AccountNavigation:
    groups: list[LinkGroup]
    current: Text  # the title of the page or of the one above it; empty where none is


@register.simple_tag(takes_context=True)
def account_navigation(context: dict[str, object]) -> AccountNavigation:
    request = context.get("request")
    path = request.path if isinstance(request, HttpRequest) else ""
    pages = list(account_pages)
    here = find_current(pages, path)
    groups = [LinkGroup(group.label, make_links(pages, group, here, path)) for group in Group]
    return AccountNavigation([group for group in groups if group.links], here.title if here else "")


def find_current(pages: list[AccountPage], path: str) -> AccountPage | None:
    """The one whose address the path begins with; the first page has only itself, as all others stand beneath it."""
    home = reverse("accounts:home")
    above = [page for page in pages if path == page.url or (path.startswith(page.url) and page.url != home)]
    return max(above, key=lambda page: len(page.url), default=None)


def make_links(pages: list[AccountPage], group: Group, here: AccountPage | None, path: str) -> list[Link]:
    at_this = "page" if here and here.url == path else "true"
    return [Link(page.title, page.url, at_this if page is here else "") for page in pages if page.group is group]
