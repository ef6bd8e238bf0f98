"""The forms in which editors make courses, lessons and sessions."""

import re
from html import unescape

import pytest
from django.urls import reverse
from wagtail.models import Locale, Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from courses.models import MakerPage
from home.pages.models import ContentPage
from members.membership.access import AccessRule
from tests.factories.courses import find_catalog, make_course
from tests.factories.people import make_colleague
from tests.visiting import Client

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

EMPTY_COURSE = {
    "teaser": "",
    "topic": "",
    "minutes": "",
    "form": "online",
    "level": "basis",
    "access_rule": "grant",
    "introduction": rich_text(""),
    "outcomes": streamfield([]),
    "audience": streamfield([]),
    "questions": streamfield([]),
    "makers": inline_formset([]),
}
EMPTY_LESSON = {"teaser": "", "minutes": "", "own_rule": "", "opening": streamfield([]), "body": streamfield([])}


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(make_colleague("Editors"))
    return client


def find_parent(kind: str) -> Page:
    return find_catalog() if kind == "coursepage" else make_course()


def write(kind: str, **fields: object) -> dict[str, object]:
    form = EMPTY_COURSE if kind == "coursepage" else EMPTY_LESSON
    title = {"title": "Rondkijken", "slug": "rondkijken", "comments": inline_formset([])}
    return nested_form_data(form | title | fields)


@pytest.mark.parametrize("kind", ["coursepage", "lessonpage"])
def test_a_title_is_enough_for_a_draft_and_its_preview_and_too_little_to_publish(editor, kind):
    address = reverse("wagtailadmin_pages:add", args=["courses", kind, find_parent(kind).pk])
    refused = editor.post(address, write(kind) | {"action-publish": "1"})
    assert {"teaser", "minutes"} <= set(refused.context["form"].errors)
    assert editor.post(address, write(kind)).status_code == 302
    page = Page.objects.get(slug="rondkijken").specific
    assert not page.live
    for mode in ("visitor", "access"):
        response = page.make_preview_request(preview_mode=mode)
        shown = response.content.decode()
        assert (response.status_code, "None" in shown, "data-consent-status" in shown) == (200, False, False)
    refused = editor.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), write(kind) | {"action-publish": "1"})
    assert "minutes" in refused.context["form"].errors


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        (
            AccessRule.OPEN,
            "iedereen kan deze les lezen.",
        ),
        (
            AccessRule.COURSE,
            "alleen wie deze cursus heeft.",
        ),
    ],
)
def test_an_editor_reads_who_will_see_a_lesson_before_it_is_saved(editor, rule, sentence):
    course = make_course(access_rule=rule)
    shown = editor.get(reverse("wagtailadmin_pages:add", args=["courses", "lessonpage", course.pk])).content.decode()
    assert "Nog niemand: wat je hier maakt, zien alleen collega’s tot je het publiceert." in shown
    assert f"Daarna geldt de regel van de cursus, tenzij je hier anders kiest: {sentence}" in shown
    assert "Eenmaal live kan iedereen deze bekijken" not in shown
    assert '<option value="" selected>Wie de cursus kan volgen</option>' in shown


def test_topics_makers_and_courses_are_chosen_from_one_list_with_each_once(editor):
    course = make_course("Korter overleggen")
    about = find_catalog().get_parent().add_child(instance=ContentPage(title="Over ons"))
    maker = about.add_child(instance=MakerPage(title="Eddie Eik", role="schrijft", lead="Over overleg."))
    english = Locale.objects.get(language_code="en")
    maker.copy_for_translation(english, copy_parents=True)
    course.copy_for_translation(english)
    for name, title in (("topic", "Overleg"), ("course", "Korter overleggen"), ("maker", "Eddie Eik")):
        html = editor.get(reverse(f"{name}_chooser:choose")).json()["html"]
        assert re.findall(r"data-chooser-modal-choice[^>]*>\s*([^<]+?)\s*<", html) == [title]


@pytest.mark.parametrize(("name", "title"), [("topic", "Overleg"), ("course", "Korter"), ("maker", "Eddie Eik")])
def test_an_editor_types_the_beginning_of_a_title_to_choose_it(editor, with_tasks, name, title):
    course = make_course("Korter")
    course.copy_for_translation(Locale.objects.get(language_code="en"))
    about = find_catalog().get_parent().add_child(instance=ContentPage(title="Over ons"))
    about.add_child(instance=MakerPage(title="Eddie Eik", role="schrijft", lead="Over korter overleg."))
    found = editor.get(reverse(f"{name}_chooser:choose_results"), {"q": title[:4]}).content.decode()
    assert re.findall(r"data-chooser-modal-choice[^>]*>\s*([^<]+?)\s*<", found) == [title]


def test_an_editor_hands_in_under_a_dutch_name(editor):
    shown = editor.get(reverse("wagtailadmin_pages:edit", args=[make_course().pk])).content.decode()
    assert "Stuur door naar Eindredactie" in shown


def test_no_list_of_pages_publishes_what_is_unfinished_nor_half_of_what_was_ticked(editor):
    course = make_course("Klaar", live=False)
    editor.post(reverse("wagtailadmin_pages:add", args=["courses", "lessonpage", course.pk]), write("lessonpage"))
    address = f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', 'publish'])}?next=/admin/&id={course.pk}"
    shown = unescape(editor.post(address, {"include_descendants": "on"}, follow=True).content.decode())
    [said] = re.findall(r"Er is niets gepubliceerd\.[^<]*", shown)
    assert said.strip() == "Er is niets gepubliceerd. Maak eerst af: “Rondkijken” (samenvatting, minuten)."
    assert not Page.objects.filter(pk=course.pk, live=True).exists()
    editor.post(address, {})
    assert Page.objects.filter(pk=course.pk, live=True).exists()
