"""A change that matters begins an edition once, and who had the course already is told what changed."""

from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from wagtail.models import Locale, Page

from courses.editions.news import list_news
from courses.models import CourseEdition, CoursePage
from tests.courses.editions import AUTUMN, NEWS, NOTE, SPRING, SUMMER, make_spring_course, publish, read
from tests.factories.courses import find_catalog, give_access, make_course
from tests.factories.people import make_person
from tests.same_moment import run_at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def course() -> CoursePage:
    return make_spring_course()


def list_notes(course: CoursePage) -> list[tuple[int, str]]:
    return [(edition.number, edition.note) for edition in CourseEdition.objects.filter(course=course)]


def test_the_first_publication_is_the_first_edition(course):
    edition = course.editions.get()
    assert (edition.number, edition.note, edition.published_at) == (1, "Eerste editie.", SPRING)


def test_a_draft_has_no_edition_until_it_is_published():
    course = make_course(live=False)
    assert list_notes(course) == []
    publish(course, "")
    assert list_notes(course) == [(1, "Eerste editie.")]


def test_publishing_with_a_note_begins_the_next_edition(course):
    publish(course)
    assert list_notes(course) == [(2, NOTE), (1, "Eerste editie.")]
    assert course.editions.get(number=2).published_at == SUMMER


def test_publishing_without_a_note_begins_none(course):
    publish(course, "")
    publish(course, "   ")
    assert list_notes(course) == [(1, "Eerste editie.")]


def test_saving_a_draft_with_a_note_begins_none(course):
    course.change_note = NOTE
    course.save_revision()
    assert len(list_notes(course)) == 1


def test_a_note_is_used_once(course):
    published = publish(course)
    assert published.change_note == ""
    assert published.get_latest_revision_as_object().change_note == ""
    published.save_revision().publish()
    assert len(list_notes(course)) == 2


def test_the_same_revision_published_twice_begins_one_edition(course):
    course.change_note = NOTE
    revision = course.save_revision()
    stale = type(revision).objects.get(pk=revision.pk)
    revision.publish()
    stale.publish()
    assert len(list_notes(course)) == 2


def test_going_back_to_an_older_draft_does_not_use_its_note_again(course):
    course.change_note = NOTE
    older = course.save_revision()
    older.publish()
    publish(course, "Nu met oefeningen.", AUTUMN)
    type(older).objects.get(pk=older.pk).as_object().save_revision().publish()
    assert [number for number, _ in list_notes(course)] == [3, 2, 1]


def test_a_newer_draft_forgets_the_note_that_was_published_and_keeps_another(course):
    course.change_note = NOTE
    first = course.save_revision()
    same = course.save_revision()
    course.change_note = "Volgende keer: een film."
    other = course.save_revision()
    first.publish()
    for revision, note in ((same, ""), (other, "Volgende keer: een film.")):
        revision.refresh_from_db()
        assert revision.content["change_note"] == note


def test_a_scheduled_publication_begins_an_edition_when_it_happens(course):
    with time_machine.travel(SUMMER, tick=False):
        course.change_note = NOTE
        course.go_live_at = AUTUMN
        course.save_revision().publish()
        assert len(list_notes(course)) == 1
    with time_machine.travel(AUTUMN + timedelta(hours=1), tick=False):
        call_command("publish_scheduled")
        call_command("publish_scheduled")
    assert list_notes(course)[0] == (2, NOTE)
    assert len(list_notes(course)) == 2


def test_a_new_course_that_is_scheduled_has_its_first_edition_when_it_goes_live():
    with time_machine.travel(SUMMER, tick=False):
        course = make_course(live=False)
        course.go_live_at = AUTUMN
        course.save_revision().publish()
        assert list_notes(course) == []
    with time_machine.travel(AUTUMN + timedelta(hours=1), tick=False):
        call_command("publish_scheduled")
    assert course.editions.get().published_at == AUTUMN + timedelta(hours=1)


def test_a_note_saved_from_the_shell_begins_an_edition_once(course):
    course.change_note = NOTE
    course.save()
    course.save()
    assert list_notes(course)[0] == (2, NOTE)
    assert len(list_notes(course)) == 2


def test_a_course_that_was_there_before_editions_starts_with_the_day_it_was_published(course):
    published = publish(course, "")
    CourseEdition.objects.all().delete()
    publish(published, at=AUTUMN)
    first, second = CourseEdition.objects.order_by("number")
    assert (first.note, first.published_at) == ("Eerste editie.", SUMMER)
    assert (second.number, second.note, second.published_at) == (2, NOTE, AUTUMN)


def test_a_publication_that_fails_leaves_no_edition_and_the_note_where_it_was(course):
    make_course("Tijd terug", slug="tijd-terug")
    course.change_note, course.slug = NOTE, "tijd-terug"
    with pytest.raises(Exception, match="tijd-terug"):
        course.save()
    assert course.change_note == NOTE
    assert len(list_notes(course)) == 1


def test_taking_a_course_offline_and_back_begins_none(course):
    course.unpublish()
    publish(course, "")
    assert len(list_notes(course)) == 1


def test_an_edition_belongs_to_the_page_of_its_language(course):
    english = course.copy_for_translation(Locale.objects.get(language_code="en"), copy_parents=True)
    publish(english, "")
    assert list_notes(english) == [(1, "First edition.")]
    publish(course)
    assert len(list_notes(english)) == 1


def test_an_alias_shows_the_editions_of_its_source_and_has_none(client, course):
    alias = course.create_alias(parent=find_catalog(), update_slug="kopie")
    publish(course)
    assert list_notes(alias) == []
    alias.refresh_from_db()
    assert alias.change_note == ""
    assert NOTE in read(client, alias.url)
    person = make_person()
    give_access(person, course, starts_at=SPRING)
    (edition,) = list_news(person, [alias])
    assert edition.course == alias


def test_everybody_finds_the_editions_with_their_dates(client, course):
    publish(course)
    page = read(client)
    assert "2 edities, de nieuwste van 1 juli 2026" in page
    assert NOTE in page
    assert NEWS not in page


def test_an_archived_course_keeps_its_editions(client, course):
    course.is_archived = True
    course.save()
    publish(course)
    assert NOTE in read(client)


@pytest.mark.django_db(transaction=True)
def test_two_publications_at_the_same_moment_begin_one_edition():
    course = make_course()
    course.change_note = NOTE
    revision = course.save_revision()
    kind = type(revision)
    run_at_once([lambda: kind.objects.get(pk=revision.pk).publish()] * 4)
    assert list_notes(course) == [(2, NOTE), (1, "Eerste editie.")]
    assert Page.objects.get(pk=course.pk).live
