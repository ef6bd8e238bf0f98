"""Editors write the foot of every page in the admin: with drafts, a preview, and no way to lose it."""

import pytest
from wagtail.test.utils.form_data import nested_form_data, streamfield

from home.pages.models import Footer
from tests.factories.courses import make_content_page
from tests.factories.people import make_colleague
from tests.reading import read_page
from tests.visiting import Client

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

LIST = "/admin/snippets/pages/footer/"


def find_footer(language: str = "nl") -> Footer:
    return Footer.objects.get(locale__language_code=language)


def write_form(slogan: str, *links: dict[str, str]) -> dict[str, str]:
    """What the editor's form holds, with one column of links."""
    items = [{"value": {"page": "", "address": "", "text": ""} | link, "id": ""} for link in links]
    listed = {"count": str(len(links))} | {
        str(number): {"deleted": "", "order": str(number), "type": "item", "id": ""} | item
        for number, item in enumerate(items)
    }
    columns = streamfield([("column", {"heading": "Meer", "links": listed})] if links else [])
    fields = {"slogan": slogan, "columns": columns, "contact_page": "", "accessibility_page": ""}
    return nested_form_data(fields)


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(make_colleague("Editors"))
    return client


def test_editor_publishes_the_foot_of_every_page(editor: Client) -> None:
    page = make_content_page("Over ons")
    address = f"{LIST}edit/{find_footer().pk}/"
    assert editor.get(address).status_code == 200
    form = write_form("Kijk om.", {"page": str(page.pk)}) | {"action-publish": "1"}
    response = editor.post(address, form)
    assert response.status_code == 302, response.context["form"].errors
    shown = read_page(Client(), "/").split("<footer")[1]
    assert "Kijk om." in shown and '<a href="/over-ons/">Over ons</a>' in shown


def test_a_draft_is_in_the_preview_and_nowhere_else(editor: Client) -> None:
    footer = find_footer("en")
    address = f"{LIST}edit/{footer.pk}/"
    assert editor.post(address, write_form("Not yet.")).status_code == 302
    assert "Not yet." not in read_page(Client(), "/en/")
    assert editor.post(f"{LIST}preview/{footer.pk}/", write_form("Not yet.")).json()["is_valid"]
    preview = read_page(editor, f"{LIST}preview/{footer.pk}/")
    assert "Not yet." in preview and '<html lang="en">' in preview and "Cookie choice" in preview


def test_editor_is_told_what_is_wrong_with_a_link_at_its_field(editor: Client) -> None:
    form = write_form("Kijk om.", {"address": "http://elders.example/", "text": "Elders"}) | {"action-publish": "1"}
    answer = editor.post(f"{LIST}edit/{find_footer().pk}/", form).content.decode()
    assert "Vul een heel adres in, beginnend met https:// of met /." in answer


@pytest.mark.parametrize("role", ["Editors", "Owners", None])
def test_nobody_adds_a_footer_or_takes_one_away(client: Client, role: str | None) -> None:
    client.force_login(make_colleague(role) if role else make_colleague("Owners", is_superuser=True))
    for address in (f"{LIST}add/", f"{LIST}delete/{find_footer().pk}/"):
        assert client.post(address, {}).status_code == 302
    assert Footer.objects.count() == 2
