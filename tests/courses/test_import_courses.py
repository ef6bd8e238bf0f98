"""What an editor gets from a spreadsheet with courses, and what is refused of it."""

import json
from pathlib import Path

import pytest
import time_machine
from django.core.serializers.json import DjangoJSONEncoder
from wagtail.models import Page, PageLogEntry, ReferenceIndex
from wagtail.signals import page_published

from courses.models import CoursePage, LessonPage, TopicPage
from members.membership.access import AccessRule
from members.membership.models import Offer, OfferPrice
from members.membership.offering import find_on_sale, read_single_prices
from tests.courses.spreadsheets import COURSE, LESSON, import_courses, write_file
from tests.factories.courses import find_catalog, find_topic, make_course
from tests.factories.people import make_colleague, make_person

pytestmark = pytest.mark.django_db
STREAMS = {"outcomes", "audience", "questions", "opening", "body"}


@pytest.fixture(autouse=True)
def _topic() -> None:
    find_topic("Overleg")


@pytest.fixture
def write(tmp_path: Path):
    return lambda *rows, name="courses.csv": write_file(tmp_path / name, *rows)


@pytest.mark.parametrize("name", ["courses.csv", "courses.xlsx"])
def test_an_editor_finds_the_courses_as_drafts(write, name):
    said = import_courses(write(COURSE, LESSON, LESSON | {"title": "Vrij", "free": "yes"}, name=name))
    course = CoursePage.objects.get(slug="zeilen")
    assert "1 courses with 2 lessons were added as drafts" in said
    assert (course.title, course.draft_title, course.live) == ("Zeilen & roeien", "Zeilen & roeien", False)
    assert read_single_prices().find(course.access_key) == 4950
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
        made = page.latest_revision.content
        for streams in (kept, made):  # PostgreSQL keeps their keys in an order of its own
            streams |= {name: json.loads(streams[name]) for name in STREAMS & streams.keys()}
        differing = {name for name in kept if made[name] != kept[name]}
        assert differing <= {"latest_revision", "live_revision", "numchild"}
        assert kept.keys() == made.keys()
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
    client.force_login(editor)
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


def test_a_file_with_another_price_gives_the_course_that_price_and_nothing_else(write):
    import_courses(write(COURSE, LESSON), "--publish")
    course = CoursePage.objects.get(slug="zeilen")
    with time_machine.travel("2026-12-24T12:00+01:00", tick=False):
        said = import_courses(write(COURSE | {"price": "59", "title": "Varen"}), "--dry-run")
        assert "row 2: the price of zeilen would become €\u00a059" in said
        assert read_single_prices().find(course.access_key) == 4950
        said = import_courses(write(COURSE | {"price": "59", "title": "Varen"}))
        assert "row 2: zeilen is already there, skipped" in said
        assert "row 2: the price of zeilen becomes €\u00a059" in said
        assert read_single_prices().find(course.access_key) == 5900
    prices = [(str(price.valid_from), price.cents) for price in OfferPrice.objects.order_by("valid_from")]
    assert prices == [("2026-11-23", 4950), ("2026-12-24", 5900)]
    assert Offer.objects.count() == 1
    course.refresh_from_db()
    assert course.title == "Zeilen & roeien"


def test_a_second_price_on_the_same_day_waits_until_tomorrow(write):
    import_courses(write(COURSE))
    for _ in range(2):
        import_courses(write(COURSE | {"price": "59"}))
    prices = [(str(price.valid_from), price.cents) for price in OfferPrice.objects.order_by("valid_from")]
    assert prices == [("2026-11-23", 4950), ("2026-11-24", 5900)]


def test_without_a_price_a_course_is_not_sold_and_what_it_cost_stays(write):
    import_courses(write(COURSE | {"price": ""}))
    assert not Offer.objects.exists()
    import_courses(write(COURSE))
    import_courses(write(COURSE | {"price": ""}))
    assert OfferPrice.objects.get().cents == 4950


def test_a_free_price_is_a_price_and_a_number_of_a_workbook_is_read_in_euros(write):
    import_courses(write(COURSE | {"price": "0"}, COURSE | {"slug": "varen", "price": 49.5}, name="courses.xlsx"))
    assert sorted(OfferPrice.objects.values_list("cents", flat=True)) == [0, 4950]


def test_a_draft_that_was_imported_is_sold_once_it_is_published(write):
    import_courses(write(COURSE))
    assert find_on_sale("zeilen") is None
    CoursePage.objects.get(slug="zeilen").get_latest_revision_as_object().save_revision().publish()
    assert find_on_sale("zeilen").cents == 4950


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
    client.force_login(make_colleague("Support"))
    assert "Grootzeil" not in client.get("/cursussen/zeilen/overstag/").content.decode()
