"""A feed of each document, so that a reader who follows it sees a new version before it takes effect."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from home.identity.naming import name_company

from ..languages import read_language
from ..models import Document, Version, VersionText
from ..writing.characters import replace_unseen
from .listing import Archive, ArchivedVersion, read_archive

FIRST_YEAR = 2026  # in which the host of the site was ours, as a tag URI wants it; it never changes


def make_tag(document: Document, year: int, *path: object) -> str:
    """A tag URI (RFC 4151): it stays the same when addresses change, so that readers see nothing twice."""
    host = urlsplit(settings.SITE_URL).hostname
    return f"tag:{host},{year}:" + "/".join(map(str, (document.kind, *path, read_language())))


class VersionFeed(Feed):
    """Atom (RFC 4287), in the language of its address. Announced versions are in it: that is what it is for."""

    feed_type = Atom1Feed

    def get_object(self, request: HttpRequest, document: Document) -> Archive:
        try:
            return read_archive(document, read_language())
        except (Version.DoesNotExist, VersionText.DoesNotExist) as error:
            raise Http404 from error

    def title(self, archive: Archive) -> str:
        return replace_unseen(_("%(title)s: alle versies") % {"title": archive.title})

    def link(self, archive: Archive) -> str:
        return reverse("statements:archive", args=[archive.document])

    def feed_guid(self, archive: Archive) -> str:
        return make_tag(archive.document, FIRST_YEAR)

    def author_name(self, archive: Archive) -> str:
        return replace_unseen(name_company())

    def items(self, archive: Archive) -> list[ArchivedVersion]:
        return archive.versions

    def item_title(self, item: ArchivedVersion) -> str:
        facts = {"title": replace_unseen(item.text.title), "number": item.version.number}
        return _("%(title)s, versie %(number)s") % facts

    def item_description(self, item: ArchivedVersion) -> str:
        return replace_unseen(item.text.summary)

    def item_link(self, item: ArchivedVersion) -> str:
        return item.version.get_absolute_url()

    def item_guid(self, item: ArchivedVersion) -> str:
        return make_tag(item.version.document, item.version.published_at.year, item.version.number)

    def item_pubdate(self, item: ArchivedVersion) -> datetime:
        return item.version.published_at

    def item_updateddate(self, item: ArchivedVersion) -> datetime:
        return item.text.published_at
