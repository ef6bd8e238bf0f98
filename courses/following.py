"""What a member may follow, and what they may no longer follow. Nothing about what they looked at is known or kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from wagtail.models import Locale

from members.membership.access import Person, decide_many
from members.membership.models import Grant
from members.membership.offering import recall_single_prices

from .catalogue.cards import make_cards
from .editions.news import list_news
from .models import CatalogPage, CoursePage

FIRST_NEWS = 3  # shown at once; the rest is folded
MOST_NEWS = 10  # the page of each course tells all of it


@dataclass(frozen=True)
class EndedCourse:
    course: CoursePage
    last_day: date


@dataclass(frozen=True)
class EndedAccess:
    """What was once theirs and is open no longer, in the language of the page."""

    courses: list[EndedCourse]
    membership: date | None  # the last day of it; None while there is one, too


def list_my_courses(person: Person) -> list[CoursePage]:
    """Published courses in the language of the page, whose lessons are open to this person now."""
    return [course for course, is_open in judge_courses(person) if is_open]


def judge_courses(person: Person) -> list[tuple[CoursePage, bool]]:
    courses = list(CoursePage.objects.live().filter(locale=Locale.get_active()).for_cards().in_order())
    decisions = decide_many(person, [course.contents for course in courses])
    return [(course, decision.is_allowed) for course, decision in zip(courses, decisions, strict=True)]


def find_ended_access(person: Person, shut: Iterable[CoursePage]) -> EndedAccess:
    """One query. `shut`: the courses that are not open to this person now."""
    grants = Grant.objects.of(person)
    is_member = any(grant.course is None and not is_over(grant) for grant in grants)
    last_days = {grant.course: grant.last_day for grant in sorted(filter(is_over, grants), key=attrgetter("ends_at"))}
    courses = [EndedCourse(course, day) for course in shut if (day := last_days.get(course.access_key))]
    return EndedAccess(courses, None if is_member else last_days.get(None))


def is_over(grant: Grant) -> bool:
    return grant.ends_at is not None and grant.ends_at <= timezone.now()


def describe_my_courses(request: HttpRequest) -> dict[str, Any]:
    judged = judge_courses(request.user)
    mine = [course for course, is_open in judged if is_open]
    news = list_news(request.user, mine)[:MOST_NEWS]
    return {
        "cards": make_cards(mine, request.user, recall_single_prices(request)),
        "news": news[:FIRST_NEWS],
        "older_news": news[FIRST_NEWS:],
        "ended": find_ended_access(request.user, [course for course, is_open in judged if not is_open]),
        "catalog": CatalogPage.find_active(),
    }
