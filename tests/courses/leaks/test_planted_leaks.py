"""The matrix is worth something: a leak that is planted in a surface is found there."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from courses import views
from courses.catalogue import feeds
from courses.files import views as file_views
from courses.finding import texts
from courses.finding.indexing import index_everything
from courses.models import CoursePage, LessonPage, lesson
from members.membership.access import Decision

from .canaries import FREE, MEMBER, VISITOR
from .gated_site import make_gated_site
from .people import seat_readers
from .reading import find_leaks, list_files, read_all

pytestmark = pytest.mark.django_db

Plant = Callable[[pytest.MonkeyPatch], None]
LESSON = "/cursussen/verkocht/besloten/"


def say_yes(*_: Any, **__: Any) -> Decision:
    return Decision(is_allowed=True, reasons=())


def read_body(course: CoursePage) -> str:
    found = LessonPage.objects.child_of(course)
    return " ".join(part for page in found for part in texts.read_lesson_body(page))


def open_the_lesson(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lesson, "decide", say_yes)


def give_out_what_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "decide", say_yes)


def open_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_views, "decide", say_yes)


def feed_the_body(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeds.CourseFeed, "item_description", lambda feed, item: read_body(item))


def find_the_body(monkeypatch: pytest.MonkeyPatch) -> None:
    leaking = replace(texts.registered[LessonPage], read=texts.read_lesson_body)
    monkeypatch.setitem(texts.registered, LessonPage, leaking)
    index_everything()


def test_leaks_that_are_planted_in_five_surfaces_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    site = make_gated_site()
    clients = seat_readers(site)
    files = list_files(clients[MEMBER], site.lessons_with_files[0].get_url())
    clients[MEMBER].get(LESSON)  # keeps it
    plants: list[tuple[Plant, str, list[str], str]] = [
        (open_the_lesson, VISITOR, [LESSON], "kanariebodygeel"),
        (give_out_what_is_kept, FREE, [LESSON], "kanariebodygeel"),
        (open_files, VISITOR, files, "kanariebytesgeel"),
        (feed_the_body, VISITOR, ["/cursussen/feed/"], "kanarieshutlatergeel"),
        (find_the_body, VISITOR, ["/zoeken/?q=lokwoord"], "kanariebodygeel"),
    ]
    for plant, person, addresses, word in plants:
        forbidden = site.find_forbidden(person)
        assert find_leaks(read_all(clients[person], addresses), forbidden) == [], plant
        with monkeypatch.context() as patch:
            plant(patch)
            found = find_leaks(read_all(clients[person], addresses), forbidden)
        assert word in {leak.split(" at ")[0] for leak in found}, plant
