"""What is asked of the catalogue, as its page in another language is asked it: two facets have values of a language."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.http import QueryDict
from wagtail.models import Page

from .asking import Question
from .facets import LANGUAGE, TOPIC


def translate_query(query: QueryDict, question: Question, language: str) -> dict[str, QueryDict]:
    """By language, what asks there for the same courses, as far as they are there. `question` is what was understood of
    `query`, in this `language`.
    """
    if not {TOPIC, LANGUAGE} & query.keys():
        return {}
    others = [code for code, _name in settings.LANGUAGES if code != language]
    return {code: translate_into(code, query, question, language) for code in others}


def translate_into(code: str, query: QueryDict, question: Question, language: str) -> QueryDict:
    translated = query.copy()
    if TOPIC in query:
        translated.setlist(TOPIC, find_topics(question.chosen[TOPIC], language, code))
    if LANGUAGE in query:  # "also in English", in English: "also in Dutch"
        chosen = question.chosen[LANGUAGE]
        translated.setlist(LANGUAGE, sorted(language if one == code else one for one in chosen))
    return translated


def find_topics(slugs: Iterable[str], language: str, code: str) -> list[str]:
    """Published ones; those that do not stand there are no longer asked for."""
    if not slugs:
        return []
    chosen = Page.objects.filter(locale__language_code=language, slug__in=slugs, topicpage__isnull=False)
    there = Page.objects.filter(
        locale__language_code=code, live=True, translation_key__in=chosen.values("translation_key")
    )
    return sorted(there.values_list("slug", flat=True))
