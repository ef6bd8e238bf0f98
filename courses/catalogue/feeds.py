"""A feed of new courses for who follows the catalogue with a reader of their own."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Locale

from home.identity.naming import name_company
from legal.statements.writing.characters import replace_unseen

from ..models import CatalogPage, CoursePage

MOST_ITEMS = 20
FIRST_YEAR = 2026  # in which the host of the site was ours, as a tag URI (RFC 4151) wants it; it never changes


class CourseFeed(Feed):
    """Atom (RFC 4287), the newest course first, in the language of its address."""

    feed_type = Atom1Feed

    def get_object(self, request: HttpRequest, catalogue: str) -> CatalogPage:
        found = CatalogPage.objects.live().public().filter(slug=catalogue, locale=Locale.get_active()).first()
        if found is None:
            raise Http404
        return found

    def title(self, catalogue: CatalogPage) -> str:
        return _("Nieuwe cursussen")

    def link(self, catalogue: CatalogPage) -> str:
        return catalogue.url or "/"

    def feed_url(self, catalogue: CatalogPage) -> str:
        return reverse("catalogue:feed", args=[catalogue.slug])

    def feed_guid(self, catalogue: CatalogPage) -> str:
        return make_tag("cursussen", get_language())

    def author_name(self, catalogue: CatalogPage) -> str:
        return replace_unseen(name_company())

    def items(self, catalogue: CatalogPage) -> list[CoursePage]:
        new = (
            CoursePage.objects.child_of(catalogue)
            .offered()
            .public()
            .filter(first_published_at__isnull=False, alias_of__isnull=True)
        )
        return list(
            new.order_by("-first_published_at", "-pk").select_related("locale").defer_streamfields()[:MOST_ITEMS]
        )

    def item_title(self, item: CoursePage) -> str:
        return replace_unseen(item.title)

    def item_description(self, item: CoursePage) -> str:
        return replace_unseen(item.teaser)

    def item_link(self, item: CoursePage) -> str:
        return item.url or "/"

    def item_guid(self, item: CoursePage) -> str:
        return make_tag("cursus", item.translation_key, item.locale.language_code)

    def item_pubdate(self, item: CoursePage) -> datetime | None:
        return item.first_published_at

    def item_updateddate(self, item: CoursePage) -> datetime | None:
        return item.last_published_at or item.first_published_at


def make_tag(*path: object) -> str:
    """It stays the same when addresses change, so that readers see nothing twice."""
    host = urlsplit(settings.SITE_URL).hostname
    return f"tag:{host},{FIRST_YEAR}:" + "/".join(map(str, path))
