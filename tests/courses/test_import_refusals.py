"""What is refused of a spreadsheet with courses: everything at once, and then nothing of it is written."""

import zipfile
from pathlib import Path

import pytest

from tests.courses.spreadsheets import COURSE, LESSON, refuse, write_file
from tests.factories.courses import find_topic

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture(autouse=True)
def _topic() -> None:
    find_topic("Overleg")


@pytest.fixture
def write(tmp_path: Path):
    return lambda *rows, name="courses.csv": write_file(tmp_path / name, *rows)


def test_every_wrong_row_is_named_and_nothing_is_written(write):
    said = refuse(
        write(
            COURSE | {"price": "20000"},
            COURSE | {"slug": "b", "minutes": "veel", "price": "gratis", "topic": "Niets", "level": "hoog"},
            COURSE | {"teaser": "x" * 201},
            COURSE | {"slug": "feed"},
            LESSON | {"course": "nergens"},
            LESSON | {"minutes": "0", "text": "", "free": "misschien"},
            LESSON,
            LESSON,
        )
    )
    for part in (
        "row 3, column minutes: 'veel' is no whole number",
        "row 3, column price: 'gratis' is no price",
        "row 2, column price: '20000' is more than a course may cost",
        "row 3, column topic: 'Niets' is no topic",
        "row 3, column level: 'hoog' is none of",
        "row 4, column slug: zeilen is already used in row 2",
        "row 4, column teaser: Ensure this value has at most 200 characters",
        "row 5, column slug: feed is the address of something else beneath the catalogue",
        "row 6, column course: there is no course 'nergens'",
        "row 7, column minutes: Ensure this value is greater than or equal to 1",
        "row 7, column free: 'misschien' is neither yes nor no",
        "row 7, column text: a lesson needs a text",
        "nothing was written",
    ):
        assert part in said, said


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("=1+1", "formula"),
        ('=HYPERLINK("https://evil.example")', "formula"),
        ("@SUM(A1)", "formula"),
        ("+31", "formula"),
        ("a\x07b", "control characters"),
        ("a\u202eb", "control characters"),
        ("<script>alert(1)</script>", "HTML"),
        ("a <img src=x>", "HTML"),
        ("x" * 40_000, "has 40,000 characters"),
        ("x" * 10_000_000, "has 10,000,000 characters"),
    ],
)
def test_hostile_cells_are_refused_with_the_reason(write, cell, reason):
    said = refuse(write(COURSE | {"teaser": cell}))
    assert "row 2, column teaser" in said
    assert reason in said
    assert len(said) < 500


def test_formulas_of_a_workbook_are_refused(write):
    assert "column minutes: is a formula" in refuse(write(COURSE | {"minutes": "=1+1"}, name="a.xlsx"))


def test_a_lesson_takes_no_address_of_something_else_beneath_a_course(write):
    assert "column slug: bewijs is the address of something else" in refuse(write(COURSE, LESSON | {"title": "Bewijs"}))


def test_a_title_of_the_tree_cannot_be_taken(write):
    said = refuse(write(COURSE | {"slug": "overleg"}, COURSE | {"slug": "a b"}, COURSE | {"title": "", "slug": ""}))
    assert "row 2, column slug: overleg is already the address of another page" in said
    assert "row 3, column slug" in said
    assert "row 4, column title" in said


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.csv", b"", "it is empty"),
        ("a.csv", b"title;onzin\n", "unknown or double: onzin"),
        ("a.csv", b"title;title\n", "unknown or double: title, title"),
        ("a.csv", b"title;course\n", "lacks columns: teaser, minutes, topic"),
        ("a.csv", "title;cours\xe9".encode("latin-1"), "UTF-8"),
        ("a.csv", b'title,course,teaser,minutes,topic\n"x"y,z\n', "no sound CSV"),
        ("a.xlsx", b"PK\x03\x04 broken", "no sound workbook"),
        ("a.xlsx", b"title;course", "no sound workbook"),
        ("a.ods", b"", "only .csv and .xlsx"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_the_reason(tmp_path, name, content, reason):
    path = tmp_path / name
    path.write_bytes(content)
    assert reason in refuse(path)


def test_a_file_that_is_not_there_is_refused(tmp_path):
    assert "No such file" in refuse(tmp_path / "nothing.csv")


@pytest.mark.parametrize("kind", ["large", "entities", "no sheet"])
def test_bombs_are_refused_before_they_unfold(tmp_path, write, kind):
    sound = write(COURSE, name="sound.xlsx")
    path = tmp_path / "bomb.xlsx"
    entities = (
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><worksheet>&b;</worksheet>'
    )
    with zipfile.ZipFile(sound) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as bomb:
        for member in source.namelist():
            is_sheet = member.endswith("sheet1.xml")
            if not (is_sheet and kind == "no sheet"):
                bomb.writestr(member, entities if is_sheet and kind == "entities" else source.read(member))
        if kind == "large":
            with bomb.open("xl/media/zeros.bin", "w", force_zip64=True) as zeros:
                for _ in range(410):
                    zeros.write(bytes(2**20))
    assert path.stat().st_size < 2_000_000
    said = refuse(path)
    assert ("unpacked it is larger" if kind == "large" else "no sound workbook") in said
