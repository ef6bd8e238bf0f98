"""The pages of wagtail-localize about a translation whose own page was never made, or is gone."""

import pytest
from wagtail.models import Locale
from wagtail_localize.models import Translation, TranslationSource

from home.pages.models import ContentPage, HomePage
from tests.factories.people import make_colleague
from tests.reading import read_text
from tests.visiting import Client

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture
def translation() -> Translation:
    """Somebody began it; no page came of it."""
    home = HomePage.objects.get(locale__language_code="nl")
    page = home.add_child(instance=ContentPage(title="Over ons", lead="Wie we zijn."))
    source, _created = TranslationSource.get_or_create_from_instance(page)
    return Translation.objects.create(source=source, target_locale=Locale.objects.get(language_code="en"))


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(make_colleague("Editors"))
    return client


def test_who_updates_a_translation_that_was_never_made_is_told_so(editor: Client, translation: Translation) -> None:
    address = f"/admin/localize/update/{translation.source_id}/"
    assert "Van deze tekst is er geen vertaling" in read_text(editor.get(address, follow=True))
    translation.save_target(publish=False)
    assert editor.get(address).status_code == 200


def test_no_other_page_about_it_fails_either(editor: Client, translation: Translation) -> None:
    segment = translation.source.stringsegment_set.first()
    number = translation.pk
    assert editor.get(f"/admin/localize/translate/{number}/pofile/download/").status_code == 302
    assert editor.post(f"/admin/localize/translate/{number}/pofile/upload/").status_code == 302
    assert editor.put(f"/admin/localize/translate/{number}/strings/{segment.pk}/edit/").status_code == 302
    assert editor.post(f"/admin/localize/translate/{number}/disable/").status_code == 302
    assert editor.get("/admin/localize/update/999/").status_code == 404
