"""Whatever text of the admin ends on a public page, pasted code is named there: found by what pages read."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from cookie_consent.models import CookieGroup
from django.apps import apps
from django.db import models
from django.urls import reverse
from django.utils.html import escape
from wagtail.admin.viewsets import viewsets
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.contrib.settings.registry import registry
from wagtail.contrib.settings.views import get_setting_edit_handler
from wagtail.documents.forms import get_document_form, get_document_multi_form
from wagtail.fields import StreamField
from wagtail.images.forms import get_image_form, get_image_multi_form
from wagtail.models import Locale, Page
from wagtail.snippets.models import get_snippet_models
from wagtail_localize.models import Translation, TranslationSource
from wagtailmedia.forms import get_media_form

from courses.models import LessonDocument, LessonImage, LessonMedia
from home.blocks.pasted import CodeRefusingForm
from home.freshness.watching import is_watched
from home.pages.models import ContentPage, HomePage
from legal.statements.publishing.publishing import PublicationRefused
from members.membership.models import Offer
from tests.factories.people import make_colleague
from tests.factories.statements import make_legal_page, write_body
from tests.visiting import Client

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

PIXEL = '<img src="https://pixel.elders.example/a.gif">'
FONT = "@font-face { src: url('https://letters.elders.example/f.woff2') }"
# Tables that pages read and whose texts nobody types in a form, or no page shows; why.
NO_FORM = {
    "ledger.SigningKey": "hexadecimal",
    "ledger.Seal": "hexadecimal",
    "statements.VersionText": "frozen; made of the page",
    "statements.LegalIndexPage": "visitors never see it",
    "cookies.CookieDetails": "in the form of the cookie",
    "cookies.PurposeTranslation": "in the form of the purpose",
    "cookies.CookieTranslation": "in the form of the cookie",
    "wagtailcore.Locale": "a choice among codes",
    "wagtailcore.Site": "the name of a host",
    "wagtailcore.Page": "its types have the forms",
    "wagtailcore.PageViewRestriction": "a password",
    "wagtailcore.Comment": "among editors",
    "contenttypes.ContentType": "names of models",
}


def has_free_text(model: type[models.Model]) -> bool:
    kinds = (models.CharField, models.TextField, StreamField)
    return any(isinstance(field, kinds) and field.editable and not field.choices for field in model._meta.fields)


def list_shown_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if is_watched(model._meta.db_table) and has_free_text(model)]


def list_forms(model: type[models.Model]) -> Iterator[type]:
    """Those in which colleagues edit its rows."""
    if issubclass(model, Page):
        yield model.get_edit_handler().get_form_class()
    if model in get_snippet_models():
        yield model.snippet_viewset.get_edit_handler().get_form_class()
    if model in registry:
        yield get_setting_edit_handler(model).get_form_class()
    for viewset in viewsets.viewsets:
        if isinstance(viewset, ModelViewSet) and viewset.model is model:
            handler = viewset.get_edit_handler()
            yield handler.get_form_class() if handler else viewset.get_form_class()
    files = {LessonImage: (get_image_form, get_image_multi_form), LessonMedia: (get_media_form,)}
    files[LessonDocument] = (get_document_form, get_document_multi_form)
    yield from (make(model) for make in files.get(model, ()))


def list_rows_of(parent: type[models.Model]) -> set[Any]:
    return {relation.related_model for relation in parent._meta.related_objects if relation.on_delete}


def test_every_form_for_a_text_that_pages_show_names_pasted_code(client: Client) -> None:
    client.get("/admin/")  # Wagtail looks for its parts
    shown = [model for model in list_shown_models() if model._meta.label not in NO_FORM]
    forms = {model: list(list_forms(model)) for model in {*shown, *registry}}
    unguarded = {
        f"{model._meta.label}: {form.__name__}"
        for model, found in forms.items()
        for form in found
        if has_free_text(model) and not issubclass(form, CodeRefusingForm)
    }
    assert unguarded == set()
    rows = {row for model, found in forms.items() if found for row in list_rows_of(model)}  # in the form of a parent
    assert [model._meta.label for model, found in forms.items() if not found and model not in rows] == []
    assert {model._meta.label for model in list_shown_models()} >= set(NO_FORM) - {"statements.LegalIndexPage"}


def read_refused(client: Client, address: str, **texts: str) -> set[str]:
    """The fields at which something was said, after these were filled in."""
    shown = client.get(address).context["form"]
    fields = {field.html_name: field.value() for field in shown}
    for rows in getattr(shown, "formsets", {}).values():
        fields |= {field.html_name: field.value() for field in rows.management_form}
        fields |= {field.html_name: field.value() for row in rows.forms for field in row}
    sent = {name: value for name, value in fields.items() if value is not None and value is not False}
    response = client.post(address, sent | texts)
    assert response.status_code == 200
    form = response.context["form"]
    inside = {name for rows in getattr(form, "formsets", {}).values() for row in rows.errors for name in row}
    return set(form.errors) | inside


@pytest.fixture
def owner(client: Client) -> Client:
    client.force_login(make_colleague("Owners"))
    return client


def test_who_pastes_code_into_an_offer_a_purpose_or_the_company_hears_of_it(owner: Client) -> None:
    offer = Offer.objects.create(name="Lid", slug="lid", kind="membership", period="month", is_on_sale=False)
    address = reverse("offers:edit", args=[offer.pk])
    assert read_refused(owner, address, summary=PIXEL, name_en=FONT) == {"summary", "name_en"}
    purpose = CookieGroup.objects.get(varname="statistics")
    address = f"/admin/legal/cookie-purposes/edit/{purpose.pk}/"
    assert read_refused(owner, address, description=PIXEL, description_en=PIXEL) == {"description", "description_en"}


def test_a_legal_text_with_pasted_code_is_not_published_along_any_road() -> None:
    page = make_legal_page("privacy", f"Kijk: {PIXEL.replace('<', '&lt;').replace('>', '&gt;')}")
    with pytest.raises(PublicationRefused, match=r"Deze inhoud komt van pixel\.elders\.example"):
        page.save_revision().publish()
    page.body, page.summary = write_body("Wij bewaren je naam."), FONT
    with pytest.raises(PublicationRefused, match=r"letters\.elders\.example"):
        page.save_revision().publish()


def test_a_translation_with_pasted_code_is_marked_beside_it_and_gets_on_no_page(client: Client) -> None:
    home = HomePage.objects.get(locale__language_code="nl")
    page = home.add_child(instance=ContentPage(title="Over ons", lead="Wie we zijn."))
    english = Locale.objects.get(language_code="en")
    source, _created = TranslationSource.get_or_create_from_instance(page)
    translation = Translation.objects.create(source=source, target_locale=english)
    translation.save_target(publish=True)
    client.force_login(make_colleague("Editors"))
    segment = source.stringsegment_set.get(string__data="Wie we zijn.")
    address = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])

    def write(text: str) -> str | None:
        """What the translator is told about it."""
        answer = client.put(address, urlencode({"value": text}), content_type="application/x-www-form-urlencoded")
        translation.save_target(publish=True)
        return answer.json()["error"]

    assert "Deze inhoud komt van letters.elders.example." in write(FONT)
    assert "Deze inhoud komt van pixel.elders.example." in write(escape(PIXEL))
    assert "elders" not in page.get_translation(english).specific.lead
    assert write("Who we are.") is None
    assert page.get_translation(english).specific.lead == "Who we are."
