"""Who follows an old link arrives where the page is now."""

from collections.abc import Callable
from typing import Any

import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page, PageViewRestriction

from tests.factories.courses import make_content_page, make_course, make_open_lesson
from tests.visiting import Client

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

Rename = Callable[[Page, str], None]


@pytest.fixture
def rename(django_capture_on_commit_callbacks: Any) -> Rename:
    def act(page: Page, slug: str) -> None:
        page.slug = slug
        with django_capture_on_commit_callbacks(execute=True):
            page.save_revision().publish()

    return act


def test_a_page_that_got_another_address_is_found_at_the_old_one_with_what_stands_beneath_it(
    client: Client, rename: Rename
) -> None:
    course = make_course(slug="korter-overleggen")
    make_open_lesson(course, slug="kennismaken")
    rename(course, "korter")
    for old, new in (
        ("/cursussen/korter-overleggen/", "/cursussen/korter/"),
        (
            "/cursussen/korter-overleggen/kennismaken/?utm_source=brief",
            "/cursussen/korter/kennismaken/?utm_source=brief",
        ),
    ):
        response = client.get(old)
        assert (response.status_code, response["Location"]) == (301, new)


def test_a_page_that_was_moved_is_found_at_the_old_address(client: Client) -> None:
    page, above = make_content_page("Hulp"), make_content_page("Contact")
    page.move(above, "last-child")
    assert client.get("/hulp/")["Location"] == "/contact/hulp/"


def test_nobody_is_led_to_a_page_that_is_not_published(client: Client, rename: Rename) -> None:
    page = make_content_page("Hulp")
    rename(page, "help")
    assert client.get("/hulp/")["Location"] == "/help/"
    page.unpublish()
    assert client.get("/hulp/").status_code == 404


def test_a_draft_that_was_moved_leaves_no_trace(client: Client) -> None:
    page, above = make_content_page("Hulp", live=False), make_content_page("Contact")
    page.move(above, "last-child")
    assert client.get("/hulp/").status_code == 404


def test_a_redirect_that_an_editor_made_leads_on(client: Client) -> None:
    Redirect.add_redirect("/folder", "/cursussen/", is_permanent=False)
    response = client.get("/folder/")
    assert (response.status_code, response["Location"]) == (302, "/cursussen/")


def test_what_came_behind_an_old_address_goes_along_before_the_part_of_the_page(client: Client) -> None:
    Redirect.add_redirect("/folder", "/cursussen/#vragen")
    assert client.get("/folder/?utm_source=brief")["Location"] == "/cursussen/?utm_source=brief#vragen"


def test_what_is_there_is_never_led_away_from(client: Client) -> None:
    make_content_page("Hulp")
    Redirect.add_redirect("/hulp", "/cursussen/")
    assert client.get("/hulp/").status_code == 200


def test_a_form_that_was_sent_to_an_old_address_is_not_sent_on(client: Client) -> None:
    Redirect.add_redirect("/folder", "/cursussen/")
    assert client.post("/folder/").status_code == 404


def test_nobody_learns_the_new_address_of_what_stands_beneath_an_unpublished_page(
    client: Client, rename: Rename
) -> None:
    course = make_course(slug="korter-overleggen")
    make_open_lesson(course, slug="kennismaken")
    rename(course, "nieuw-geheim")
    course.unpublish()
    for old in ("/cursussen/korter-overleggen/", "/cursussen/korter-overleggen/kennismaken/"):
        assert client.get(old).status_code == 404


def test_nobody_learns_the_new_address_of_a_page_that_became_private(client: Client, rename: Rename) -> None:
    page = make_content_page("Hulp")
    rename(page, "fusie")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert client.get("/hulp/").status_code == 404


def test_a_browser_asks_again_as_another_page_may_come_at_an_old_address(client: Client, rename: Rename) -> None:
    page = make_content_page("Hulp")
    rename(page, "help")
    assert client.get("/hulp/")["Cache-Control"] == "no-cache"


def test_what_leads_to_itself_is_not_there(client: Client) -> None:
    Redirect.objects.create(old_path="/lus", redirect_link="/lus/")
    assert client.get("/lus/").status_code == 404


def test_what_stands_behind_an_old_address_is_told_to_no_other_site(client: Client) -> None:
    Redirect.objects.create(old_path="/elders", redirect_link="https://elders.example/x")
    assert client.get("/elders/?email=sanne@voorbeeld.example")["Location"] == "https://elders.example/x"


def test_nobody_is_led_to_the_alias_of_a_page_that_became_private(client: Client) -> None:
    page = make_content_page("Hulp")
    alias = page.copy_for_translation(Locale.objects.get(language_code="en"), alias=True)
    Redirect.objects.create(old_path="/help", redirect_page=alias)
    assert client.get("/help/")["Location"] == "/en/hulp/"
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert client.get("/help/").status_code == 404
