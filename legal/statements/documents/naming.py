"""The kinds of legal text: the legal team adds them, and what is on record about them stays true."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.conf import settings
from django.db import models, transaction
from django.db.models.functions import Coalesce
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from ..languages import PREVAILING_LANGUAGE
from ..models import Document, LegalIndexPage, LegalPage

FORM = re.compile(r"[a-z][a-z0-9-]*")
# Parts of addresses that the site promises but no pattern of its own shows: files, and what is still to come. The
# question of the gate stands at `nieuw`, where the answer page of such a document would.
RESERVED = {"static", "media", "zoeken", "lid-worden", "bestellen", "herroepen", "nieuw"}


class DocumentInUse(Exception):
    """A document with versions stays: people answered them, and they can be read for ever."""


def add_document(*, document: Document) -> Document:
    """With a legal page of its own, a draft that visitors do not see. Its kind follows the address, once."""
    with transaction.atomic():
        document.kind = document.slug
        if not document.position:
            last = Document.objects.aggregate(last=Coalesce(models.Max("position"), 0))["last"]
            document.position = last + 1
        document.save(force_insert=True)
        branch = LegalIndexPage.objects.filter(locale__language_code=PREVAILING_LANGUAGE).order_by("path").first()
        if branch:
            page = LegalPage(document=document, title=document.name, slug=document.slug, live=False)
            page.locale = branch.locale
            branch.add_child(instance=page)
            page.save_revision(clean=False)  # summary and date come with the words
    return document


def remove_document(*, document: Document) -> None:
    """Only one that was never published; its drafts go with it. Raises DocumentInUse."""
    with transaction.atomic():
        Document.objects.select_for_update().get(pk=document.pk)
        if has_versions(document):
            raise DocumentInUse(str(document))
        for page in LegalPage.objects.filter(document=document):
            page.delete()
        document.delete()


def has_versions(document: Document) -> bool:
    return document.pk is not None and document.versions.exists()


def find_slug_fault(slug: str, document: Document) -> str:
    """Why this cannot be the address of the document; empty when it can."""
    if not FORM.fullmatch(slug):
        return _("Begin met een kleine letter. Gebruik daarna kleine letters, cijfers en streepjes, zoals huisregels.")
    if Document.objects.exclude(pk=document.pk).filter(models.Q(slug=slug) | models.Q(kind=slug)).exists():
        return _("Dit deel van het adres hoort al bij een ander document.")
    languages = {code for code, _name in settings.LANGUAGES}
    if slug in RESERVED | languages | set(list_first_parts()) or is_page(slug):
        return _("Op dit adres staat al iets anders van deze site. Kies een ander woord.")
    return ""


def list_first_parts(resolver: URLResolver | None = None) -> Iterator[str]:
    """What stands first in each address that the site itself answers, whatever comes behind it."""
    for pattern in (resolver or get_resolver()).url_patterns:
        route = str(pattern.pattern).lstrip("^")
        if isinstance(pattern, URLPattern) or route.strip("/") not in {"", *(code for code, _n in settings.LANGUAGES)}:
            yield route.split("/")[0]
        else:
            yield from list_first_parts(pattern)


def is_page(slug: str) -> bool:
    """Whether a page of any language stands there, published or not: legal texts would hide it."""
    homes = [home for site in Site.objects.all() for home in site.root_page.get_translations(inclusive=True)]
    return any(Page.objects.child_of(home).filter(slug=slug).exists() for home in homes)
