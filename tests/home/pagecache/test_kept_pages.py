"""Every visitor gets the same bytes, from memory, and nobody ever sees an old page."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from time_machine import TimeMachineFixture

from courses.models import CoursePage
from home.identity.models import Organisation
from legal.statements.models import Version
from tests.factories.accounts import make_member
from tests.factories.courses import make_content_page, make_course, make_lesson
from tests.factories.offers import add_price, make_membership
from tests.factories.sessions import make_session
from tests.factories.statements import answer
from tests.home.pagecache.conftest import Committing
from tests.home.pagecache.visitors import Visitor

pytestmark = pytest.mark.django_db

COURSE = "/cursussen/korter-overleggen/"
PRICE = 'class="visually-hidden">%s'
LOG_IN = '/account/login/"'  # where the header leads who has no session
SHARED = ["/", "/en/", "/cursussen/", COURSE, f"{COURSE}de-agenda/", f"{COURSE}kennismaken/"]
SHARED += ["/lid-worden/", "/privacy/", "/privacy/versies/", "/privacy/versies/1/", "/afspraken/", "/grootboek/"]


@pytest.mark.usefixtures("lesson")
@pytest.mark.parametrize("path", SHARED)
def test_the_second_visitor_gets_the_same_bytes_without_a_question_to_the_database(path: str) -> None:
    visitor = Visitor()
    first = visitor.get(path)
    with CaptureQueriesContext(connection) as queries:
        second = visitor.get(path)
    assert [query for query in queries if "freshness_stamp" not in query["sql"]] == []  # which is asked once a second
    assert (first.content, first.headers) == (second.content, second.headers)
    assert first["Vary"] == "Cookie, Accept-Encoding" and first["Cache-Control"] == "no-cache" and first["ETag"]
    assert not first.cookies


@pytest.mark.usefixtures("lesson")
def test_a_browser_that_has_the_page_is_told_so() -> None:
    visitor = Visitor()
    first = visitor.get("/")
    again = visitor.get("/", headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    head = visitor.head("/")
    assert (head.content, head["Content-Length"]) == (b"", first["Content-Length"])
    assert visitor.get("/", headers={"if-none-match": '"other"'}).status_code == 200
    assert visitor.get("/cursussen").status_code == 301


@pytest.mark.usefixtures("lesson")
def test_what_is_published_is_seen_by_the_next_visitor_of_every_process(
    course: CoursePage, committing: Committing
) -> None:
    other = make_course("Iets anders")
    here, there = Visitor(), Visitor()
    for visitor in (here, there):
        for path in (COURSE, "/lid-worden/", "/privacy/", "/cursussen/iets-anders/"):
            visitor.reads(path)
    with committing():
        course.title = "Nog korter overleggen"
        course.save_revision().publish()
    for visitor in (here, there):
        assert "Nog korter overleggen" in visitor.reads(COURSE)
        assert visitor.gets_kept("/lid-worden/") and visitor.gets_kept("/privacy/")
    with committing():
        other.unpublish()
    assert here.get("/cursussen/iets-anders/").status_code == 404


def test_a_draft_changes_nothing_for_visitors(course: CoursePage, committing: Committing) -> None:
    visitor = Visitor()
    visitor.reads(COURSE)
    with committing():
        course.title = "Een ontwerp"
        course.save_revision()
    assert visitor.gets_kept(COURSE)


@pytest.mark.usefixtures("lesson")
def test_what_is_changed_past_the_models_is_seen_too(committing: Committing) -> None:
    visitor = Visitor()
    visitor.reads("/")
    with committing():
        Organisation.objects.update(street="Nieuwstraat 1", email="hallo@werkflippen.example")
    assert "Nieuwstraat 1" in visitor.reads("/")
    with committing(), connection.cursor() as cursor:
        cursor.execute("UPDATE identity_organisation SET city = %s", ["Zwolle"])
    assert "Zwolle" in visitor.reads("/")


@pytest.mark.usefixtures("lesson")
def test_a_new_page_appears_in_lists_and_menus(committing: Committing) -> None:
    visitor = Visitor()
    visitor.reads("/cursussen/")
    with committing():
        make_course("Een nieuwe cursus")
        make_content_page("Over ons", show_in_menus=True)
    page = visitor.reads("/cursussen/")
    assert "Een nieuwe cursus" in page and "Over ons" in page


@pytest.mark.usefixtures("lesson")
def test_two_members_and_a_visitor_in_one_process_never_get_each_others_page() -> None:
    one, other = (make_member(f"{name}@voorbeeld.example", first_name=f"Kanarie-{name}") for name in ("een", "ander"))
    answer(one, Version.objects.get())
    answer(other, Version.objects.get())
    browser = Visitor()  # one process: who is in front of it changes
    for path in [*SHARED, "/account/"]:
        for person in (one, other):
            browser.force_login(person)
            page = browser.reads(path)
            assert LOG_IN not in page and (path != "/account/" or person.first_name in page)
            assert all(them.first_name not in page for them in (one, other) if them != person)
        browser.cookies.clear()
        page = browser.get(path, follow=True).content.decode()
        assert "Kanarie" not in page and LOG_IN in page
        assert path == "/account/" or browser.gets_kept(path)


@pytest.mark.usefixtures("lesson")
def test_a_price_that_begins_tomorrow_is_seen_tomorrow(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to("2026-03-10 12:00 +0100", tick=False)
    offer = make_membership("later", 1900)
    add_price(offer, 2300, timezone.localdate() + timedelta(days=1))
    visitor = Visitor()
    assert PRICE % 19 in visitor.reads("/lid-worden/") and PRICE % 23 not in visitor.reads("/lid-worden/")
    time_machine.move_to("2026-03-10 23:59:59 +0100", tick=False)
    assert visitor.gets_kept("/lid-worden/")
    time_machine.move_to("2026-03-11 00:00 +0100", tick=False)
    assert PRICE % 23 in visitor.reads("/lid-worden/")


def test_a_session_that_begins_is_no_longer_announced(course: CoursePage, time_machine: TimeMachineFixture) -> None:
    time_machine.move_to("2026-03-10 12:00 +0100", tick=False)
    make_session(course, starts_at=timezone.now() + timedelta(hours=1), title="Samen oefenen")
    visitor = Visitor()
    before = visitor.reads("/cursussen/")
    time_machine.shift(timedelta(minutes=59))
    assert visitor.gets_kept("/cursussen/")
    time_machine.shift(timedelta(minutes=1))
    assert not visitor.gets_kept("/cursussen/") and visitor.reads("/cursussen/") != before
    assert "Samen oefenen" in visitor.reads(COURSE)
    time_machine.shift(timedelta(minutes=90))
    assert "Samen oefenen" not in visitor.reads(COURSE)


def test_a_page_with_more_queries_than_it_has_names_for_is_made_each_time(course: CoursePage) -> None:
    make_lesson(course, "Nog een")
    visitor = Visitor()
    visitor.reads("/cursussen/?niveau=basis")
    assert visitor.gets_kept("/cursussen/?niveau=basis")
    visitor.reads("/cursussen/")
    assert visitor.gets_kept("/cursussen/?utm_source=nieuwsbrief")
    assert not visitor.gets_kept("/cursussen/?onbekend=1") and not visitor.gets_kept("/cursussen/?onbekend=1")
