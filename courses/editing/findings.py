"""What an editor should look at again in a course or a lesson. Nothing outside the site is asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import models
from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.translation import get_language_from_path, gettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import StreamValue
from wagtail.models import Page

from members.membership.access import AccessRule

from ..locating import list_tree_paths
from ..models import CoursePage, LessonPage
from .walking import Links, find_heading_levels, read_rich_text, walk

TREE = ("wagtail_serve", "courses:lesson")  # the views that answer with a page of the tree


class Kind(models.TextChoices):
    NO_SUMMARY = "no_summary", _("Geen samenvatting")
    NO_TEXT = "no_text", _("Les zonder tekst")
    HEADINGS = "headings", _("Koppen slaan een niveau over")
    NO_ALT_TEXT = "no_alt_text", _("Afbeelding zonder beschrijving")
    DEAD_LINK = "dead_link", _("Link naar een pagina die er niet is")
    DRAFT_LINK = "draft_link", _("Link naar een pagina die niet gepubliceerd is")
    NOTHING_OPEN = "nothing_open", _("Geen les voor iedereen")


SENTENCES = {
    Kind.NO_SUMMARY: gettext_lazy("Er is geen samenvatting. Die staat op de kaart en in zoekmachines."),
    Kind.NO_TEXT: gettext_lazy("De les heeft nog geen tekst."),
    Kind.HEADINGS: gettext_lazy("De koppen slaan een niveau over: %(detail)s. Begin met een tussenkop."),
    Kind.NO_ALT_TEXT: gettext_lazy("%(detail)s × een afbeelding zonder beschrijving die niet als versiering geldt."),
    Kind.DEAD_LINK: gettext_lazy("Er is een link naar een pagina die er niet is: %(detail)s."),
    Kind.DRAFT_LINK: gettext_lazy("Er is een link naar een pagina die niet gepubliceerd is: %(detail)s."),
    Kind.NOTHING_OPEN: gettext_lazy("De cursus heeft geen les voor iedereen, dus niemand kan haar proeven."),
}


@dataclass(frozen=True)
class Finding:
    kind: Kind
    detail: str = ""

    @property
    def sentence(self) -> str:
        return str(SENTENCES[self.kind]) % {"detail": self.detail}


@dataclass
class Reading:
    """What the texts of one page hold, in their order."""

    levels: list[int] = field(default_factory=lambda: [1])  # the title of the page
    pages: dict[int, str] = field(default_factory=dict)  # the words of the link by the number of the page
    addresses: list[str] = field(default_factory=list)
    words: int = 0
    images_without_text: int = 0

    def add_rich_text(self, source: str) -> None:
        found: Links = read_rich_text(source)
        self.levels += found.levels
        self.pages |= found.pages
        self.addresses += found.addresses
        self.words += len(found.words)

    def add_stream(self, stream: StreamValue) -> None:
        for block, value in walk(stream):
            self._add_block(block, value)

    def _add_block(self, block: blocks.Block, value: Any) -> None:
        self.levels += find_heading_levels(getattr(block.meta, "template", None))
        if isinstance(block, blocks.RichTextBlock):
            self.add_rich_text(str(value or ""))
        elif isinstance(block, blocks.PageChooserBlock):
            self.pages |= {int(value): str(block.label)} if value else {}
        elif isinstance(block, blocks.URLBlock):
            self.addresses += [str(value)] if value else []
        elif isinstance(block, blocks.BaseStructBlock):
            self.images_without_text += lacks_alt_text(block, value or {})
        elif isinstance(value, str):
            self.words += len(value.split())


def lacks_alt_text(block: blocks.BaseStructBlock, value: dict[str, Any]) -> bool:
    """Whatever block has a field for it: what it shows must be described, or said to be decoration."""
    if "alternative" not in block.child_blocks or value.get("is_decorative"):
        return False
    return not str(value.get("alternative") or "").strip()


def read_page(page: CoursePage | LessonPage) -> Reading:
    reading = Reading()
    if isinstance(page, CoursePage):
        reading.add_rich_text(page.introduction)
        return reading
    for stream in (page.opening, page.body):
        reading.add_stream(stream)
    return reading


def list_findings(page: CoursePage | LessonPage) -> list[Finding]:
    return find_everything([page]).get(page.pk, [])


def find_everything(pages: Iterable[CoursePage | LessonPage]) -> dict[int, list[Finding]]:
    """By the number of the page; pages with nothing to repair are left out. Three queries, however many pages."""
    readings = {page: read_page(page) for page in pages}
    links = LinkedPages(readings.values())
    open_courses = find_courses_with_open_lesson(page for page in readings if isinstance(page, CoursePage))
    found = {
        page.pk: [*find_in_page(page, reading, open_courses), *links.find_dead(reading)]
        for page, reading in readings.items()
    }
    return {number: findings for number, findings in found.items() if findings}


def find_in_page(page: CoursePage | LessonPage, reading: Reading, open_courses: set[str]) -> Iterator[Finding]:
    if not (page.teaser.strip() or page.search_description.strip()):
        yield Finding(Kind.NO_SUMMARY)
    if isinstance(page, LessonPage) and not reading.words:
        yield Finding(Kind.NO_TEXT)
    skips = [(above, below) for above, below in pairwise(reading.levels) if below > above + 1]
    if skips:
        yield Finding(Kind.HEADINGS, ", ".join(f"h{above} → h{below}" for above, below in dict.fromkeys(skips)))
    if reading.images_without_text:
        yield Finding(Kind.NO_ALT_TEXT, str(reading.images_without_text))
    if isinstance(page, CoursePage) and page.path not in open_courses:
        yield Finding(Kind.NOTHING_OPEN)


def find_courses_with_open_lesson(courses: Iterable[CoursePage]) -> set[str]:
    """By their path. A lesson without a rule of its own has that of its course."""
    rules = {course.path: course.access_rule for course in courses}
    if not rules:
        return set()
    lessons = LessonPage.objects.live().values_list("path", "own_rule")
    parents = ((path[: -LessonPage.steplen], own_rule) for path, own_rule in lessons)
    return {parent for parent, own_rule in parents if (own_rule or rules.get(parent)) == AccessRule.OPEN}


class LinkedPages:
    """Every page that these texts link to, by number and by address, looked up at once."""

    def __init__(self, readings: Iterable[Reading]) -> None:
        readings = list(readings)
        numbers = {number for reading in readings for number in reading.pages}
        self._paths = {
            address: list_tree_paths(address)
            for reading in readings
            for address in reading.addresses
            if is_ours(address)
        }
        paths = {path for found in self._paths.values() for path in found}
        pages = Page.objects.filter(models.Q(pk__in=numbers) | models.Q(url_path__in=paths))
        rows = list(pages.values_list("pk", "url_path", "title", "live")) if numbers or paths else []
        self._by_number = {number: (title, live) for number, _path, title, live in rows}
        self._by_path = {path: (title, live) for _number, path, title, live in rows}

    def find_dead(self, reading: Reading) -> Iterator[Finding]:
        for number, words in reading.pages.items():
            yield from self._judge(self._by_number.get(number), words)
        for address in dict.fromkeys(reading.addresses):
            if address in self._paths and not is_answered_elsewhere(address):
                known = (self._by_path[path] for path in self._paths[address] if path in self._by_path)
                yield from self._judge(next(known, None), address)

    def _judge(self, page: tuple[str, bool] | None, name: str) -> Iterator[Finding]:
        if page is None:
            yield Finding(Kind.DEAD_LINK, name)
        elif not page[1]:
            yield Finding(Kind.DRAFT_LINK, page[0])


def is_ours(address: str) -> bool:
    """Addresses of other sites are not looked at; a front page is always there."""
    return urlsplit(address).path.strip("/") not in {"", *dict(settings.LANGUAGES)} and (
        (address.startswith("/") and not address.startswith("//")) or address.startswith(f"{settings.SITE_URL}/")
    )


def is_answered_elsewhere(address: str) -> bool:
    """By another page than those in the tree, such as the statement or the log-in."""
    path = urlsplit(address).path
    with translation.override(get_language_from_path(path) or settings.LANGUAGE_CODE):
        try:
            return resolve(path).view_name not in TREE
        except Resolver404:
            return False
