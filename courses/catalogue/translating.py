"""What is asked of the catalogue, as its page in another language is asked it: two facets have values of a language."""

from __future__ import annotations

from django.conf import settings
from django.http import QueryDict
from wagtail.models import Page

from ..querysets import CourseQuerySet
from .asking import PAGE, Question
from .facets import LANGUAGE, TOPIC


def translate_query(
    query: QueryDict, question: Question, courses: CourseQuerySet, language: str
) -> dict[str, QueryDict]:
    """By language, what asks there for the same courses, from the first of them. `question` is what was understood of
    `query`, in this `language`; `courses` are those offered in any.
    """
    if not {TOPIC, LANGUAGE} & query.keys():
        return {}
    others = [code for code, _name in settings.LANGUAGES if code != language]
    return {code: translate_into(code, query, question, courses, language) for code in others}


def translate_into(
    code: str, query: QueryDict, question: Question, courses: CourseQuerySet, language: str
) -> QueryDict:
    translated = query.copy()
    translated.pop(PAGE, None)
    if TOPIC in query:
        offered = courses.filter(locale__language_code=code)
        translated.setlist(TOPIC, find_topics(question, offered, language, code))
    if LANGUAGE in query:  # "also in English", in English: "also in Dutch"
        chosen = question.chosen[LANGUAGE]
        translated.setlist(LANGUAGE, sorted(language if one == code else one for one in chosen))
    return translated


def find_topics(question: Question, offered: CourseQuerySet, language: str, code: str) -> list[str]:
    """Those that a course is offered about there too. The others are no longer asked for."""
    if not question.chosen[TOPIC]:
        return []
    topics = Page.objects.filter(topicpage__isnull=False)
    chosen = topics.filter(locale__language_code=language, slug__in=question.chosen[TOPIC]).values("translation_key")
    shown = offered.filter(topic__translation_key__in=chosen).values("topic__translation_key")
    there = topics.filter(locale__language_code=code, live=True, translation_key__in=shown)
    return sorted(there.values_list("slug", flat=True))
