"""Purposes and cookies in other languages than Dutch, as the admin has them now.

What the legal team wrote comes first. Our own Dutch texts have a translation in the message catalogue, with that text
as the key. What has neither stays in Dutch, and is named before the cookie page is published.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.utils import translation
from django.utils.translation import gettext

from legal.statements.languages import PREVAILING_LANGUAGE

from .models import CookieTranslation, PurposeTranslation
from .purposes import DeclaredCookie, Purpose, read_purposes

Words = dict[Any, dict[str, str]]


def read_translated_purposes(language: str) -> list[tuple[Purpose, Purpose]]:
    """Each in Dutch and in this language."""
    if language == PREVAILING_LANGUAGE:
        return [(purpose, purpose) for purpose in read_purposes()]
    purposes, cookies = read_purpose_words(language), read_cookie_words(language)
    with translation.override(language):
        return [(purpose, translate_purpose(purpose, purposes, cookies)) for purpose in read_purposes()]


def read_purpose_words(language: str) -> Words:
    rows = PurposeTranslation.objects.filter(language=language).select_related("purpose")
    return {row.purpose.varname: {"name": row.name, "description": row.description} for row in rows}


def read_cookie_words(language: str) -> Words:
    """By purpose, name and domain, which together name a cookie."""
    rows = CookieTranslation.objects.filter(language=language).select_related("cookie__cookiegroup")
    return {
        (row.cookie.cookiegroup.varname, row.cookie.name, row.cookie.domain): {
            "description": row.description,
            "kept_for": row.kept_for,
        }
        for row in rows
    }


def translate_purpose(purpose: Purpose, purposes: Words, cookies: Words) -> Purpose:
    known = replace(purpose.translate(), **keep_written(purposes.get(purpose.group, {})))
    translated = (
        replace(cookie.translate(), **keep_written(cookies.get((purpose.group, cookie.name, cookie.domain), {})))
        for cookie in purpose.cookies
    )
    return replace(known, cookies=tuple(translated))


def keep_written(words: dict[str, str]) -> dict[str, Any]:
    return {name: text for name, text in words.items() if text}


def list_untranslated(language: str) -> list[str]:
    """What a reader of this language would read in Dutch, although nobody said that it is the same word there."""
    purposes, cookies = read_purpose_words(language), read_cookie_words(language)
    with translation.override(language):
        return list(find_untranslated(purposes, cookies))


def find_untranslated(purposes: Words, cookies: Words) -> Iterator[str]:
    for purpose in read_purposes():
        yield from find_missing(purpose, ("name", "description"), purposes.get(purpose.group, {}))
        for cookie in purpose.cookies:
            written = cookies.get((purpose.group, cookie.name, cookie.domain), {})
            yield from find_missing(cookie, ("description", "kept_for"), written)


def find_missing(texts: Purpose | DeclaredCookie, names: tuple[str, ...], written: dict[str, str]) -> Iterator[str]:
    for name in names:
        dutch = getattr(texts, name)
        if dutch and not written.get(name) and gettext(dutch) == dutch:
            yield dutch
