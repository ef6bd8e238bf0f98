"""Six courses with their lessons, and one of them in English."""

from typing import Any

from django.utils.html import escape
from wagtail.models import Locale

from courses.models import CatalogPage, CoursePage, LessonPage
from members.membership.access import AccessRule

from . import WORDS, read_words
from .make_pages import as_block, publish

ENGLISH = ".en.toml"


def make_courses() -> None:
    catalog = CatalogPage.objects.get(locale__language_code="nl")
    files = sorted(path.name for path in (WORDS / "courses").glob("*.toml"))
    for name in files:
        if not name.endswith(ENGLISH):
            make_course(catalog, read_words(f"courses/{name}"))
    for name in files:
        if name.endswith(ENGLISH):
            original = CoursePage.objects.get(slug=name.removesuffix(ENGLISH), locale__language_code="nl")
            translate_course(original, read_words(f"courses/{name}"))


def make_course(catalog: CatalogPage, words: dict[str, Any]) -> None:
    fields = {name: words[name] for name in ("subject", "level", "minutes")}
    course = catalog.add_child(instance=CoursePage(**read_course(words), **fields, locale=catalog.locale))
    publish(course)
    for lesson in words["lessons"]:
        rule = AccessRule.OPEN if lesson.get("is_open") else AccessRule.GRANT
        rest = {"minutes": lesson["minutes"], "access_rule": rule, "locale": catalog.locale}
        publish(course.add_child(instance=LessonPage(**read_lesson(lesson), **rest)))


def translate_course(original: CoursePage, words: dict[str, Any]) -> None:
    english = Locale.objects.get(language_code="en")
    publish(rewrite(original.copy_for_translation(english), read_course(words)))
    lessons = LessonPage.objects.child_of(original).order_by("path")
    for lesson, lesson_words in zip(lessons, words["lessons"], strict=True):
        publish(rewrite(lesson.copy_for_translation(english), read_lesson(lesson_words)))


def rewrite(page: Any, fields: dict[str, Any]) -> Any:
    for name, value in fields.items():
        setattr(page, name, value)
    return page


def read_course(words: dict[str, Any]) -> dict[str, Any]:
    return {
        "title": words["title"],
        "slug": words["slug"],
        "teaser": words["teaser"],
        "search_description": words["teaser"],
        "introduction": "".join(f"<p>{escape(paragraph)}</p>" for paragraph in words["introduction"]),
        "outcomes": [("outcome", outcome) for outcome in words["outcomes"]],
    }


def read_lesson(words: dict[str, Any]) -> dict[str, Any]:
    body = [(block["kind"], as_block(block)) for block in words["body"]]
    return {"title": words["title"], "slug": words["slug"], "teaser": words["teaser"], "body": body}
