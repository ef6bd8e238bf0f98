"""What can be given access to, and sold. The courses stand on a higher floor: they fill in the choices here."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class CourseChoice:
    """A course by its translation key, which is equal in every language."""

    key: UUID
    title: str
    is_offered: bool
    """Published, in any language, and in the catalogue: nobody buys what they would not find there."""


_sources: list[Callable[[], Iterable[CourseChoice]]] = []


def register_course_choices(list_choices: Callable[[], Iterable[CourseChoice]]) -> None:
    if list_choices not in _sources:
        _sources.append(list_choices)


def list_course_choices() -> list[CourseChoice]:
    return [choice for list_choices in _sources for choice in list_choices()]


def name_courses() -> dict[UUID | None, str]:
    """The title of every course that may stand in a grant; the key None stands for all of them."""
    return {None: _("Alle cursussen")} | {choice.key: choice.title for choice in list_course_choices()}


def are_offered(courses: Iterable[UUID]) -> bool:
    wanted = set(courses)
    return not wanted or wanted <= {choice.key for choice in list_course_choices() if choice.is_offered}
