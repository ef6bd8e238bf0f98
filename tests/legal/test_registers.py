"""A text shows a register as it was when it was published, and the legal team hears when it changes afterwards."""

from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from cookie_consent.models import Cookie, CookieGroup
from django.utils import timezone
from wagtail.models import Locale

from home.identity.models import Organisation
from legal.cookies.models import CookieDetails
from legal.statements.models import Document, LegalPage, VersionText
from legal.statements.writing import registers
from legal.statements.writing.drift import Drift, find_drift
from legal.statements.writing.registers import Table, list_choices, register_snapshot
from tests.factories.statements import make_legal_page, publish_version
from tests.visiting import Client

from .legal_admin import log_in, send
from .statement_blocks import CONTACT, COOKIES, make_body, write_section

pytestmark = pytest.mark.django_db


@pytest.fixture
def processors(monkeypatch: pytest.MonkeyPatch) -> list[Table]:
    """A register that somebody else keeps; what is in the list is what it says."""
    tables: list[Table] = [{"title": "", "text": "", "columns": ["Wie", "Waar"], "rows": [["Hoster", "Delft"]]}]
    monkeypatch.setattr(registers, "_registers", dict(registers._registers))
    register_snapshot("processors", "Verwerkers", lambda language: tables, "blocks/register_tables.html")
    return tables


def declare_cookie(name: str) -> None:
    group = CookieGroup.objects.get(varname="statistics")
    cookie = Cookie.objects.create(cookiegroup=group, name=name, description="Telt mee.", path="/")
    CookieDetails.objects.create(cookie=cookie, provider="Werkflippen", kept_for="1 dag")


def read_words(client: Client, path: str = "/cookies/") -> str:
    return BeautifulSoup(client.get(path).content, "html.parser").article.get_text(" ", strip=True)


def translate(kind: str = "cookies") -> VersionText:
    page = LegalPage.objects.get(document__kind=kind).copy_for_translation(Locale.objects.get(language_code="en"))
    page.title, page.body = "Cookies", make_body(COOKIES)
    page.save_revision().publish()
    return VersionText.objects.get(language="en")


def test_visitors_read_the_cookies_that_are_declared(client: Client) -> None:
    publish_version("cookies", body=make_body(COOKIES))
    words = read_words(client)
    for fact in ("Anoniem meetellen", "last_visit_day", "Werkflippen", "31 dagen"):
        assert fact in words


def test_a_published_text_keeps_what_the_register_said(client: Client) -> None:
    text = publish_version("cookies", body=make_body(COOKIES)).texts.get()
    declare_cookie("another_cookie")
    assert "another_cookie" not in read_words(client)
    assert "another_cookie" not in str(VersionText.objects.get(pk=text.pk).snapshot)
    assert set(text.snapshot) == {"cookies"}


def test_a_register_that_changed_after_publication_is_reported() -> None:
    version = publish_version("cookies", body=make_body(COOKIES))
    assert find_drift() == []
    declare_cookie("another_cookie")
    assert find_drift() == [Drift(version.document, version, "Cookies")]


def test_publishing_the_same_words_again_is_a_version_when_the_register_changed(client: Client) -> None:
    publish_version("cookies", body=make_body(COOKIES))
    declare_cookie("another_cookie")
    publish_version("cookies", body=make_body(COOKIES))
    assert VersionText.objects.count() == 2
    assert "another_cookie" in read_words(client)
    assert find_drift() == []


def test_a_changed_address_is_reported_for_each_text_that_shows_it() -> None:
    versions = [publish_version(kind, body=make_body(CONTACT)) for kind in ("privacy", "terms")]
    Organisation.objects.update_or_create(defaults={"email": "nieuw@werkflippen.example"})
    assert find_drift() == [Drift(version.document, version, "Wie wij zijn") for version in versions]


def test_a_text_without_registers_and_a_document_that_ended_are_not_reported() -> None:
    publish_version("privacy")
    publish_version("cookies", body=make_body(COOKIES))
    declare_cookie("another_cookie")
    Document.objects.filter(kind="cookies").update(ended_on=timezone.localdate() - timedelta(days=1))
    assert find_drift() == []


def test_only_the_newest_version_is_compared() -> None:
    publish_version("cookies", body=make_body(COOKIES))
    declare_cookie("another_cookie")
    publish_version("cookies", body=make_body(COOKIES), effective_from=timezone.localdate() + timedelta(days=9))
    assert find_drift() == []


def test_an_english_text_shows_the_register_in_english_and_drifts_once(client: Client) -> None:
    version = publish_version("cookies", body=make_body(COOKIES))
    text = translate()
    assert text.snapshot["cookies"][0]["title"] != version.find_text("nl").snapshot["cookies"][0]["title"]
    declare_cookie("another_cookie")
    assert len(find_drift()) == 1


def test_a_translation_is_refused_when_the_register_changed_since_the_dutch_text(client: Client) -> None:
    publish_version("cookies", body=make_body(COOKIES))
    declare_cookie("another_cookie")
    with pytest.raises(Exception, match="andere artikelen of punten"):
        translate()


def test_the_legal_team_chooses_among_the_registers(client: Client, processors: list[Table]) -> None:
    assert [name for name, _label in list_choices()] == ["cookies", "processors"]
    assert send(log_in(client), make_legal_page(), body=write_section("register", "processors")).status_code == 302
    assert VersionText.objects.get().snapshot == {"processors": processors}
    assert "Wie: Hoster; Waar: Delft" in VersionText.objects.get().text


def test_a_register_that_nobody_keeps_cannot_be_chosen(client: Client) -> None:
    response = send(log_in(client), make_legal_page(), body=write_section("register", "unknown"))
    assert response.context["form"].errors.keys() == {"body"}


def test_a_register_that_is_kept_no_more_is_reported_and_its_text_stays(
    client: Client, processors: list[Table], monkeypatch: pytest.MonkeyPatch
) -> None:
    version = publish_version(body=make_body({"type": "register", "value": "processors"}))
    monkeypatch.delitem(registers._registers, "processors")
    assert find_drift() == [Drift(version.document, version, "processors")]
    assert "Hoster" in read_words(client, "/privacy/")


@pytest.mark.parametrize("row", [["Hoster"], ["Hoster", "Delft", "x"], ["Hoster", None], ["Hoster", 3]])
def test_a_register_that_gives_no_whole_rows_stops_the_publication(processors: list[Table], row: list[Any]) -> None:
    processors[0]["rows"] = [row]
    with pytest.raises(ValueError, match="processors"):
        publish_version(body=make_body({"type": "register", "value": "processors"}))
    assert not VersionText.objects.exists()


def test_what_a_register_says_is_shown_as_words(client: Client, processors: list[Table]) -> None:
    processors[0]["rows"] = [["<script>alert(1)</script>", "<img src=x onerror=alert(1)>"]]
    publish_version(body=make_body({"type": "register", "value": "processors"}))
    page = BeautifulSoup(client.get("/privacy/").content, "html.parser").article
    assert not page.find_all(["script", "img"])
    assert "<script>alert(1)</script>" in page.get_text()


def test_finding_drift_costs_two_queries_whatever_the_number_of_texts(django_assert_num_queries: Any) -> None:
    for kind in ("privacy", "terms", "cookies"):
        publish_version(kind)
    with django_assert_num_queries(1):
        find_drift()
