"""Who may open and publish what in the admin: the legal team their branch, editors everything but that branch."""

import pytest
from django.core import mail
from wagtail.models import Page

from home.pages.models import HomePage
from legal.statements.models import LegalIndexPage, LegalPage, Version
from tests.factories.courses import make_course
from tests.factories.people import make_colleague, make_person
from tests.factories.statements import make_legal_page, publish_version
from tests.visiting import Client

from .legal_admin import SECTION, log_in, publish, send, write_form

pytestmark = pytest.mark.django_db

TO_THE_ADMIN = (302, "/admin/")


def try_to_open(client: Client, page: Page, act: str = "edit") -> tuple[int, str]:
    response = client.get(f"/admin/pages/{page.pk}/{act}/")
    return response.status_code, response.get("Location", "")


def test_editors_cannot_open_or_publish_a_legal_text(client: Client):
    page = make_legal_page()
    log_in(client, "Editors")
    for act in ("edit", "delete", "unpublish", "move", "copy"):
        assert try_to_open(client, page, act) == TO_THE_ADMIN
    response = publish(client, page)
    assert (response.status_code, response["Location"]) == TO_THE_ADMIN
    assert not Version.objects.exists()
    assert not LegalPage.objects.get().live


def test_moderators_of_the_community_find_no_page_of_any_kind(client: Client):
    page = make_legal_page()
    log_in(client, "Moderators")
    for act in ("edit", "delete", "unpublish", "move", "copy"):
        assert try_to_open(client, page, act)[0] == 404
    assert publish(client, page).status_code == 404
    assert not Version.objects.exists()
    assert not LegalPage.objects.get().live


def test_editors_cannot_add_a_legal_text(client: Client):
    branch = LegalIndexPage.objects.get(locale__language_code="nl")
    log_in(client, "Editors")
    address = f"/admin/pages/add/statements/legalpage/{branch.pk}/"
    form = write_form(SECTION, document="1") | {"action-publish": "1"}
    for response in (client.get(address), client.post(address, form)):
        assert (response.status_code, response["Location"]) == TO_THE_ADMIN
    assert not LegalPage.objects.exists()


def test_editors_cannot_publish_a_legal_text_from_the_list_of_pages(client: Client):
    page = make_legal_page()
    page.save_revision()
    log_in(client, "Editors")
    client.post(f"/admin/bulk/wagtailcore/page/publish/?next=/admin/&id={page.pk}")
    assert not Version.objects.exists()
    assert not LegalPage.objects.get().live


def test_the_legal_team_cannot_open_or_change_a_course(client: Client):
    course = make_course()
    log_in(client)
    for page in (course, HomePage.objects.get(locale__language_code="nl")):
        assert try_to_open(client, page) == TO_THE_ADMIN
    response = client.post(f"/admin/pages/{course.pk}/edit/", {"title": "Gekaapt", "action-publish": "1"})
    assert (response.status_code, response["Location"]) == TO_THE_ADMIN
    course.refresh_from_db()
    assert course.title == "Korter overleggen"


def test_the_legal_team_opens_its_texts(client: Client):
    publish_version()
    log_in(client)
    assert try_to_open(client, LegalPage.objects.get()) == (200, "")
    assert client.get(f"/admin/pages/{LegalPage.objects.get().pk}/history/").status_code == 200


def test_a_draft_is_handed_to_the_legal_team_and_never_to_the_editors_of_the_other_pages(client: Client):
    page, editor = make_legal_page(), make_colleague("Editors", "mo@voorbeeld.example")
    make_colleague("Legal", "bo@voorbeeld.example")
    log_in(client)
    send(client, page, action="submit")
    state = LegalPage.objects.get().current_workflow_state
    assert {group.name for group in state.current_task_state.task.specific.groups.all()} == {"Legal", "Owners"}
    assert {address for letter in mail.outbox for address in letter.to} <= {"bo@voorbeeld.example"}
    client.force_login(editor)
    assert try_to_open(client, page) == TO_THE_ADMIN
    approve = f"/admin/pages/workflow/action/{page.pk}/approve/{state.current_task_state_id}/"
    assert client.post(approve)["Location"] == "/admin/"
    assert not Version.objects.exists()


def test_the_review_of_legal_texts_is_for_their_branch_alone():
    with_review = {page.slug for page in Page.objects.all() if page.get_workflow() is not None}
    legal = {page.slug for page in LegalIndexPage.objects.all()}
    assert with_review & legal == legal
    names = {page.get_workflow().name for page in Page.objects.exclude(slug__in=legal) if page.get_workflow()}
    assert "Juridische controle" not in names


def test_a_member_finds_no_admin_and_a_visitor_finds_the_log_in(client: Client):
    page = make_legal_page()
    assert client.get(f"/admin/pages/{page.pk}/edit/")["Location"].startswith("/account/login/?next=")
    client.force_login(make_person())
    assert try_to_open(client, page)[0] == 404
    assert publish(client, page).status_code == 404
    assert not Version.objects.exists()


def test_whatever_the_legal_team_does_to_a_page_its_versions_stay_readable(client: Client):
    publish_version()
    page = LegalPage.objects.get()
    log_in(client)
    for act in ("unpublish", "delete"):
        client.post(f"/admin/pages/{page.pk}/{act}/")
        for address in ("/privacy/", "/privacy/versies/1/"):
            assert "Wij bewaren je naam." in client.get(address).content.decode()
    assert Version.objects.count() == 1


def test_a_copied_text_does_not_become_a_second_statement(client: Client):
    publish_version()
    page = LegalPage.objects.get()
    log_in(client)
    branch = page.get_parent()
    form = {"new_title": "Kopie", "new_slug": "kopie", "new_parent_page": branch.pk, "publish_copies": "on"}
    response = client.post(f"/admin/pages/{page.pk}/copy/", form, follow=True)
    assert "Van een juridische tekst is er maar één." in response.content.decode()
    assert LegalPage.objects.count() == Version.objects.count() == 1
    assert "Kopie" not in client.get("/privacy/").content.decode()


def test_an_owner_who_copies_the_whole_branch_makes_no_second_statement(client: Client):
    publish_version()
    branch = LegalPage.objects.get().get_parent()
    owner = make_colleague("Legal")
    owner.is_superuser = True
    owner.save()
    client.force_login(owner)
    form = {
        "new_title": "Kopie",
        "new_slug": "kopie",
        "new_parent_page": 1,
        "copy_subpages": "on",
        "publish_copies": "on",
    }
    client.post(f"/admin/pages/{branch.pk}/copy/", form)
    assert LegalPage.objects.count() == Version.objects.count() == 1


def test_a_preview_of_a_draft_says_that_it_does_not_count(client: Client):
    page = make_legal_page()
    client.force_login(make_colleague("Legal"))
    page.save_revision()
    shown = client.get(f"/admin/pages/{page.pk}/view_draft/").content.decode()
    assert "Voorbeeld van een concept. Alleen de gepubliceerde versie geldt." in shown
    assert "Wij bewaren je naam." in shown
