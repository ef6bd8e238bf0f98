"""A course that was published in spring, and changes to it that matter."""

from datetime import UTC, datetime

import time_machine

from courses.models import CoursePage
from tests.factories.courses import make_course
from tests.reading import read_page
from tests.visiting import Client

SPRING = datetime(2026, 3, 2, 9, tzinfo=UTC)
SUMMER = datetime(2026, 7, 1, 9, tzinfo=UTC)
AUTUMN = datetime(2026, 10, 5, 9, tzinfo=UTC)
NEWS = "Veranderd sinds je deze cursus kreeg"
NOTE = "Twee lessen over online overleg zijn nieuw."


def make_spring_course() -> CoursePage:
    with time_machine.travel(SPRING, tick=False):
        return make_course(slug="korter-overleggen")


def publish(course: CoursePage, note: str = NOTE, at: datetime = SUMMER) -> CoursePage:
    with time_machine.travel(at, tick=False):
        draft = course.get_latest_revision_as_object()
        draft.change_note = note
        draft.save_revision().publish()
    return CoursePage.objects.get(pk=course.pk)


def read(client: Client, path: str = "/cursussen/korter-overleggen/") -> str:
    return read_page(client, path)
