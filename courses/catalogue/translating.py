"""What is asked of the catalogue, as its page in another language is asked it: two facets have values of a language."""

from __future__ import annotations

from django.conf import settings
from django.http import QueryDict
from wagtail.models import Page

from .facets import LANGUAGE, TOPIC


def translate_query(query: QueryDict, language: str) -> dict[str, QueryDict]:
    """By language, what asks there for the same courses, as far as they are there. `language` is the one of `query`."""
    others = [code for code, _name in settings.LANGUAGES if code != language]
    return {code: translate_into(code, query, language) for code in others} if {TOPIC, LANGUAGE} & query.keys() else {}


def translate_into(code: str, query: QueryDict, language: str) -> QueryDict:
    translated = query.copy()
    if TOPIC in query:
        translated.setlist(TOPIC, find_topics(query.getlist(TOPIC), language, code))
    if LANGUAGE in query:  # "also in English", in English: "also in Dutch"
        translated.setlist(LANGUAGE, [language if chosen == code else chosen for chosen in query.getlist(LANGUAGE)])
    return translated


def find_topics(slugs: list[str], language: str, code: str) -> list[str]:
    """Published ones. Those that do not stand there, or nowhere, are no longer asked for."""
    chosen = Page.objects.filter(locale__language_code=language, slug__in=slugs, live=True)
    there = Page.objects.filter(locale__language_code=code, live=True, topicpage__isnull=False)
    return list(there.filter(translation_key__in=chosen.values("translation_key")).values_list("slug", flat=True))
