"""Until a new version applies: a notice to the members who will be asked, which they can put away."""

import re
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext, override_settings

from legal.statements.models import Document, Version
from tests.factories.accounts import log_in, make_member
from tests.factories.people import make_person
from tests.factories.statements import answer, publish_consent, publish_version, translate_text
from tests.page_forms import read_form
from tests.visiting import Client

pytestmark = pytest.mark.django_db

PAGE = "/cursussen/?q=1"
NOTICE = "Vanaf 1 maart 2027 geldt: Privacyverklaring, versie 2."
NEW = "Wij bewaren je naam en je adres."


@pytest.fixture(autouse=True)
def _one_day(time_machine) -> None:
    time_machine.move_to("2027-02-01 12:00+01:00", tick=False)


@pytest.fixture
def member(client: Client):
    person = make_member()
    log_in(client)
    return person


def announce(person, **fields) -> Version:
    """A second version of the statement, of which this person knows the first."""
    answer(person, publish_version("privacy"))
    return publish_version("privacy", NEW, **{"effective_from": "2027-03-01"} | fields)


def read(client: Client, path: str = PAGE) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def dismiss(client: Client, version: Version, path: str = PAGE):
    address = f"/account/afspraken/aankondiging/{version.pk}/"
    return client.post(address, read_form(client.get(path), address).fields)


def test_a_member_who_will_be_asked_reads_from_when_and_what_is_different(client, member) -> None:
    announce(member)
    page = read(client)
    assert NOTICE in page
    assert page.index(NOTICE) < page.index("<main")
    assert 'href="/privacy/versies/2/"' in page
    assert 'href="/privacy/versies/2/verschil/1/"' in page
    assert "Wat is er anders dan in versie 1, die jij kent?" in page


def test_the_difference_is_with_the_version_this_member_agreed_to_last(client, member) -> None:
    answer(member, publish_version("privacy"))
    publish_version("privacy", "Wij bewaren je naam!", change=Version.Change.EDITORIAL)
    publish_version("privacy", NEW, effective_from="2027-03-01", change=Version.Change.SUBSTANTIVE)
    assert 'href="/privacy/versies/3/verschil/1/"' in read(client)


def test_a_first_version_is_announced_without_a_difference(client, member) -> None:
    publish_version("privacy", effective_from="2027-03-01")
    page = read(client)
    assert "Vanaf 1 maart 2027 geldt: Privacyverklaring, versie 1." in page
    assert "verschil" not in page


def test_on_its_day_the_notice_makes_room_for_the_question(client, member, time_machine) -> None:
    announce(member)
    time_machine.move_to("2027-02-28 23:59:59+01:00", tick=False)
    client.force_login(member)
    assert NOTICE in read(client)
    time_machine.move_to("2027-03-01 00:00:00+01:00", tick=False)
    response = client.get(PAGE, follow=True)
    assert response.redirect_chain[0][0].startswith("/account/afspraken/nieuw/")
    assert "geldt: Privacyverklaring" not in response.content.decode()


def test_somebody_who_will_not_be_asked_sees_no_notice(client, member) -> None:
    announce(member, change=Version.Change.EDITORIAL)
    publish_version("cookies", effective_from="2027-03-01")
    assert "announcement" not in read(client)


def test_a_document_that_ends_before_is_not_announced(client, member) -> None:
    announce(member)
    Document.objects.filter(kind="privacy").update(ended_on="2027-03-01")
    assert "announcement" not in read(client)
    Document.objects.filter(kind="privacy").update(ended_on="2027-03-02")
    assert NOTICE in read(client)


def test_of_a_document_that_ends_before_nothing_is_said_to_come_and_nothing_can_be_put_away(client, member) -> None:
    version = announce(member)
    coming, address = "Vanaf 1 maart 2027 geldt een nieuwe versie", f"/account/afspraken/aankondiging/{version.pk}/"
    Document.objects.filter(kind="privacy").update(ended_on="2027-03-02")
    assert coming in read(client, "/account/afspraken/")
    Document.objects.filter(kind="privacy").update(ended_on="2027-03-01")
    assert coming not in read(client, "/account/afspraken/")
    assert client.post(address).status_code == 404


