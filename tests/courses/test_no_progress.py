"""The statement's promise: what somebody has read is known nowhere. No table can hold it, and no visit leaves it."""

import logging
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import connection, models
from wagtail.models import Page

from courses.models import LessonPage
from members.accounts.models import Session
from tests.factories.courses import give_membership, make_course, make_lesson
from tests.factories.people import make_person
from tests.visiting import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("with_tasks")]

PERSONAL_NAMES = ("session_key", "ip_address", "remote_addr", "visitor", "user_agent")
# Tables that join a person to a page of any kind. Each is about making pages, never about reading them.
ABOUT_MAKING = {
    "courses.livesession": "which colleague closed the text of a session for others",
    "wagtailadmin.editingsession": "who has a page open in the editor now",
    "wagtailadmin.formstate": "what a colleague is writing and has not kept yet",
    "wagtailcore.comment": "a remark of an editor on a draft",
    "wagtailcore.commentreply": "an answer to such a remark",
    "wagtailcore.grouppagepermission": "which groups may edit which branch",
    "wagtailcore.modellogentry": "what colleagues changed",
    "wagtailcore.pagelogentry": "what colleagues changed",
    "wagtailcore.pagesubscription": "colleagues who follow the remarks on a page",
    "wagtailcore.revision": "who wrote a draft",
    "wagtailcore.taskstate": "who reviewed a draft",
    "wagtailcore.uploadedfile": "a file that a colleague is adding",
    "wagtailcore.workflowstate": "who sent a draft for review",
}
# The columns with which a visit may change a row that was there: when the session ends, and the counts of a day.
MAY_CHANGE = {"accounts_session": {"expire_date", "last_seen_at"}, "statistics_dailycount": {"views", "visits"}}
MAY_COME = {"statistics_dailycount"}


def list_targets(model: type[models.Model]) -> Iterator[type[models.Model]]:
    for one in model._meta.get_fields():
        if one.is_relation and not one.auto_created and one.related_model:
            yield one.related_model


def names_a_person(model: type[models.Model]) -> bool:
    people = (get_user_model(), Session)
    columns = {one.name for one in model._meta.get_fields()}
    return any(issubclass(target, people) for target in list_targets(model)) or not columns.isdisjoint(PERSONAL_NAMES)


def names_a_page(model: type[models.Model]) -> bool:
    """By a key to a page, or by a generic one, which may point at anything."""
    generic = {"object_id", "base_content_type"} & {one.name for one in model._meta.get_fields()}
    return bool(generic) or any(issubclass(target, Page) for target in list_targets(model))


def find_joins(all_models: Any) -> set[str]:
    joining = (model for model in all_models if not issubclass(model, Page))
    return {model._meta.label_lower for model in joining if names_a_person(model) and names_a_page(model)}


def test_no_table_joins_a_person_to_a_page_but_those_of_the_editors() -> None:
    assert find_joins(apps.get_models(include_auto_created=True)) <= ABOUT_MAKING.keys()


@pytest.mark.parametrize("target", [LessonPage, Page])
def test_a_table_that_could_hold_progress_would_be_noticed(target: type[Page]) -> None:
    person = models.ForeignKey(get_user_model(), on_delete=models.CASCADE)
    lesson = models.ForeignKey(target, on_delete=models.CASCADE)
    fields = {"__module__": "tests.courses.test_no_progress", "person": person, "lesson": lesson}
    meta = type("Meta", (), {"app_label": "courses"})
    progress = type("Progress", (models.Model,), fields | {"Meta": meta})
    try:
        assert find_joins([progress]) == {"courses.progress"}
    finally:
        apps.all_models["courses"].pop("progress")
        apps.clear_cache()


def read_tables() -> dict[str, list[dict[str, Any]]]:
    tables = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}" ORDER BY 1')
            names = [column[0] for column in cursor.description]
            tables[table] = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return tables


def find_changes(before: dict[str, list[dict[str, Any]]], after: dict[str, list[dict[str, Any]]]) -> set[str]:
    """The tables and columns in which something differs; a row that came or went is its table."""
    found = set()
    for table, rows in after.items():
        former = before[table]
        if len(rows) != len(former):
            found.add(table)
            continue
        for row, old in zip(rows, former, strict=True):
            found |= {f"{table}.{name}" for name in row if row[name] != old[name]}
    return found


def find_what_may_not_change(changes: set[str]) -> set[str]:
    allowed = {f"{table}.{name}" for table, names in MAY_CHANGE.items() for name in names} | MAY_COME
    return changes - allowed


@pytest.fixture
def member(client: Client) -> Client:
    person = make_person()
    give_membership(person)
    client.force_login(person)
    return client


@pytest.fixture
def lessons() -> list[LessonPage]:
    course = make_course()
    return [make_lesson(course, f"Les {number}") for number in range(10)]


def follow_lessons(client: Client, lessons: list[LessonPage]) -> None:
    client.get(lessons[0].get_parent().get_url())
    for lesson in lessons:
        assert "Tekst van de les." in client.get(lesson.get_url()).content.decode()
    for address in ("/account/", "/cursussen/", "/"):
        assert client.get(address).status_code == 200


def test_a_member_who_reads_ten_lessons_leaves_nothing_in_the_database(
    member: Client, lessons: list[LessonPage], caplog: pytest.LogCaptureFixture
) -> None:
    member.get("/")  # the first visit may fill what is the same for everybody
    before, session = read_tables(), dict(member.session)
    with caplog.at_level(logging.DEBUG, logger="werkflippen"), caplog.at_level(logging.INFO):
        follow_lessons(member, lessons)
    assert find_what_may_not_change(find_changes(before, read_tables())) == set()
    assert dict(member.session) == session
    assert not [message for message in caplog.messages if "/les-" in message]


def test_a_visit_that_is_written_down_would_be_noticed(member: Client, lessons: list[LessonPage]) -> None:
    before = read_tables()
    session = member.session
    session["last_lesson"] = lessons[0].pk
    session.save()
    assert find_what_may_not_change(find_changes(before, read_tables())) == {"accounts_session.session_data"}


def test_reading_sets_no_cookie_that_says_what_was_read(member: Client, lessons: list[LessonPage]) -> None:
    before = Counter({name: cookie.value for name, cookie in member.cookies.items()})
    for lesson in lessons:
        assert not member.get(lesson.get_url()).cookies.keys() - {settings.CSRF_COOKIE_NAME}
    assert before[settings.SESSION_COOKIE_NAME] == member.cookies[settings.SESSION_COOKIE_NAME].value
