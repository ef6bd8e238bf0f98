"""The courses with their topics, makers, lessons and live sessions; some of them in English too."""

from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone
from django.utils.html import escape
from wagtail.models import Locale, Page

from courses.models import CatalogPage, CourseMaker, CoursePage, LessonPage, LiveSession, MakerPage, TopicPage
from home.pages.models import ContentPage
from members.membership.access import AccessRule

from . import WORDS, read_words
from .make_pages import as_block, publish

ENGLISH = ".en.toml"


def make_courses() -> None:
    catalog = CatalogPage.objects.get(locale__language_code="nl")
    make_topics(catalog)
    make_makers(ContentPage.objects.get(slug="over-ons"))
    files = sorted(path.name for path in (WORDS / "courses").glob("*.toml"))
    for name in files:
        if not name.endswith(ENGLISH):
            make_course(catalog, read_words(f"courses/{name}"))
    for name in files:
        if name.endswith(ENGLISH):
            original = CoursePage.objects.get(slug=name.removesuffix(ENGLISH), locale__language_code="nl")
            translate_course(original, read_words(f"courses/{name}"))


def make_topics(catalog: CatalogPage) -> None:
    for words in read_words("topics.toml")["topics"].values():
        make_in_both_languages(catalog, TopicPage, words)


def make_makers(about: ContentPage) -> None:
    for slug, words in read_words("makers.toml")["makers"].items():
        name = {"title": words["name"], "slug": slug}
        make_in_both_languages(about, MakerPage, {code: words[code] | name for code in ("nl", "en")})


def make_in_both_languages(parent: Page, kind: type[TopicPage | MakerPage], words: dict[str, Any]) -> None:
    page = parent.add_child(instance=kind(**read_introduction(words["nl"]), locale=parent.locale))
    publish(page)
    english = page.copy_for_translation(Locale.objects.get(language_code="en"))
    publish(rewrite(english, read_introduction(words["en"])))


def read_introduction(words: dict[str, Any]) -> dict[str, Any]:
    return {name: text for name, text in words.items() if name != "text"} | {"introduction": as_text(words["text"])}


def as_text(paragraphs: list[str]) -> str:
    return "".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs)


def make_course(catalog: CatalogPage, words: dict[str, Any]) -> None:
    facts = {name: words[name] for name in ("level", "minutes", "form")}
    facts |= {
        "topic": TopicPage.objects.get(slug=words["subject"], locale=catalog.locale),
        "access_rule": AccessRule.GRANT if words["price"] else AccessRule.ACCOUNT,
        "makers": [CourseMaker(maker=find_maker(slug)) for slug in words["makers"]],
    }
    course = catalog.add_child(instance=CoursePage(**read_course(words), **facts, locale=catalog.locale))
    publish(course)
    for lesson in words["lessons"]:
        rule = AccessRule.OPEN if lesson.get("is_open") else ""
        rest = {"minutes": lesson["minutes"], "own_rule": rule, "locale": catalog.locale}
        publish(course.add_child(instance=LessonPage(**read_lesson(lesson), **rest)))
    for session in words.get("sessions", []):
        publish(LiveSession.objects.create(course=course, **read_session(session), live=False))
    for edition in words.get("editions", []):
        course.change_note = edition["note"]
        publish(course)


def find_maker(slug: str) -> MakerPage:
    return MakerPage.objects.get(slug=slug, locale__language_code="nl")


def read_session(words: dict[str, Any]) -> dict[str, Any]:
    day = timezone.localdate() + timedelta(days=words["days_ahead"])
    start, end = (
        timezone.make_aware(datetime.combine(day, time.fromisoformat(words[key]))) for key in ("start", "end")
    )
    fields = {name: words[name] for name in ("title", "place", "seats", "joining")}
    return fields | {"starts_at": start, "ends_at": end}


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
        "introduction": as_text(words["introduction"]),
        "outcomes": [("outcome", outcome) for outcome in words["outcomes"]],
        "audience": [("audience", person) for person in words["for_whom"]],
        "questions": [("question", question) for question in words["questions"]],
    }


def read_lesson(words: dict[str, Any]) -> dict[str, Any]:
    body = [(block["kind"], as_block(block)) for block in words["body"]]
    return {name: words[name] for name in ("title", "slug", "teaser", "module")} | {"body": body}
