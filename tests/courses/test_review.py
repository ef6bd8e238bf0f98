"""Wagtail's own drafts, review, scheduling, comments and comparing, from one editor to another."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import Page, TaskState
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from courses.models import CoursePage, LessonPage
from members.accounts.models import User
from tests.factories.courses import make_course, make_lesson
from tests.factories.people import make_colleague
from tests.visiting import Client

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
NOTE = "Twee lessen zijn nieuw."
NEW = "Dit staat er sinds vandaag."


@pytest.fixture
def course() -> CoursePage:
    return make_course(slug="korter-overleggen")


@pytest.fixture
def editor() -> User:
    return make_colleague("Editors")


@pytest.fixture
def colleague() -> User:
    return make_colleague("Editors", "mo@voorbeeld.example", first_name="Mo")


def let_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def write_course(course: CoursePage, **fields: object) -> dict[str, object]:
    introduction = rich_text("<p>Voor wie te veel overlegt.</p>")
    return nested_form_data(
        {
            "title": course.title,
            "slug": course.slug,
            "teaser": NEW,
            "topic": str(course.topic_id),
            "form": "online",
            "level": "basis",
            "access_rule": "grant",
            "minutes": "60",
            "introduction": introduction,
            "outcomes": streamfield([]),
            "audience": streamfield([]),
            "questions": streamfield([]),
            "makers": inline_formset([]),
            "comments": inline_formset([]),
        }
        | fields
    )


def write_lesson(lesson: LessonPage, **fields: object) -> dict[str, object]:
    return nested_form_data(
        {
            "title": lesson.title,
            "slug": lesson.slug,
            "teaser": NEW,
            "minutes": "10",
            "own_rule": "",
            "opening": streamfield([]),
            "body": streamfield([("paragraph", rich_text("<p>Nieuwe tekst.</p>"))]),
            "comments": inline_formset([]),
        }
        | fields
    )


def save(person: User, page: Page, form: dict[str, object]) -> None:
    response = let_in(person).post(f"/admin/pages/{page.pk}/edit/", form)
    assert response.status_code == 302, response.context["form"].errors


def find_approval(page: Page) -> str:
    state = TaskState.objects.get(workflow_state__object_id=page.pk, status="in_progress")
    return reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])


def approve(person: User, page: Page) -> int:
    return let_in(person).post(find_approval(page), {"comment": "Goed zo."}).status_code


def read(page: Page) -> str:
    return Client().get(page.url).content.decode()


@pytest.mark.parametrize("kind", ["course", "lesson"])
def test_an_editor_hands_in_and_a_colleague_approves(course, editor, colleague, kind):
    page = course if kind == "course" else make_lesson(course)
    form = write_course(course, change_note=NOTE) if kind == "course" else write_lesson(page)
    save(editor, page, form | {"action-submit": "1"})
    assert NEW not in read(page)
    assert mail.outbox, "the colleague hears of it"
    assert approve(editor, page) != 200
    assert NEW not in read(page)
    approve(colleague, page)
    assert NEW in read(page)
    if kind == "course":
        assert [edition.note for edition in course.editions.all()] == [NOTE, "Eerste editie."]


def test_who_approves_what_was_left_unfinished_since_reads_what_is_missing(course, editor, colleague):
    lesson = make_lesson(course)
    save(editor, lesson, write_lesson(lesson) | {"action-submit": "1"})
    save(colleague, lesson, write_lesson(lesson, minutes=""))
    person = let_in(colleague)
    refused = person.post(find_approval(lesson), {"comment": ""}, follow=True)
    assert "Er is niets gepubliceerd. Maak eerst af: “De agenda” (minuten)." in refused.content.decode()
    window = person.post(find_approval(lesson), {"comment": ""}, headers={"X-Requested-With": "XMLHttpRequest"})
    assert window.json() == {"step": "success", "redirect": f"/admin/pages/{lesson.pk}/edit/"}
    assert NEW not in read(lesson)
    save(colleague, lesson, write_lesson(lesson))
    approve(colleague, lesson)
    assert NEW in read(lesson)


@pytest.mark.parametrize("kind", ["course", "lesson"])
def test_a_draft_is_seen_when_it_is_published(course, editor, kind):
    page = course if kind == "course" else make_lesson(course)
    form = write_course(course, change_note=NOTE) if kind == "course" else write_lesson(page)
    save(editor, page, form)
    assert NEW not in read(page)
    save(editor, page, form | {"action-publish": "1"})
    assert NEW in read(page)
    if kind == "course":
        assert [edition.note for edition in course.editions.all()] == [NOTE, "Eerste editie."]
        assert NOTE not in let_in(editor).get(f"/admin/pages/{page.pk}/edit/").content.decode()


@pytest.mark.parametrize("kind", ["course", "lesson"])
def test_an_editor_schedules_a_change(course, colleague, kind):
    page = course if kind == "course" else make_lesson(course)
    with time_machine.travel(NOW, tick=False):
        moment = {"go_live_at": "2026-11-25 09:00", "action-publish": "1"}
        form = write_course(course, **moment) if kind == "course" else write_lesson(page, **moment)
        save(colleague, page, form)
        call_command("publish_scheduled")
        assert NEW not in read(page)
    with time_machine.travel(NOW + timedelta(days=2), tick=False):
        call_command("publish_scheduled")
        assert NEW in read(page)


@pytest.mark.parametrize("kind", ["course", "lesson"])
def test_a_comment_stays_with_the_draft_and_off_the_page(course, editor, kind):
    page = course if kind == "course" else make_lesson(course)
    comment = {"text": "Dit kan korter.", "contentpath": "teaser", "position": "", "replies": inline_formset([])}
    comments = {"comments": inline_formset([comment])}
    save(editor, page, write_course(course, **comments) if kind == "course" else write_lesson(page, **comments))
    assert "Dit kan korter." in let_in(editor).get(f"/admin/pages/{page.pk}/edit/").content.decode()
    assert "Dit kan korter." not in read(page)


@pytest.mark.parametrize("kind", ["course", "lesson"])
def test_two_drafts_are_compared(course, editor, kind):
    page = course if kind == "course" else make_lesson(course)
    before = page.save_revision()
    page.teaser = NEW
    after = page.save_revision()
    address = reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, before.pk, after.pk])
    shown = let_in(editor).get(address)
    assert shown.status_code == 200
    assert "vandaag" in shown.content.decode()
