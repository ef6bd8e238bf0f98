"""Which page a report is about, in words that cannot name a person: a page that everybody finds, or its pattern."""

from __future__ import annotations

import re

from django.conf import settings
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils import translation
from wagtail.models import Page

from courses.locating import list_tree_paths
from courses.models import LessonPage

LONGEST = 200
ANY_PAGE = "wagtail_serve"
CONVERTERS = re.compile(r"<(\w+):")


def name_page(path: str) -> str:
    """The path of a page that is in the tree, and of a lesson that of its course: which lesson somebody reads is not
    counted anywhere. Another path may hold a secret (a link by mail) or a name: of those only the pattern. Empty for
    what is not there, as a visitor's typing error.
    """
    if not is_text(path):
        return ""
    if is_lesson(path):
        path = f"{path.rstrip('/').rpartition('/')[0]}/"
    language = translation.get_language_from_path(path) or settings.LANGUAGE_CODE
    if path.strip("/") in {"", language} or is_in_tree(path):
        return path[:LONGEST]
    with translation.override(language):  # the address book reads /en/ only in English
        try:
            match = resolve(path)
        except Resolver404:
            return ""
    if match.url_name == ANY_PAGE:
        return ""
    return path[:LONGEST] if is_legal_text(match) else f"/{match.route}"[:LONGEST]


def is_legal_text(match: ResolverMatch) -> bool:
    """A statement or one of its versions, whose address holds nothing else than its name and numbers."""
    return match.namespace == "statements" and set(CONVERTERS.findall(match.route)) <= {"document", "int"}


def is_text(path: str) -> bool:
    """JSON can write half a character, which no database stores, nor PostgreSQL a zero."""
    try:
        return b"\0" not in path.encode()
    except UnicodeEncodeError:
        return False


def is_in_tree(path: str) -> bool:
    return Page.objects.live().filter(url_path__in=list_tree_paths(path)).exists()


def is_lesson(path: str) -> bool:
    return LessonPage.objects.filter(url_path__in=list_tree_paths(path)).exists()
