"""Many visitors, several processes, one that dies at a bad moment: nobody gets an old page, and each is made once."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import caches
from django.db import connection, transaction
from django.test.signals import template_rendered

from courses.models import CoursePage
from home.freshness import ticking
from home.freshness.models import Change, count_changes_in, read_stamp, renew_stamp
from tests.factories.courses import make_course
from tests.home.pagecache.redis_server import running_redis
from tests.home.pagecache.visitors import Visitor
from tests.same_moment import run_at_once

pytestmark = pytest.mark.django_db(transaction=True)
COURSE = "/cursussen/korter-overleggen/"


@pytest.fixture
def renderings() -> Iterator[list[str]]:
    """The names of whole pages that were made, as they are."""
    made: list[str] = []

    def note(template: Any, **signal: Any) -> None:
        if template.name == "courses/course_page.html":
            made.append(template.name)

    template_rendered.connect(note)
    yield made
    template_rendered.disconnect(note)


def test_a_page_that_many_want_at_once_is_made_once(lesson: Any, renderings: list[str]) -> None:
    visitor = Visitor()
    visitor.get("/healthz")  # the site has started
    run_at_once([lambda: visitor.reads(COURSE)] * 8)
    assert len(renderings) == 1


def test_what_a_process_did_not_live_to_tell_is_known_within_a_second(course: CoursePage) -> None:
    visitor = Visitor()
    visitor.reads(COURSE)
    with transaction.atomic():
        CoursePage.objects.filter(pk=course.pk).update(teaser="Heel iets anders.")
        transaction.get_connection().run_on_commit.clear()  # as if it was killed after the commit
    time.sleep(ticking.BETWEEN_LOOKS + 0.1)
    assert "Heel iets anders." in visitor.reads(COURSE)


def test_changes_are_counted_in_and_none_is_lost(course: CoursePage) -> None:
    before = read_stamp()
    CoursePage.objects.filter(pk=course.pk).update(teaser="Eerst.")
    after = read_stamp()
    run_at_once([count_changes_in] * 3)
    assert before < after == read_stamp()
    assert Change.objects.count() == 0


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
def test_an_editor_whose_transaction_lasts_keeps_nobody_else_waiting(course: CoursePage) -> None:
    other = make_course("Iets anders")
    with transaction.atomic():
        CoursePage.objects.filter(pk=course.pk).update(teaser="Duurt lang.")
        run_at_once([lambda: CoursePage.objects.filter(pk=other.pk).update(teaser="Meteen.")])
        assert CoursePage.objects.get(pk=other.pk).teaser == "Meteen."


def test_what_was_rolled_back_was_never_shown_and_what_came_in_between_is_not_kept(course: CoursePage) -> None:
    visitor = Visitor()
    before = visitor.reads(COURSE)
    with transaction.atomic():
        CoursePage.objects.filter(pk=course.pk).update(teaser="Toch niet.")
        transaction.set_rollback(True)
    assert visitor.reads(COURSE) == before and visitor.gets_kept(COURSE)


def test_a_page_made_while_something_changed_is_not_kept(course: CoursePage, renderings: list[str]) -> None:
    visitor = Visitor()
    visitor.get("/healthz")

    def publish(template: Any, **signal: Any) -> None:
        if template.name == "courses/course_page.html" and len(renderings) == 1:
            CoursePage.objects.filter(pk=course.pk).update(teaser="Net veranderd.")
            renew_stamp()

    template_rendered.connect(publish)
    try:
        visitor.get(COURSE)
    finally:
        template_rendered.disconnect(publish)
    assert "Net veranderd." in visitor.reads(COURSE)


@pytest.fixture
def redis(tmp_path: Path, settings: Any) -> Iterator[None]:
    with running_redis(tmp_path) as address:
        default = {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": address}
        settings.CACHES = settings.CACHES | {"default": default}
        settings.IS_CACHE_SHARED = True
        ticking.find_tick.cache_clear()
        yield
        caches["default"].close()
    ticking.find_tick.cache_clear()


@pytest.mark.usefixtures("lesson", "redis")
def test_processes_that_share_a_cache_make_a_page_once(renderings: list[str]) -> None:
    here, there = Visitor(), Visitor()
    assert here.reads(COURSE) == there.reads(COURSE)
    assert len(renderings) == 1
    make_course("Nog een cursus")
    assert "Nog een cursus" in here.reads("/cursussen/") and "Nog een cursus" in there.reads("/cursussen/")
    caches["default"].clear()  # Redis began anew
    make_course("Een derde")
    assert "Een derde" in here.reads("/cursussen/") and "Een derde" in there.reads("/cursussen/")
