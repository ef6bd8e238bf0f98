"""Titles of legal drafts are for the legal team: no list of Wagtail's shows them to who makes other pages."""

import pytest
from wagtail.models import Locale
from wagtail_localize.models import Translation, TranslationSource

from legal.statements.models import LegalPage
from tests.factories.people import make_colleague
from tests.factories.statements import make_legal_page, publish_version
from tests.visiting import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("with_tasks")]

DRAFT = "Kanarieverklaring"


@pytest.fixture
def page() -> LegalPage:
    """In force under one title, with a draft under another."""
    publish_version()
    page = LegalPage.objects.get()
    page.title = page.draft_title = DRAFT
    page.save_revision()
    return page


def enter(role: str) -> Client:
    client = Client()
    client.force_login(make_colleague(role))
    return client


def list_places(page: LegalPage) -> list[str]:
    return [
        f"/admin/choose-page/{page.get_parent().pk}/",
        "/admin/choose-page/search/?q=kanarie",
        f"/admin/choose-page/chosen-multiple/?id={page.pk}",
        "/admin/reports/page-types-usage/",
        "/admin/reports/page-types-usage/results/",
        "/admin/localize/reports/translations/",
        "/admin/localize/reports/translations/results/",
        "/admin/reports/aging-pages/",
        "/admin/reports/site-history/",
        "/admin/pages/search/?q=kanarie",
        f"/admin/api/main/pages/?child_of={page.get_parent().pk}",
    ]


def translate(page: LegalPage) -> None:
    source = TranslationSource.update_or_create_from_instance(page)[0]
    TranslationSource.objects.filter(pk=source.pk).update(object_id=page.translation_key)
    Translation.objects.create(source=source, target_locale=Locale.objects.get(language_code="en"))


@pytest.mark.parametrize("is_new", [True, False])
def test_an_editor_reads_no_title_of_a_legal_draft(page, is_new):
    if is_new:
        page = make_legal_page("terms", title=DRAFT)
        page.save_revision()
    translate(page)
    client = enter("Editors")
    for path in list_places(page):
        response = client.get(path)
        assert response.status_code in (200, 400, 404), path  # 400: Wagtail’s interface knows no such branch
        assert DRAFT not in response.content.decode(), path


def test_the_legal_team_does(page):
    translate(page)
    client = enter("Legal")
    shown = [path for path in list_places(page) if DRAFT in client.get(path).content.decode()]
    assert len(shown) >= 8


def test_an_editor_may_still_link_to_a_text_in_force():
    publish_version()
    page = LegalPage.objects.get()
    shown = enter("Editors").get(f"/admin/choose-page/{page.get_parent().pk}/").content.decode()
    assert "Privacyverklaring" in shown


@pytest.mark.parametrize("role", ["Support", "Finance", "Moderators"])
@pytest.mark.parametrize("path", ["/admin/choose-page/", "/admin/media/chooser/", "/admin/documents/chooser/"])
def test_who_makes_no_pages_chooses_none(role, path):
    assert enter(role).get(path).status_code == 404
