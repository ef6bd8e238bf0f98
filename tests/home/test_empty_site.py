"""What stands there after `migrate` alone: a site that can be used, and groups with their rights and no others."""

import pytest
from django.contrib.auth.models import Group
from wagtail.models import GroupPagePermission

from tests.visiting import Client

pytestmark = pytest.mark.django_db

PAGES = ["/", "/en/", "/cursussen/", "/en/courses/", "/account/signup/", "/account/login/"]
PAGES += ["/en/account/signup/", "/en/account/login/", "/cookies/keuze/"]
NOT_YET = dict.fromkeys(("/privacy/", "/voorwaarden/", "/cookies/"), "Deze tekst is er nog niet")
NOT_YET |= {"/en/privacy/": '<html lang="en">'}
# What Wagtail gives every new group at the start: picking an image or a document that is there.
PICK = {"wagtailadmin.access_admin", "wagtailimages.choose_image", "wagtaildocs.choose_document"}
FILES = {"add_image", "change_image", "add_document", "change_document"}
RIGHTS = {
    "Editors": PICK
    | {"wagtailimages.add_image", "wagtailimages.change_image", "wagtailimages.delete_image"}
    | {"wagtaildocs.add_document", "wagtaildocs.change_document", "wagtaildocs.delete_document"}
    | {"wagtailmedia.add_media", "wagtailmedia.change_media", "wagtailmedia.delete_media"}
    | {"courses.add_livesession", "courses.change_livesession", "courses.view_livesession"}
    | {"membership.see_behind_gate", "statistics.view_dailycount", "wagtail_localize.submit_translation"},
    "Legal": PICK
    | {"statements.view_act", "statements.add_act", "wagtail_localize.submit_translation"}
    | {"statements.add_document", "statements.change_document", "statements.view_document"},
    "Support": PICK | {"membership.add_grant", "membership.change_grant", "membership.view_grant"},
}
WRITE = {"add_page", "change_page", "publish_page", "lock_page"}
BRANCHES = {
    "Editors": {(slug, right) for slug in ("home", "home-en") for right in WRITE},
    "Legal": {(slug, right) for slug in ("juridisch", "legal") for right in WRITE | {"unlock_page"}},
    "Support": set(),
}


@pytest.mark.parametrize("path", PAGES)
def test_a_visitor_of_a_site_without_content_can_go_everywhere(client: Client, path: str) -> None:
    assert client.get(path).status_code == 200


@pytest.mark.parametrize(("path", "words"), NOT_YET.items())
def test_a_visitor_is_told_that_a_text_was_never_published(client: Client, path: str, words: str) -> None:
    response = client.get(path)
    assert response.status_code == 404
    assert words in response.content.decode()


@pytest.mark.parametrize("name", RIGHTS)
def test_a_group_has_its_rights_and_no_others(name: str) -> None:
    group = Group.objects.get(name=name)
    rights = group.permissions.values_list("content_type__app_label", "codename")
    assert {f"{app}.{right}" for app, right in rights} == RIGHTS[name]
    assert set(group.page_permissions.values_list("page__slug", "permission__codename")) == BRANCHES[name]
    may_change_files = set(group.collection_permissions.values_list("permission__codename", flat=True)) & FILES
    assert may_change_files == (FILES if name == "Editors" else set())


def test_no_group_has_rights_on_the_whole_tree() -> None:
    assert not GroupPagePermission.objects.filter(page__depth=1).exists()
