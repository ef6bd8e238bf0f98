"""What the pages of the catalogue ask for while they are rendered."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.safestring import SafeString
from wagtail.models import Page

from members.membership.offering import recall_single_prices

from ..catalogue.cards import Card, make_cards
from ..catalogue.describing import describe_state, find_topic, list_coming_sessions, list_makers, list_related
from ..catalogue.listing import Listing
from ..catalogue.states import CourseState
from ..catalogue.structured import describe_course, describe_list, write_data
from ..catalogue.ways_in import WaysIn, list_ways_in
from ..models import CoursePage, LessonPage
from ..outline import Outline, outline_course

register = template.Library()
register.simple_tag(find_topic, name="topic")
register.simple_tag(list_makers, name="makers")
register.simple_tag(list_coming_sessions, name="coming_sessions")
register.simple_tag(list_related, name="related_courses")


@register.simple_tag(takes_context=True)
def outline(context: dict[str, Any], course: CoursePage) -> Outline:
    """The lessons of the course, with what is open to the reader."""
    return outline_course(course, context["request"].user)


@register.simple_tag(takes_context=True)
def cards(context: dict[str, Any], courses: Iterable[CoursePage]) -> list[Card]:
    return make_cards(courses, context["request"].user, recall_single_prices(context["request"]))


@register.simple_tag(takes_context=True)
def ways_in(context: dict[str, Any], page: CoursePage | LessonPage) -> WaysIn:
    """What somebody can order to get behind the gate here."""
    return list_ways_in(page, context["request"])


@register.simple_tag(takes_context=True)
def course_state(
    context: dict[str, Any], course: CoursePage, outline: Outline, sessions: list[Any], ways: WaysIn
) -> CourseState:
    return describe_state(course, outline, sessions, context["request"].user, ways)


@register.simple_tag(takes_context=True)
def course_data(
    context: dict[str, Any],
    course: CoursePage,
    topic: Page | None,
    makers: list[Any],
    sessions: list[Any],
    ways: WaysIn,
) -> SafeString:
    name, about = context["organisation"].name, topic.title if topic else ""
    return write_data(describe_course(course, provider=name, topic=about, makers=makers, sessions=sessions, ways=ways))


@register.simple_tag(takes_context=True)
def list_data(context: dict[str, Any], listing: Listing) -> SafeString | str:
    if not listing.is_a_list:
        return ""
    name, first = context["organisation"].name, listing.leaf.start_index()
    return write_data(describe_list(listing.courses, provider=name, first=first))
