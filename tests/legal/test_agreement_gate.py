"""When a member is asked, what they see, and what stays open meanwhile."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from legal.statements.models import Version
from tests.factories.accounts import log_in, make_member
from tests.factories.people import make_person, make_support
from tests.factories.statements import answer, publish_version, translate_text
from tests.page_forms import read_form
from tests.visiting import Client

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

PAGE = "/cursussen/"
REVIEW = "/account/afspraken/nieuw/"


@pytest.fixture
def member(client: Client):
    person = make_person()
    client.force_login(person)
    return person


def is_asked(client: Client, path: str = PAGE) -> bool:
    response = client.get(path)
    return response.status_code == 302 and response["Location"].startswith(REVIEW)


def read_pieces(page: str, mark: str) -> list[str]:
    """The words within <ins> or <del> in the comparison, without signs and hints."""
    lines = page.split('class="difference__lines"')[1]
    return [re.split("&nbsp;", found)[1] for found in re.findall(f"<{mark}>(.*?)</{mark}>", lines, re.DOTALL)]


def test_a_member_who_answered_nothing_is_asked_at_their_next_page_with_the_whole_text(client, member) -> None:
    publish_version("privacy", "Wij bewaren je naam.")
    response = client.get("/cursussen/?q=1&r=a%20b")
    assert (response.status_code, response["Location"]) == (302, REVIEW + "?next=%2Fcursussen%2F%3Fq%3D1%26r%3Da%2520b")
    assert "no-store" in response["Cache-Control"]
    page = client.get(response["Location"])
    assert "no-store" in page["Cache-Control"]
    assert "Wij bewaren je naam." in page.content.decode()
    assert "difference__lines" not in page.content.decode()
    assert read_form(page, REVIEW).fields["next"] == "/cursussen/?q=1&r=a%20b"


def test_a_member_who_agreed_to_version_1_sees_what_version_3_changes_in_that(client, member) -> None:
    answer(member, publish_version("privacy", "Wij bewaren je naam een jaar."))
    publish_version("privacy", "Wij bewaren je naam twee jaar.")
    publish_version("privacy", "Wij bewaren je naam drie jaar.")
    page = client.get(PAGE, follow=True).content.decode()
    assert "Wat is er anders dan in versie 1, die jij kent?" in page
    assert (read_pieces(page, "del"), read_pieces(page, "ins")) == (["een"], ["drie"])


def test_a_refused_version_is_no_ground_to_compare_with(client, member) -> None:
    answer(member, publish_version("terms", "Je betaalt een euro."), "accept")
    answer(member, publish_version("terms", "Je betaalt twee euro."), "decline")
    publish_version("terms", "Je betaalt drie euro.")
    page = client.get(PAGE, follow=True).content.decode()
    assert (read_pieces(page, "del"), read_pieces(page, "ins")) == (["een"], ["drie"])


@pytest.mark.parametrize("change", [Version.Change.EDITORIAL, Version.Change.CLARIFICATION])
def test_a_comma_or_a_clearer_sentence_asks_nobody_again(client, member, change) -> None:
    answer(member, publish_version("privacy"))
    publish_version("privacy", "Wij bewaren je naam!", change=change)
    assert not is_asked(client)


def test_an_editorial_version_after_a_substantive_one_still_asks_who_missed_that(client, member) -> None:
    answer(member, publish_version("privacy"))
    publish_version("privacy", "Wij bewaren je naam en je adres.")
    publish_version("privacy", "Wij bewaren je naam en je adres!", change=Version.Change.EDITORIAL)
    page = client.get(PAGE, follow=True).content.decode()
    assert "Wat is er anders dan in versie 1, die jij kent?" in page


def test_a_new_version_asks_from_its_first_moment_in_amsterdam(client, member, time_machine) -> None:
    time_machine.move_to("2026-11-23 12:00+01:00", tick=False)
    answer(member, publish_version("privacy"))
    publish_version("privacy", "Wij bewaren je naam en je adres.", effective_from="2026-12-01")
    time_machine.move_to("2026-11-30 23:59:59+01:00", tick=False)
    assert not is_asked(client)
    time_machine.move_to("2026-12-01 00:00:00+01:00", tick=False)
    assert is_asked(client)


def test_the_cookie_page_asks_nothing_of_a_member(client, member) -> None:
    publish_version("cookies")
    assert not is_asked(client)


OPEN = [
    "/account/logout/", "/account/login/", "/account/password/reset/", "/account/password/reset/done/",
    "/account/password/change/", "/account/email/", "/account/confirm-email/", "/account/confirm-email/x/",
    "/account/afspraken/", "/privacy/", "/privacy/?op=2026-11-23", "/privacy/versies/", "/privacy/versies/1/",
    "/privacy/versies/2/", "/privacy/versies/2/verschil/1/", "/voorwaarden/", "/voorwaarden/versies/", "/cookies/",
    "/cookies/keuze/", "/en/privacy/", "/en/account/logout/", "/healthz", "/static/css/site.css",
    "/.well-known/change-password",
]  # fmt: skip


@pytest.mark.parametrize("path", OPEN)
def test_what_a_member_may_need_meanwhile_stays_open(client, member, path: str) -> None:
    for text in ("Wij bewaren je naam.", "Wij bewaren je naam en je adres."):
        publish_version("privacy", text)
        publish_version("terms", text)
    assert is_asked(client)
    response = client.get(path)
    assert "afspraken/nieuw" not in response.get("Location", "")
    assert response.status_code != 500


def test_staff_can_work_in_the_admin_while_something_is_due(client: Client) -> None:
    client.force_login(make_support())
    publish_version("privacy")
    assert client.get("/admin/").status_code == 200
    assert is_asked(client)


def test_a_form_that_a_member_sends_is_not_lost(client, member) -> None:
    publish_version("privacy")
    assert "afspraken" not in client.post(PAGE, {"text": "lang getypt"}).get("Location", "")
    assert client.post("/account/logout/")["Location"] == "/"


def test_a_page_that_does_not_exist_is_not_found(client, member) -> None:
    publish_version("privacy")
    assert client.get("/bestaat-niet/", follow=True).redirect_chain[-1][0].startswith(REVIEW)
    assert client.get("/bestaat.niet").status_code == 404


def test_a_member_who_only_asks_for_the_headers_is_not_led_away(client, member) -> None:
    publish_version("privacy")
    assert client.head(PAGE).status_code == 200


def test_a_member_never_goes_round_in_circles(client, member) -> None:
    publish_version("privacy")
    for path in (PAGE, "/", "/account/", REVIEW, f"{REVIEW}?next={REVIEW}", "/en/", "/en/account/"):
        response = client.get(path, follow=True)
        assert response.status_code == 200
        assert len(response.redirect_chain) <= 3
        assert "review__form" in response.content.decode()
    answer(member, Version.objects.get())
    for path in (REVIEW, f"{REVIEW}?next={REVIEW}", f"{REVIEW}?next=/account/login/"):
        response = client.get(path, follow=True)
        assert response.status_code == 200
        assert len(response.redirect_chain) <= 3


def test_somebody_who_logs_in_is_asked_and_then_comes_where_they_were_going(client: Client) -> None:
    make_member()
    publish_version("privacy")
    page = client.get(log_in(client, next="/cursussen/?q=1")["Location"], follow=True)
    response = client.post(REVIEW, read_form(page, REVIEW).fields | {"answer": "acknowledge"})
    assert (response.status_code, response["Location"]) == (302, "/cursussen/?q=1")


def test_a_member_on_the_english_pages_is_asked_in_english(client, member) -> None:
    version = publish_version("privacy")
    translate_text(version)
    response = client.get("/en/")
    assert response["Location"].startswith("/en/account/afspraken/nieuw/?next=%2Fen%2F")
    page = client.get(response["Location"])
    assert "We keep your name." in page.content.decode()
    form = read_form(page, "/en" + REVIEW)
    client.post("/en" + REVIEW, form.fields | {"answer": "acknowledge"})
    assert member.act_subjects.get().act.text.language == "en"


def list_questions(client: Client) -> list[str]:
    """The tables of versions and acts that a page asked, once what is the same for everybody is kept."""
    for _ in range(2):  # a new site writes its first rows
        client.get(PAGE)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(PAGE).status_code == 200
    asked = " ".join(query["sql"] for query in captured)
    return re.findall(r'FROM "statements_((?:version|act)\w*)"', asked)


def test_asking_costs_one_query_for_a_member_who_owes_nothing_and_none_for_a_visitor(client, member) -> None:
    answer(member, publish_version("privacy"))
    answer(member, publish_version("terms"), "accept")
    assert list_questions(client) == ["actsubject"]
    assert list_questions(Client()) == []


def test_a_visitor_is_never_asked(client: Client) -> None:
    publish_version("privacy")
    assert client.get(PAGE).status_code == 200
    response = client.get(REVIEW)
    assert (response.status_code, response["Location"]) == (302, f"/account/login/?next={REVIEW}")
