"""Who may put a legal text into another language: its translation goes into the record like the text itself."""

import pytest
from wagtail.models import Locale
from wagtail_localize.models import TranslationSource

from legal.statements.models import LegalPage, VersionText
from tests.factories.courses import make_course
from tests.factories.people import make_colleague
from tests.factories.statements import publish_version
from tests.visiting import Client

pytestmark = pytest.mark.django_db


def send_to_translation(client: Client, page_number: int) -> int:
    english = Locale.objects.get(language_code="en").pk
    return client.post(f"/admin/localize/submit/page/{page_number}/", {"locales": english}).status_code


def test_an_editor_cannot_translate_a_legal_text(client: Client) -> None:
    publish_version("privacy")
    client.force_login(make_colleague("Editors"))
    assert send_to_translation(client, LegalPage.objects.get().pk) == 403
    assert (LegalPage.objects.count(), VersionText.objects.count()) == (1, 1)


def test_an_editor_cannot_publish_the_translations_of_a_legal_text(client: Client) -> None:
    publish_version("privacy")
    source, _created = TranslationSource.get_or_create_from_instance(LegalPage.objects.get())
    client.force_login(make_colleague("Editors"))
    response = client.post(f"/admin/localize/update/{source.pk}/", {"publish_translations": "on"})
    assert response.status_code == 403


def test_the_legal_team_starts_a_translation_and_nothing_is_on_record_yet(client: Client) -> None:
    publish_version("privacy")
    client.force_login(make_colleague("Legal"))
    assert send_to_translation(client, LegalPage.objects.get().pk) == 302
    assert not LegalPage.objects.get(locale__language_code="en").live
    assert VersionText.objects.count() == 1


def test_an_editor_translates_a_course_as_a_draft(client: Client) -> None:
    course = make_course()
    client.force_login(make_colleague("Editors"))
    assert send_to_translation(client, course.pk) == 302
    assert not course.get_translation(Locale.objects.get(language_code="en")).live


@pytest.mark.filterwarnings("ignore::django.core.paginator.UnorderedObjectListWarning")  # wagtail-localize's own
@pytest.mark.parametrize("address", ["jsi18n/", "reports/translations/"])
def test_a_legal_text_without_a_translation_keeps_an_editor_from_no_other_page(client: Client, address: str) -> None:
    publish_version("privacy")
    TranslationSource.get_or_create_from_instance(LegalPage.objects.get())
    client.force_login(make_colleague("Editors"))
    assert client.get(f"/admin/localize/{address}").status_code == 200