def test_a_visitor_sees_no_notice_and_pages_stay_the_same_for_every_visitor(client) -> None:
    before = client.get(PAGE).content
    announce(make_person())
    assert client.get(PAGE).content == Client().get(PAGE).content == before


def test_a_member_puts_the_notice_away_with_a_form_and_comes_back_where_they_were(client, member) -> None:
    version = announce(member)
    response = dismiss(client, version)
    assert (response.status_code, response["Location"]) == (302, PAGE)
    assert "announcement" not in read(client)
    assert "announcement" not in read(client, "/account/")


def test_it_is_remembered_until_the_next_log_in_and_nowhere_else(client, member) -> None:
    version = announce(member)
    dismiss(client, version)
    assert dismiss_again(client, version) == [version.pk]
    client.post("/account/logout/")
    log_in(client)
    assert NOTICE in read(client)


def dismiss_again(client: Client, version: Version) -> list[int]:
    client.post(f"/account/afspraken/aankondiging/{version.pk}/")
    return client.session["dismissed_versions"]


def test_putting_one_away_leaves_the_others_and_changes_nothing_about_the_question(
    client, member, time_machine
) -> None:
    version = announce(member)
    publish_consent(effective_from="2027-03-01")
    dismiss(client, version)
    page = read(client)
    assert (NOTICE in page, "geldt: Nieuwsbrief, versie 1." in page) == (False, True)
    time_machine.move_to("2027-03-01 12:00+01:00", tick=False)
    client.force_login(member)
    assert client.get(PAGE).status_code == 302


def test_only_an_announced_version_can_be_put_away(client, member) -> None:
    in_force = publish_version("privacy")
    for number in (in_force.pk, 999_999, 10**30):
        assert client.post(f"/account/afspraken/aankondiging/{number}/").status_code == 404
    assert "dismissed_versions" not in client.session


@pytest.mark.parametrize("address", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_nobody_is_led_to_another_site(client, member, address: str) -> None:
    version = announce(member)
    response = client.post(f"/account/afspraken/aankondiging/{version.pk}/", {"next": address})
    assert response["Location"] == "/account/"


def test_a_visitor_and_another_site_put_nothing_away(client, member) -> None:
    address = f"/account/afspraken/aankondiging/{announce(member).pk}/"
    assert Client().post(address)["Location"].startswith("/account/login/")
    assert client.get(address).status_code == 405
    client.handler.enforce_csrf_checks = True
    assert client.post(address).status_code == 403


def test_in_english_the_title_is_english_and_without_a_translation_dutch(client, member) -> None:
    version = announce(member)
    assert "Privacyverklaring" in read(client, "/en/").split('class="announcement__title"')[1].split("</p>")[0]
    translate_text(version)
    assert "Privacy statement" in read(client, "/en/").split('class="announcement__title"')[1].split("</p>")[0]


def list_queries(client: Client, path: str = PAGE) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return [query["sql"] for query in captured]


def test_gate_and_notice_together_cost_one_query_and_nothing_for_a_visitor(client, member, settings) -> None:
    announce(member)
    for _ in range(2):  # a new site writes its first rows
        read(client)
    queries = list_queries(client)
    assert len([sql for sql in queries if '"statements_version"' in sql]) == 1
    without = [name for name in settings.MIDDLEWARE if not name.endswith("AgreementMiddleware")]
    with override_settings(MIDDLEWARE=without):
        assert len(list_queries(client)) == len(queries)  # the notice asks then: the one query is shared
    visitor = Client()
    read(visitor)
    assert not [sql for sql in list_queries(visitor) if '"statements_version"' in sql or "session" in sql]


def test_the_notice_has_no_script_and_no_inline_style() -> None:
    source = Path("templates/components/announcements.html").read_text(encoding="utf-8")
    assert not re.search(r"<script|style=|onclick", source)
