"""What somebody sees when it goes wrong: an honest page in their own language, and a way on."""

import re
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation
from django.views.defaults import server_error

from courses.models import CatalogPage
from tests.visiting import Client


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "front", "catalog"),
    [("/nope/", "/", "/cursussen/"), ("/en/nope/", "/en/", "/en/courses/")],
)
def test_visitor_at_a_wrong_address_is_shown_the_way_on_in_their_language(
    client: Client, path: str, front: str, catalog: str
) -> None:
    response = client.get(path)
    assert response.status_code == 404
    page = response.content.decode()
    main = page.split("<main")[1].split("</main>")[0]
    assert re.findall(r'href="([^"]*)"', main) == [catalog, front]
    assert f'class="header__home" href="{front}"' in page


@pytest.mark.django_db
def test_visitor_at_a_wrong_address_is_not_led_to_a_catalogue_that_is_offline(client: Client) -> None:
    CatalogPage.objects.update(live=False)
    main = client.get("/nope/").content.decode().split("<main")[1].split("</main>")[0]
    assert re.findall(r'href="([^"]*)"', main) == ["/"]


@pytest.mark.django_db
@pytest.mark.parametrize("template", ["400.html", "403.html", "403_form.html", "429.html"])
@pytest.mark.parametrize(("language", "front"), [("nl", "/"), ("en", "/en/")])
def test_every_error_page_leads_to_the_front_page_of_its_language(template: str, language: str, front: str) -> None:
    with translation.override(language):
        page = render_to_string(template, request=RequestFactory().get("/"))
    main = page.split("<main")[1].split("</main>")[0]
    assert re.findall(r'href="([^"]*)"', main) == [front]


def test_the_page_for_our_own_mistakes_needs_nothing_but_itself(settings, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path  # nothing was collected: no stylesheet can be found
    hashed = {"BACKEND": "home.pages.storage.JoinedStyleStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": hashed}
    response = server_error(RequestFactory().get("/"))
    assert response.status_code == 500
    page = response.content.decode()
    assert "Dit ligt niet aan jou" in page
    assert '<p lang="en">Something went wrong on our side.' in page
    assert not re.search(r"<(script|style|link|img|svg)|style=|/static/", page)
