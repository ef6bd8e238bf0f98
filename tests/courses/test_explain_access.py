"""Why somebody may or may not see a page: asked at the command line, and read by colleagues on the page itself."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
import time_machine
from django.core.management import CommandError, load_command_class
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale

from courses.models import LessonPage
from members.membership.access import AccessRule
from members.membership.models import Grant
from tests.factories.courses import find_catalog, give_access, give_membership, make_course, make_lesson
from tests.factories.people import make_colleague, make_person
from tests.reading import read_page
from tests.visiting import Client

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
PATH = "/cursussen/korter-overleggen/de-agenda/"
EMAIL = "sanne@voorbeeld.example"
NOTE = "Wie ziet dit?"


@pytest.fixture
def lesson() -> LessonPage:
    return make_lesson(make_course(slug="korter-overleggen"), slug="de-agenda")


@pytest.fixture
def explain(capsys):
    """Runs the command as a shell does, but for closing the database behind it.

    What it printed, what it complained of, and its exit status.
    """

    def run(*words: str) -> tuple[list[str], str, int]:
        command = load_command_class("courses", "explain_access")
        command._called_from_command_line = True
        complaint, status = "", 0
        try:
            options = vars(command.create_parser("manage.py", "explain_access").parse_args(words))
            command.execute(**options)
        except CommandError as error:
            complaint, status = str(error), error.returncode
        except SystemExit as end:
            status = int(end.code or 0)
        printed = capsys.readouterr()
        return printed.out.splitlines(), printed.err + complaint, status

    return run


@time_machine.travel(NOW, tick=False)
def test_a_member_may_and_hears_since_what(explain, lesson):
    grant = give_membership(make_person(), ends_at=NOW + timedelta(days=8))
    assert explain(EMAIL, PATH) == (
        [
            "This page comes with membership.",
            "The membership gives access until 1 December 2026, 13:00.",
            f"  Access {grant.pk}: Given by a member of staff",
            "yes",
        ],
        "",
        0,
    )


def test_a_free_account_may_not(explain, lesson):
    make_person()
    lines, _, status = explain(EMAIL, PATH)
    assert lines == ["This page comes with membership.", "This account has no access to this course.", "no"]
    assert status == 1


def test_a_visitor_may_not(explain, lesson):
    assert explain("-", PATH) == (["This page comes with membership.", "Nobody is logged in.", "no"], "", 1)


def test_a_visitor_may_see_what_is_for_everybody(explain, lesson):
    lesson.own_rule = AccessRule.OPEN
    lesson.save()
    assert explain("-", PATH) == (["This page is for everyone.", "yes"], "", 0)


@time_machine.travel(NOW, tick=False)
def test_another_day_has_another_answer(explain, lesson):
    give_access(make_person(), lesson.course, starts_at=NOW - timedelta(days=5), ends_at=NOW + timedelta(days=5))
    assert explain(EMAIL, PATH)[2] == 0
    lines, _, status = explain(EMAIL, PATH, "--at", "2026-12-31")
    assert lines[1] == "Access ended on 28 November 2026, 13:00."
    assert status == 1
    assert explain(EMAIL, PATH, "--at=2026-11-01")[2] == 1


@time_machine.travel(NOW, tick=False)
def test_each_grant_names_its_source_and_its_order(explain, lesson):
    person, order = make_person(), UUID("5ab3a2c4-1111-4222-8333-444455556666")
    bought = give_access(person, lesson.course)
    member = give_membership(person, ends_at=NOW + timedelta(days=8))
    for grant, source, origin in ((bought, Grant.Source.PURCHASE, order), (member, Grant.Source.TRIAL, None)):
        grant.source, grant.origin = source, origin
        grant.save()
    said = "\n".join(explain(EMAIL, PATH)[0])
    assert f"  Access {bought.pk}: Bought (5ab3a2c4-1111-4222-8333-444455556666)" in said
    assert f"  Access {member.pk}: Trial period" in said
    bought.delete()
    said = explain(EMAIL, PATH, "--at", "2027-01-01")[0]
    assert said[1:3] == ["Access ended on 1 December 2026, 13:00.", f"  Access {member.pk}: Trial period"]


def test_a_closed_account_may_not(explain, lesson):
    person = make_person(is_active=False)
    give_membership(person)
    lines, _, status = explain(EMAIL, PATH)
    assert lines[-2:] == ["This account is closed.", "no"]
    assert status == 1


def test_a_colleague_may_because_of_their_work(explain, lesson):
    make_colleague("Editors")
    lines, _, status = explain("Lotte@Voorbeeld.example", PATH)
    assert "colleague" in lines[-2]
    assert status == 0


@pytest.mark.parametrize(
    "path",
    [
        PATH.rstrip("/"),
        PATH.lstrip("/"),
        PATH + "?page=2#oefening",
        "http://127.0.0.1:8000" + PATH,
    ],
)
def test_a_path_may_be_written_in_several_ways(explain, lesson, path):
    give_membership(make_person())
    assert explain(EMAIL, path)[2] == 0


def test_a_course_is_about_its_lessons(explain, lesson):
    give_access(make_person(), lesson.course)
    lines, _, status = explain(EMAIL, "/cursussen/korter-overleggen/")
    assert lines[0] == "The page of a course is for everybody once it is published; this is about its lessons."
    assert lines[-1] == "yes"
    assert status == 0


@pytest.mark.parametrize("which", ["the lesson", "its course"])
def test_a_draft_is_found_and_shut(explain, lesson, which):
    give_membership(make_person())
    (lesson if which == "the lesson" else lesson.course).unpublish()
    lines, _, status = explain(EMAIL, PATH)
    assert lines == ["This page is not published.", "no"]
    assert status == 1


def test_an_english_path_finds_the_english_lesson(explain, lesson):
    english = lesson.copy_for_translation(Locale.objects.get(language_code="en"), copy_parents=True)
    english.save_revision().publish()
    give_access(make_person(), lesson.course)
    assert english.url.startswith("/en/")
    assert explain(EMAIL, english.url)[2] == 0
    assert english.url != "/en" + PATH  # the catalogue has an English address
    assert explain(EMAIL, "/en" + PATH)[2] == 1


def test_an_alias_opens_with_the_course_that_it_stands_for(explain, lesson):
    alias = lesson.course.create_alias(recursive=True, parent=find_catalog(), update_slug="kopie")
    give_access(make_person(), lesson.course)
    assert explain(EMAIL, alias.url + "de-agenda/")[2] == 0


@pytest.mark.parametrize("path", ["/", "/en/", "/cursussen/", "/cursussen/weg/", "/privacy/", "weg", "", "//"])
def test_a_path_without_a_course_is_said_to_be_unknown(explain, lesson, path):
    make_person()
    lines, complaint, status = explain(EMAIL, path)
    assert (lines, status) == ([], 1)
    assert "There is no course or lesson at" in complaint


def test_an_unknown_address_is_said_to_be_unknown(explain, lesson):
    lines, complaint, status = explain("niemand@voorbeeld.example", PATH)
    assert (lines, status) == ([], 1)
    assert "There is no account with the address niemand@voorbeeld.example." in complaint


@pytest.mark.parametrize("words", [(), (EMAIL,), (EMAIL, PATH, "--at", "morgen"), (EMAIL, PATH, "--at", "2026-02-30")])
def test_wrong_words_end_with_two(explain, lesson, words):
    make_person()
    lines, complaint, status = explain(*words)
    assert (lines, status) == ([], 2)
    assert "explain_access" in complaint


def read(client: Client) -> str:
    return read_page(client, PATH)


def test_an_editor_reads_who_sees_the_lesson_and_why_they_do(client, lesson):
    client.force_login(make_colleague("Editors"))
    page = read(client)
    assert NOTE in page
    assert "Alleen leden en wie deze cursus heeft." in page
    assert "Waarom zie jij de les?" in page
    assert "Dit account is van een medewerker die de lessen maakt of beheert." in page


def test_a_colleague_who_may_not_look_behind_the_gate_reads_why_not(client, lesson):
    client.force_login(make_colleague("Support"))
    page = read(client)
    assert "Waarom zie jij alleen de uitnodiging?" in page
    assert "Tekst van de les." not in page


@pytest.mark.parametrize("who", ["visitor", "free", "member", "lapsed"])
def test_nobody_else_reads_the_note(client, lesson, who):
    if who != "visitor":
        person = make_person()
        client.force_login(person)
        if who == "member":
            give_membership(person)
        if who == "lapsed":
            give_membership(person, starts_at=NOW - timedelta(days=9), ends_at=NOW - timedelta(days=1))
    assert NOTE not in read(client)


def test_a_lesson_for_everybody_needs_no_note(client, lesson):
    lesson.own_rule = AccessRule.OPEN
    lesson.save()
    client.force_login(make_colleague("Editors"))
    assert NOTE not in read(client)


def count_group_queries(client: Client) -> int:
    with CaptureQueriesContext(connection) as queries:
        read(client)
    return len([query for query in queries if "auth_group" in query["sql"] or "user_groups" in query["sql"]])


def test_the_note_costs_a_member_one_query_and_a_visitor_none(client, lesson):
    assert count_group_queries(client) == 0
    person = make_person()
    give_membership(person)
    client.force_login(person)
    assert count_group_queries(client) == 1
