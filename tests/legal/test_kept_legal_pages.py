"""What was published stays: whoever tries to take it away, along whatever road, reads why not."""

from collections.abc import Callable
from html import unescape

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from wagtail.models import Page

from legal.statements.models import Document, LegalIndexPage, LegalPage, Version
from legal.statements.publishing.keeping import RemovalRefused
from members.accounts.models import User
from tests.factories.people import make_colleague
from tests.factories.statements import make_legal_page, publish_version
from tests.visiting import Client

pytestmark = pytest.mark.django_db

KEPT = "“Privacyverklaring” is gepubliceerd: de pagina blijft bestaan, op deze plek."


def make_owner() -> User:
    """Wagtail itself refuses an owner nothing."""
    owner = User.objects.filter(is_superuser=True).first() or make_colleague("Legal", "ol@voorbeeld.example")
    owner.is_superuser = True
    owner.save()
    return owner


def publish_page() -> LegalPage:
    publish_version()
    return LegalPage.objects.get()


def remember(page: Page) -> list[object]:
    return [Page.objects.filter(pk=page.pk).values("live", "path", "url_path", "alias_of", "expire_at").first()]


def send_as_owner(client: Client, address: str, **form: str) -> HttpResponse:
    client.force_login(make_owner())
    return client.post(address, form, follow=True)


@pytest.mark.parametrize("act", ["delete", "unpublish"])
@pytest.mark.parametrize("is_branch", [False, True])
@pytest.mark.parametrize("is_bulk", [False, True])
def test_the_admin_refuses_and_says_why(client: Client, act: str, is_branch: bool, is_bulk: bool):
    page = publish_page()
    target = page.get_parent() if is_branch else page
    before = remember(page) + remember(target)
    single = f"/admin/pages/{target.pk}/{act}/"
    bulk = f"/admin/bulk/wagtailcore/page/{act}/?id={target.pk}&next=/admin/"
    response = send_as_owner(client, bulk if is_bulk else single, include_descendants="on")
    assert KEPT in unescape(response.content.decode())
    assert remember(page) + remember(target) == before


def test_a_text_is_not_moved_to_another_branch(client: Client):
    page = publish_page()
    english = LegalIndexPage.objects.get(locale__language_code="en")
    before = remember(page)
    response = send_as_owner(client, f"/admin/pages/{page.pk}/move/{english.pk}/confirm/")
    assert KEPT in unescape(response.content.decode())
    send_as_owner(client, f"/admin/bulk/wagtailcore/page/move/?id={page.pk}&next=/admin/", chooser=str(english.pk))
    assert remember(page) == before


def move_away(page: LegalPage) -> None:
    page.move(LegalIndexPage.objects.get(locale__language_code="en"), "last-child")


def expire(page: LegalPage) -> None:
    page.expire_at = "2026-01-01T00:00Z"
    page.save(clean=False)


def make_alias(page: LegalPage) -> None:
    page.alias_of = Page.objects.first()
    page.save(clean=False)


ROADS: dict[str, Callable[[LegalPage], object]] = {
    "delete": lambda page: page.delete(),
    "delete by its base class": lambda page: Page.objects.get(pk=page.pk).delete(),
    "delete many": lambda page: LegalPage.objects.filter(pk=page.pk).delete(),
    "delete many pages": lambda page: Page.objects.filter(pk=page.pk).delete(),
    "delete the branch": lambda page: page.get_parent().specific.delete(),
    "delete the branch by its base class": lambda page: page.get_parent().delete(),
    "unpublish": lambda page: page.unpublish(),
    "unpublish by its base class": lambda page: Page.objects.get(pk=page.pk).specific.unpublish(),
    "unpublish the branch": lambda page: page.get_parent().specific.unpublish(),
    "move": move_away,
    "move the branch": lambda page: page.get_parent().specific.move(
        LegalIndexPage.objects.get(locale__language_code="en"), "last-child"
    ),
    "expire": expire,
    "become an alias": make_alias,
    "copy": lambda page: page.copy(update_attrs={"slug": "kopie"}),
    "copy as a draft": lambda page: page.copy(update_attrs={"slug": "kopie"}, keep_live=False),
    "copy the branch": lambda page: page.get_parent().specific.copy(recursive=True, update_attrs={"slug": "kopie"}),
    "alias": lambda page: page.create_alias(update_slug="kopie"),
}


@pytest.mark.parametrize("road", ROADS)
def test_code_is_refused_and_nothing_changed(road: str):
    page = publish_page()
    pages, before = Page.objects.count(), remember(page)
    with pytest.raises(RemovalRefused), transaction.atomic():
        ROADS[road](LegalPage.objects.get(pk=page.pk))
    assert remember(page) == before
    assert Page.objects.count() == pages
    assert Version.objects.count() == 1


def test_the_tree_still_counts_right_after_a_refusal():
    page = publish_page()
    with pytest.raises(RemovalRefused):
        page.delete()
    assert LegalIndexPage.objects.get(pk=page.get_parent().pk).numchild == 1
    assert not any(Page.find_problems())


def test_a_draft_that_was_never_published_may_be_thrown_away(client: Client):
    page = make_legal_page()
    send_as_owner(client, f"/admin/pages/{page.pk}/delete/")
    assert not LegalPage.objects.exists()


def test_a_draft_translation_may_be_thrown_away_and_a_published_one_not(client: Client):
    page = publish_page()
    english = LegalIndexPage.objects.get(locale__language_code="en").locale
    draft = page.copy_for_translation(english)
    draft.delete()
    assert LegalPage.objects.get() == page


def test_the_order_of_the_texts_may_change():
    publish_version("privacy")
    publish_version("terms")
    terms = LegalPage.objects.get(document__kind="terms")
    terms.move(LegalPage.objects.get(document__kind="privacy"), "left")
    assert [page.specific.document.kind for page in terms.get_parent().get_children()] == ["terms", "privacy"]


def test_a_published_text_does_not_become_that_of_another_document():
    page = publish_page()
    page.document = Document.objects.get(kind="terms")
    with pytest.raises(ValidationError, match="van een ander document"):
        page.full_clean()
