"""A command that was run as root left a file that the site may not write: no visitor gets an old page for that."""

import logging
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from courses.models import CoursePage
from home.freshness import ticking
from home.freshness.ticking import FileTick, find_tick
from tests.home.pagecache.conftest import Committing
from tests.home.pagecache.visitors import Visitor

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
COURSE = "/cursussen/korter-overleggen/"


@pytest.fixture
def unwritable(tmp_path: Path, settings: Any) -> Iterator[Path]:
    """A folder stands in its place: root itself could write a file whatever its mode."""
    settings.VAR = tmp_path
    (tmp_path / "freshness").mkdir()
    find_tick.cache_clear()
    yield tmp_path / "freshness"
    find_tick.cache_clear()


def test_every_visitor_gets_the_page_as_it_is_now_and_the_log_says_once_what_to_do(
    course: CoursePage, unwritable: Path, committing: Committing, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    visitor = Visitor()
    for _again in range(3):
        assert "Korter overleggen" in visitor.reads(COURSE)
    with committing():
        course.title = "Nog korter overleggen"
        course.save_revision().publish()
    assert "Nog korter overleggen" in visitor.reads(COURSE)
    (line,) = [record.getMessage() for record in caplog.records if record.name == ticking.__name__]
    assert line.startswith(f"{unwritable} cannot be written (IsADirectoryError)")


def test_what_another_process_changed_without_a_word_is_seen_at_once(course: CoursePage, unwritable: Path) -> None:
    visitor = Visitor()
    visitor.reads(COURSE)
    type(course).objects.filter(pk=course.pk).update(title="Nog korter overleggen")
    assert "Nog korter overleggen" in visitor.reads(COURSE)


def test_what_one_process_changes_the_others_see_and_nothing_is_lost_when_one_more_begins(tmp_path: Path) -> None:
    first = FileTick(tmp_path / "freshness")
    first.move(7)
    second = FileTick(tmp_path / "freshness")
    second.move(8)
    assert [(one.read(), one.read_announced()) for one in (first, second)] == [(2, 8), (2, 8)]
    assert (tmp_path / "freshness").stat().st_size == 16


@pytest.mark.skipif(os.geteuid() != 0, reason="only root makes files for others")
def test_what_root_makes_belongs_to_whose_folder_it_is(tmp_path: Path) -> None:
    os.chown(tmp_path, 1234, 1235)
    FileTick(tmp_path / "freshness")
    made = (tmp_path / "freshness").stat()
    assert (made.st_uid, made.st_gid) == (1234, 1235)


@pytest.mark.parametrize("plant", [Path.symlink_to, Path.hardlink_to])
def test_a_link_in_its_place_leads_a_command_of_root_to_no_other_file(
    tmp_path: Path, plant: Callable[[Path, Path], None]
) -> None:
    other = tmp_path / "shadow"
    other.write_text("of somebody else")
    plant(tmp_path / "freshness", other)
    with pytest.raises(OSError, match=r"no file of its own|symbolic links"):
        FileTick(tmp_path / "freshness")
    assert other.read_text() == "of somebody else"
