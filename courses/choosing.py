"""The courses that staff can give access to, and sell."""

from django.utils.translation import gettext as _
from wagtail.models import Locale

from members.membership.course_choices import CourseChoice

from .models import CoursePage


def list_course_choices() -> list[CourseChoice]:
    """One choice for each course, by its title in the main language where it has one; drafts are named as such."""
    courses = CoursePage.objects.filter(alias_of__isnull=True).in_order().defer_streamfields()
    main = Locale.get_default().pk
    first_titles: dict = {}
    for course in sorted(courses, key=lambda course: course.locale_id != main):
        first_titles.setdefault(course.translation_key, course)
    offered = {course.translation_key for course in courses if course.live and not course.is_archived}
    return [CourseChoice(key, _name(course), key in offered) for key, course in first_titles.items()]


def _name(course: CoursePage) -> str:
    return course.title if course.live else _("%(title)s (nog niet gepubliceerd)") % {"title": course.title}
