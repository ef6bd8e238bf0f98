"""What an editor gets from a spreadsheet with courses, and what is refused of it."""

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.core.serializers.json import DjangoJSONEncoder
from openpyxl import Workbook
from wagtail.models import Page, PageLogEntry, ReferenceIndex
from wagtail.signals import page_published

from courses.importing import columns
from courses.models import CoursePage, LessonPage, TopicPage
from members.membership.access import AccessRule
from tests.factories.courses import find_catalog, find_topic, make_course
from tests.factories.people import make_colleague, make_person

pytestmark = pytest.mark.django_db

COLUMNS = [column.name for column in columns.COLUMNS]
COURSE = {
    "title": "Zeilen & roeien",
    "slug": "zeilen",
    "topic": "Overleg",
    "minutes": "60",
    "price": "49,50",
    "teaser": "Zeil weg.",
    "introduction": "Voor wie wil zeilen.\n\nEn roeien.",
    "outcomes": "een knoop leggen | sturen",
    "audience": "Je woont aan het water.",
}
LESSON = {
    "course": "zeilen",
    "title": "Overstag",
    "minutes": "10",
    "teaser": "Draaien.",
    "module": "Begin",
    "text": "Grootzeil & fok.\n\nKlaar?",
}


@pytest.fixture(autouse=True)
def _topic():
    find_topic("Overleg")


@pytest.fixture
def write(tmp_path: Path):
    def write_rows(*rows: dict[str, str], name: str = "courses.csv") -> Path:
        path = tmp_path / name
        if path.suffix == ".xlsx":
            book = Workbook()
            for row in [dict(zip(COLUMNS, COLUMNS, strict=True)), *rows]:
                book.active.append([row.get(column) for column in COLUMNS])
            book.save(path)
            return path
        with path.open("w", newline="", encoding="utf-8-sig") as file:
            writer = csv.DictWriter(file, COLUMNS, delimiter=";")
            writer.writeheader()
            writer.writerows(rows)
        return path

    return write_rows


def import_courses(path: Path, *options: str) -> str:
    out = io.StringIO()
    call_command("import_courses", str(path), *options, stdout=out)
    return out.getvalue()


def refuse(path: Path) -> str:
    """All that is said about it; nothing may have been written."""
    before, err = Page.objects.count(), io.StringIO()
    with pytest.raises(CommandError) as refusal:
        call_command("import_courses", str(path), stderr=err)
    assert Page.objects.count() == before
    assert refusal.value.returncode == 1
    return f"{err.getvalue()}{refusal.value}"


@pytest.mark.parametrize("name", ["courses.csv", "courses.xlsx"])
def test_an_editor_finds_the_courses_as_drafts(write, name):
    said = import_courses(write(COURSE, LESSON, LESSON | {"title": "Vrij", "free": "yes"}, name=name))
    course = CoursePage.objects.get(slug="zeilen")
    assert "1 courses with 2 lessons were added as drafts" in said
    assert (course.title, course.draft_title, course.live) == ("Zeilen & roeien", "Zeilen & roeien", False)
    assert str(course.price) == "49.50"
    assert course.introduction == "<p>Voor wie wil zeilen.</p><p>En roeien.</p>"
    assert [block.value for block in course.outcomes] == ["een knoop leggen", "sturen"]
    assert course.access_rule == AccessRule.GRANT
    first, second = LessonPage.objects.child_of(course).in_order()
    assert (first.slug, first.module, first.access_rule) == ("overstag", "Begin", AccessRule.GRANT)
    assert [str(block.value) for block in first.body] == ["<p>Grootzeil &amp; fok.</p>", "<p>Klaar?</p>"]
    assert (second.slug, second.access_rule) == ("vrij", AccessRule.OPEN)


def test_published_courses_are_what_wagtail_would_have_made(write, client):
    announced = []

    def hear(sender, instance, **kwargs):
        announced.append(instance.slug)

    page_published.connect(hear)
    try:
        import_courses(write(COURSE, LESSON), "--publish")
    finally:
        page_published.disconnect(hear)
    assert announced == ["zeilen", "overstag"]
    course, lesson = CoursePage.objects.get(slug="zeilen"), LessonPage.objects.get(slug="overstag")
    for page in (course, lesson):
        assert (page.live, page.has_unpublished_changes) == (True, False)
        assert page.live_revision == page.latest_revision == page.get_latest_revision()
        assert page.latest_revision.created_at == page.latest_revision_created_at == page.last_published_at
        stored = page.serializable_data()
        kept = json.loads(json.dumps(stored, cls=DjangoJSONEncoder))
        differing = {name for name in kept if page.latest_revision.content[name] != kept[name]}
        assert differing <= {"latest_revision", "live_revision", "numchild"}
        assert kept.keys() == page.latest_revision.content.keys()
        assert page.url_path == f"{page.get_parent().url_path}{page.slug}/"
        actions = PageLogEntry.objects.filter(page=page.pk).values_list("action", flat=True)
        assert set(actions) == {"wagtail.create", "wagtail.publish"}
    assert client.get("/cursussen/zeilen/").status_code == 200
    assert client.get("/cursussen/zeilen/overstag/").status_code == 200
    assert "Zeilen" in client.get("/zoeken/", {"q": "roeien"}).content.decode()
    assert [page.title for page in Page.objects.search("Overstag")] == ["Overstag"]
    assert ReferenceIndex.get_references_to(course.topic).filter(object_id=str(course.pk)).exists()
    assert Page.find_problems() == ([], [], [], [], [])


