"""A site that keeps pages. Visitors each come to another process of it: every client has a memory of its own."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.db import connection

from courses.models import CoursePage, LessonPage
from tests.factories.courses import make_course, make_lesson, make_open_lesson
from tests.factories.offers import make_membership
from tests.factories.statements import publish_version

Committing = Callable[[], AbstractContextManager[Any]]


@pytest.fixture(autouse=True)
def keeps_pages(settings: Any) -> None:
    settings.PAGE_CACHE_BYTES = 20_000_000


@pytest.fixture
def committing(django_capture_on_commit_callbacks: Any) -> Committing:
    """What is changed in it is committed at its end, as far as others are told."""

    def commit() -> AbstractContextManager[Any]:
        connection.run_on_commit.clear()  # of what was made before: a test never commits
        return django_capture_on_commit_callbacks(execute=True)

    return commit


@pytest.fixture
def lesson(db: None) -> LessonPage:
    """Of a course that has an open one as well, on a site with a statement and something to buy."""
    publish_version("privacy")
    make_membership()
    course = make_course()
    make_open_lesson(course)
    return make_lesson(course)


@pytest.fixture
def course(lesson: LessonPage) -> CoursePage:
    return lesson.course
