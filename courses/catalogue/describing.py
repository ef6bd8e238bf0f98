"""What the page of one course tells beside its own text: how it stands for the reader, and what is like it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, Value, When
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from members.membership.access import Person

from ..models.catalog import CatalogPage, MakerPage
from ..models.course import CourseMaker, CoursePage
from ..models.session import LiveSession
from ..outline import Outline
from .states import CourseState, Dates, Ways, tell_state
from .ways_in import WaysIn

MOST_RELATED = 3


def list_coming_sessions(course: CoursePage) -> list[Any]:
    """Those to come, with `seats_taken`; without how to join them."""
    coming = LiveSession.objects.of_course(course.access_key).starting_after(timezone.now())
    return list(coming.with_seats_taken().defer("link", "joining"))


def describe_state(
    course: CoursePage, outline: Outline, sessions: Sequence[Any], person: Person, ways_in: WaysIn
) -> CourseState:
    starts = [session.starts_at for session in sessions]
    free = [session.starts_at for session in sessions if session.seats_taken < session.seats]
    return tell_state(
        course,
        outline.decision,
        Dates(coming_at=min(starts, default=None), free_at=min(free, default=None)),
        is_known=person.is_authenticated,
        has_lessons=bool(outline.lessons),
        ways=find_ways(course, outline),
        price=min((one.cents for one in ways_in.singles), default=None),
    )


def find_ways(course: CoursePage, outline: Outline) -> Ways:
    catalogue = CatalogPage.objects.parent_of(course).live().first()
    following = f"?next={quote(course.url or '/')}"
    return Ways(
        course=course.url or "",
        first_lesson=outline.lessons[0].url if outline.lessons else "",
        free_lesson=outline.first_open.url if outline.first_open else "",
        catalogue=(catalogue.url or "") if catalogue else "",
        login=reverse("account_login") + following,
        signup=reverse("account_signup") + following,
    )


def find_topic(course: CoursePage) -> Page | None:
    """As it is published, in the language of the reader where it can be."""
    topic = course.topic.localized if course.topic else None
    return topic if topic and topic.live else None


def list_makers(course: CoursePage) -> list[MakerPage]:
    """Published makers in the language of the course where there are any, in the order of the editors."""
    named = [row.maker_id for row in course.makers.all()]
    if not named:
        return []
    keys = dict(MakerPage.objects.filter(pk__in=named).values_list("pk", "translation_key"))
    pages = MakerPage.objects.live().filter(translation_key__in=keys.values(), locale=course.locale_id)
    by_key = {page.translation_key: page for page in pages.select_related("locale")}
    return [by_key[keys[pk]] for pk in named if keys.get(pk) in by_key]


def list_related(course: CoursePage) -> list[CoursePage]:
    """On the same topic first, then by the same makers; in the order of the editors."""
    makers = [row.maker_id for row in course.makers.all()]
    same_maker = Exists(CourseMaker.objects.filter(course=OuterRef("pk"), maker__in=makers))
    others = CoursePage.objects.offered().filter(locale=course.locale_id).exclude(pk=course.pk)
    near = others.filter(Q(topic=course.topic_id, topic__isnull=False) | Q(same_maker))
    place = Case(When(topic=course.topic_id, then=Value(0)), default=Value(1), output_field=IntegerField())
    ordered = near.for_cards().order_by(place, "path")
    return list(ordered[:MOST_RELATED])
