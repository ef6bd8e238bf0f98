"""The map of the site for search engines, and where they find it. Only what everybody can read and choose today."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urljoin
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from wagtail.models import Page

from courses.models import CoursePage, LessonPage
from legal.statements.models import VersionText
from members.membership.access import AccessRule
from members.membership.offering import recall_memberships
from members.membership.plans import address_plans

MOST_ADDRESSES = 50_000  # as the protocol allows in one file
AN_HOUR = 60 * 60
CLOSED = ("/admin/", "/account/", "/en/account/", "/bestellen/", "/en/bestellen/", "/documents/")


@dataclass(frozen=True)
class Alternate:
    language: str
    address: str


@dataclass(frozen=True)
class Entry:
    address: str
    changed_at: datetime | None
    alternates: tuple[Alternate, ...]


@require_safe
@cache_control(public=True, max_age=AN_HOUR)
def show_sitemap(request: HttpRequest) -> HttpResponse:
    entries = [*list_legal_entries(), *list_plan_entries(request), *list_entries(request)][:MOST_ADDRESSES]
    return render(request, "pages/sitemap.xml", {"entries": entries}, content_type="application/xml; charset=utf-8")


@require_safe
@cache_control(public=True, max_age=AN_HOUR)
def show_robots(request: HttpRequest) -> HttpResponse:
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in CLOSED), f"Sitemap: {complete(reverse('sitemap'))}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def complete(path: str) -> str:
    return urljoin(f"{settings.SITE_URL}/", path)


def list_entries(request: HttpRequest) -> Iterator[Entry]:
    """Pages by the tree, each with its other languages. An alias is a page that still awaits its translation."""
    shut = {*list_lessons_not_open()}
    pages = Page.objects.live().public().filter(alias_of__isnull=True, depth__gt=1).select_related("locale")
    archived = CoursePage.objects.filter(is_archived=True).values("pk")
    groups: dict[UUID, list[tuple[Page, str]]] = defaultdict(list)
    for page in pages.exclude(pk__in=archived).order_by("path"):
        address = None if page.pk in shut else page.get_url(request)
        if address:
            groups[page.translation_key].append((page, complete(address)))
    for group in groups.values():
        alternates = name_languages({page.locale.language_code: address for page, address in group})
        for page, address in group:
            yield Entry(address, page.last_published_at, alternates)


def list_lessons_not_open() -> Iterator[int]:
    """Lessons that only invite, and lessons of courses that are not offered: neither is worth finding."""
    rules = dict(CoursePage.objects.offered().values_list("path", "access_rule"))
    lessons = LessonPage.objects.live().values_list("pk", "path", "own_rule")
    for pk, path, own_rule in lessons:
        rule = rules.get(path[: -Page.steplen])
        if rule is None or (own_rule or rule) != AccessRule.OPEN:
            yield pk


def list_legal_entries() -> Iterator[Entry]:
    """The texts that are published, in the languages in which they are."""
    published = VersionText.objects.order_by("version__document__position", "published_at")
    groups: dict[str, dict[str, datetime]] = defaultdict(dict)
    for slug, language, moment in published.values_list("version__document__slug", "language", "published_at"):
        groups[slug][language] = moment
    for slug, moments in groups.items():
        addresses = {language: address_document(slug, language) for language in moments}
        for language, address in addresses.items():
            yield Entry(address, moments[language], name_languages(addresses))


def list_plan_entries(request: HttpRequest) -> Iterator[Entry]:
    """What becoming a member costs, while that can be done."""
    if recall_memberships(request):
        addresses = {language: complete(path) for language, path in address_plans().items()}
        for address in addresses.values():
            yield Entry(address, None, name_languages(addresses))


def address_document(slug: str, language: str) -> str:
    with translation.override(language):
        return complete(reverse("statements:document", args=[slug]))


def name_languages(addresses: dict[str, str]) -> tuple[Alternate, ...]:
    """Nothing for a page that stands in one language; else each, and the main one for everybody else."""
    if len(addresses) < 2:
        return ()
    named = tuple(Alternate(language, address) for language, address in sorted(addresses.items()))
    main = addresses.get(settings.LANGUAGE_CODE)
    return (*named, Alternate("x-default", main)) if main else named
