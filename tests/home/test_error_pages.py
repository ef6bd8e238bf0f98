"""What somebody sees when it goes wrong: an honest page in their own language, and a way on."""

import re
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from courses.models import CatalogPage
from home.pages.views import admit_mistake
from tests.factories.people import make_colleague
from tests.visiting import Client

MISTAKES = [
    ("/cursussen/", "Er ging iets mis bij ons", "/"),
    ("/en/courses/", "Something went wrong on our side", "/en/"),
]


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
@pytest.mark.parametrize("template", ["400.html", "403.html", "403_form.html", "405.html", "429.html"])
@pytest.mark.parametrize(("language", "front"), [("nl", "/"), ("en", "/en/")])
def test_every_error_page_leads_to_the_front_page_of_its_language(template: str, language: str, front: str) -> None:
    with translation.override(language):
        page = render_to_string(template, request=RequestFactory().get("/"))
    main = page.split("<main")[1].split("</main>")[0]
    assert re.findall(r'href="([^"]*)"', main) == [front]
    assert '<meta name="robots" content="noindex">' in page


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/nope/", 404, "Deze pagina is er niet"),
        ("/en/nope/", 404, "This page is not here"),
        ("/account/login/passkey/begin/", 405, "Hier valt niets te lezen"),
        ("/en/account/login/passkey/begin/", 405, "There is nothing to read here"),
    ],
)
def test_an_error_page_knows_nobody_and_leaves_nothing_behind(
    client: Client, path: str, status: int, words: str
) -> None:
    response = client.get(path)
    page = response.content.decode()
    assert (response.status_code, bool(response.cookies)) == (status, False)
    assert f"<h1>{words}</h1>" in page
    assert '<meta name="robots" content="noindex">' in page and "data-statistics-label" not in page
    assert not re.findall(r'(?:src|href|action)="(?:https?:)?//', page)


@pytest.mark.django_db
@pytest.mark.parametrize(("path", "search"), [("/nope/", "/zoeken/"), ("/en/nope/", "/en/zoeken/")])
def test_visitor_at_a_wrong_address_can_search_from_there(client: Client, path: str, search: str) -> None:
    main = client.get(path).content.decode().split("<main")[1]
    assert f'<form class="form--inline" action="{search}" method="get" role="search">' in main
    assert '<label class="field__label" for="search-words">' in main


@pytest.mark.django_db
def test_a_colleague_at_a_wrong_address_of_the_admin_is_told_so(client: Client) -> None:
    client.force_login(make_colleague("Editors"))
    response = client.get("/admin/bestaat-niet/")
    assert response.status_code == 404
    assert "De pagina kon niet worden gevonden." in response.content.decode()


@pytest.mark.django_db
def test_what_can_only_be_sent_says_how_as_well(client: Client) -> None:
    assert client.get("/account/login/passkey/begin/")["Allow"] == "POST"


@pytest.mark.parametrize(("path", "words", "front"), MISTAKES)
def test_our_own_mistakes_are_admitted_in_the_language_of_the_address(path: str, words: str, front: str) -> None:
    response = admit_mistake(RequestFactory().get(path))  # no database: this test may not ask it
    page = response.content.decode()
    assert response.status_code == 500
    assert f"<h1>{words}</h1>" in page and f'<a href="{front}">' in page
    assert '<meta name="robots" content="noindex">' in page and not response.cookies


def test_the_page_for_our_own_mistakes_needs_nothing_but_itself(settings, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path  # nothing was collected: no stylesheet can be found
    hashed = {"BACKEND": "home.pages.storage.JoinedStyleStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": hashed}
    page = admit_mistake(RequestFactory().get("/")).content.decode()
    assert "Dit ligt niet aan jou" in page
    assert '<p lang="en">Something went wrong on our side.' in page
    assert not re.search(r"<(script|style|link|img|svg)|style=|/static/", page)
