"""What a member may follow. Only what is open to them: nothing about what they looked at is known or kept."""

from typing import Any

from django.http import HttpRequest
from wagtail.models import Locale

from members.membership.access import Person, decide_many

from .catalogue.cards import make_cards
from .editions.news import list_news
from .models import CatalogPage, CoursePage

MOST_NEWS = 10  # the page of each course tells all of it


def list_my_courses(person: Person) -> list[CoursePage]:
    """Published courses in the language of the page, whose lessons are open to this person now."""
    courses = list(CoursePage.objects.live().filter(locale=Locale.get_active()).for_cards().in_order())
    decisions = decide_many(person, [course.contents for course in courses])
    return [course for course, decision in zip(courses, decisions, strict=True) if decision.is_allowed]


def describe_my_courses(request: HttpRequest) -> dict[str, Any]:
    courses = list_my_courses(request.user)
    return {
        "cards": make_cards(courses, request.user),
        "news": list_news(request.user, courses)[:MOST_NEWS],
        "catalog": CatalogPage.find_active(),
    }
