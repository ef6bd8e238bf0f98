"""The catalogue that the migrations made, courses and lessons in it, and access to them."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from courses.models import CatalogPage, CoursePage, LessonPage, TopicPage
from home.pages.models import ContentPage, HomePage
from members.accounts.models import User
from members.membership.access import AccessRule
from members.membership.models import Grant


def find_catalog(language: str = "nl") -> CatalogPage:
    return CatalogPage.objects.get(locale__language_code=language)


def make_content_page(title: str = "Over ons", **fields: Any) -> ContentPage:
    """Beneath the Dutch front page."""
    home = HomePage.objects.get(locale__language_code="nl")
    return home.add_child(instance=ContentPage(title=title, **fields))


def find_topic(title: str = "Overleg") -> TopicPage:
    """The topic of this title, made when it is asked for first."""
    topic = TopicPage.objects.filter(title=title).first()
    return topic or find_catalog().add_child(instance=TopicPage(title=title, teaser=f"Alles over {title.lower()}."))


def make_course(title: str = "Korter overleggen", *, catalog: CatalogPage | None = None, **fields: Any) -> CoursePage:
    catalog = catalog or find_catalog()
    fields = {
        "topic": fields.get("topic") or find_topic(),
        "minutes": 75,
        "teaser": "Je overlegt nog maar half zo lang.",
        "introduction": "<p>Voor wie te veel overlegt.</p>",
        "outcomes": [("outcome", "een agenda schrijven")],
        "locale": catalog.locale,
    } | fields
    return catalog.add_child(instance=CoursePage(title=title, **fields))


def make_lesson(
    course: CoursePage, title: str = "De agenda", *, text: str = "Tekst van de les.", **fields: Any
) -> LessonPage:
    fields = {
        "teaser": "Wat er op een agenda hoort.",
        "minutes": 15,
        "body": [("paragraph", f"<p>{text}</p>")],
        "locale": course.locale,
    } | fields
    return course.add_child(instance=LessonPage(title=title, **fields))


def make_open_lesson(course: CoursePage, title: str = "Kennismaken", **fields: Any) -> LessonPage:
    return make_lesson(course, title, own_rule=AccessRule.OPEN, **fields)


def give_membership(person: User, **fields: Any) -> Grant:
    return give_access(person, None, **fields)


def give_access(
    person: User, course: CoursePage | None, *, starts_at: datetime | None = None, ends_at: datetime | None = None
) -> Grant:
    return Grant.objects.create(
        user=person,
        course=course.access_key if course else None,
        starts_at=starts_at or timezone.now() - timedelta(days=1),
        ends_at=ends_at,
    )