def test_an_editor_can_open_change_and_publish_an_imported_draft(write, client):
    import_courses(write(COURSE, LESSON))
    editor = make_person("baas@voorbeeld.example", is_superuser=True)
    client.force_login(editor, backend="allauth.account.auth_backends.AuthenticationBackend")
    course = CoursePage.objects.get(slug="zeilen")
    assert client.get(f"/admin/pages/{course.pk}/edit/").status_code == 200
    draft = course.get_latest_revision_as_object()
    draft.title = "Varen"
    draft.save_revision().publish()
    assert "Varen" in client.get("/cursussen/zeilen/").content.decode()


def test_a_dry_run_says_what_would_happen_and_writes_nothing(write):
    before = Page.objects.count()
    said = import_courses(write(COURSE, LESSON), "--dry-run")
    assert "row 2: zeilen, 1 lessons" in said
    assert "1 courses with 1 lessons would be added as drafts" in said
    assert Page.objects.count() == before


def test_the_same_file_twice_adds_nothing(write):
    path = write(COURSE, LESSON)
    import_courses(path)
    before = list(Page.objects.order_by("path").values_list("path", "title", "latest_revision"))
    said = import_courses(path)
    assert "row 2: zeilen is already there, skipped" in said
    assert "row 3: zeilen is already there, skipped" in said
    assert "0 courses with 0 lessons" in said
    assert list(Page.objects.order_by("path").values_list("path", "title", "latest_revision")) == before


def test_new_courses_stand_behind_those_that_are_there(write):
    make_course("Eerst", slug="eerst")
    import_courses(write(COURSE, COURSE | {"slug": "later"}))
    courses = CoursePage.objects.child_of(find_catalog()).in_order()
    assert [course.slug for course in courses] == ["eerst", "zeilen", "later"]


def test_courses_can_go_into_the_english_catalogue(write):
    catalog = find_catalog("en")
    catalog.add_child(instance=TopicPage(title="Meetings", teaser="x", locale=catalog.locale))
    import_courses(write(COURSE | {"topic": "meetings"}), "--language", "en")
    assert CoursePage.objects.get(slug="zeilen").locale.language_code == "en"


def test_every_wrong_row_is_named_and_nothing_is_written(write):
    said = refuse(
        write(
            COURSE,
            COURSE | {"slug": "b", "minutes": "veel", "price": "gratis", "topic": "Niets", "level": "hoog"},
            COURSE | {"teaser": "x" * 201},
            LESSON | {"course": "nergens"},
            LESSON | {"minutes": "0", "text": "", "free": "misschien"},
            LESSON,
            LESSON,
        )
    )
    for part in (
        "row 3, column minutes: 'veel' is no whole number",
        "row 3, column price: 'gratis' is no price",
        "row 3, column topic: 'Niets' is no topic",
        "row 3, column level: 'hoog' is none of",
        "row 4, column slug: zeilen is already used in row 2",
        "row 4, column teaser: Ensure this value has at most 200 characters",
        "row 5, column course: there is no course 'nergens'",
        "row 6, column minutes: Ensure this value is greater than or equal to 1",
        "row 6, column free: 'misschien' is neither yes nor no",
        "row 6, column text: a lesson needs a text",
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


def test_a_failure_half_way_leaves_nothing(write, monkeypatch):
    before = Page.objects.count()

    def fail(sender, instance, **kwargs):
        if isinstance(instance, LessonPage):
            raise RuntimeError("the power went out")

    page_published.connect(fail)
    try:
        with pytest.raises(RuntimeError):
            import_courses(write(COURSE, LESSON), "--publish")
    finally:
        page_published.disconnect(fail)
    assert Page.objects.count() == before
    assert find_catalog().numchild == find_catalog().get_children().count()


def test_colleagues_without_lessons_get_no_rights_by_an_import(write, client):
    import_courses(write(COURSE, LESSON), "--publish")
    client.force_login(make_colleague("Support"), backend="allauth.account.auth_backends.AuthenticationBackend")
    assert "Grootzeil" not in client.get("/cursussen/zeilen/overstag/").content.decode()
