"""What editors may put where, that every page type can be made and previewed, and what a preview shows."""

import pytest
from wagtail.models import Page
from wagtail.test.utils import WagtailPageTestCase
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from courses.models import CatalogPage, CoursePage, LessonPage, MakerPage, TopicPage
from home.pages.models import ContentPage, HomePage
from tests.factories.courses import find_catalog, find_topic, make_course, make_lesson
from tests.factories.people import make_person
from tests.visiting import Client


class CoursePagesInTheTree(WagtailPageTestCase):
    client_class = Client

    def test_editors_put_pages_only_where_they_belong(self):
        self.assertAllowedParentPageTypes(CatalogPage, {HomePage})
        self.assertAllowedSubpageTypes(CatalogPage, {CoursePage, TopicPage})
        self.assertAllowedParentPageTypes(TopicPage, {CatalogPage})
        self.assertAllowedSubpageTypes(TopicPage, {})
        self.assertAllowedParentPageTypes(MakerPage, {ContentPage})
        self.assertAllowedSubpageTypes(MakerPage, {})
        self.assertAllowedParentPageTypes(CoursePage, {CatalogPage})
        self.assertAllowedSubpageTypes(CoursePage, {LessonPage})
        self.assertAllowedParentPageTypes(LessonPage, {CoursePage})
        self.assertAllowedSubpageTypes(LessonPage, {})
        self.assertCanNotCreateAt(ContentPage, CatalogPage)
        self.assertCanNotCreateAt(LessonPage, CatalogPage)

    def test_a_front_page_has_one_catalogue(self):
        home = find_catalog().get_parent()
        self.assertFalse(CatalogPage.can_create_at(home))

    def test_every_page_renders_and_opens_in_the_editor(self):
        self.client.force_login(make_person(is_superuser=True))
        course = make_course()
        for page in (find_catalog(), course, make_lesson(course)):
            self.assertPageIsRoutable(page)
            self.assertPageIsRenderable(page)
            assert page.title in self.client.get(f"/admin/pages/{page.pk}/edit/").content.decode()

    def test_an_editor_makes_a_course_and_a_lesson(self):
        self.client.force_login(make_person(is_superuser=True))
        course = {
            "title": "Tijd terug",
            "slug": "tijd-terug",
            "teaser": "Je wint een uur per week.",
            "topic": str(find_topic("Tijd").pk),
            "form": "online",
            "level": "basis",
            "access_rule": "grant",
            "audience": streamfield([]),
            "questions": streamfield([]),
            "makers": inline_formset([]),
            "minutes": "60",
            "introduction": rich_text("<p>Voor wie het druk heeft.</p>"),
            "outcomes": streamfield([("outcome", "nee zeggen")]),
        }
        self.assertCanCreate(find_catalog(), CoursePage, nested_form_data(course), publish=True)
        lesson = {
            "title": "Nee zeggen",
            "slug": "nee-zeggen",
            "teaser": "Nee is ook een antwoord.",
            "minutes": "10",
            "own_rule": "",
            "opening": streamfield([]),
            "body": streamfield([("heading", "Oefenen"), ("paragraph", rich_text("<p>Zeg nee.</p>"))]),
        }
        parent = CoursePage.objects.get(slug="tijd-terug")
        self.assertCanCreate(parent, LessonPage, nested_form_data(lesson), publish=True)
        assert LessonPage.objects.get(slug="nee-zeggen").live


def preview(page: Page, mode: str) -> str:
    return page.make_preview_request(preview_mode=mode).content.decode()


@pytest.mark.django_db
def test_an_editor_previews_a_lesson_as_somebody_with_and_without_access():
    lesson = make_lesson(make_course(), text="kanarie-in-de-les")
    assert "kanarie-in-de-les" in preview(lesson, "access")
    shut = preview(lesson, "visitor")
    assert "kanarie-in-de-les" not in shut
    assert "Deze les hoort bij het lidmaatschap." in shut


@pytest.mark.django_db
def test_a_new_lesson_is_shut_until_an_editor_says_otherwise():
    lesson = make_course().add_child(
        instance=LessonPage(title="Nieuw", teaser="Nieuw.", minutes=5, body=[("heading", "Ja")])
    )
    assert lesson.access_rule == "grant"


@pytest.mark.django_db
def test_a_member_cannot_reach_a_preview(client: Client):
    lesson = make_lesson(make_course(), text="kanarie-in-de-les")
    lesson.save_revision()
    client.force_login(make_person())
    for path in (f"/admin/pages/{lesson.pk}/view_draft/", f"/admin/pages/{lesson.pk}/edit/preview/"):
        response = client.get(path)
        assert response.status_code in (302, 403, 404)
        assert "kanarie-in-de-les" not in response.content.decode()
