"""The member's own pages: one way around them, what is theirs first, and forms that password managers understand."""

import re
from datetime import timedelta
from html.parser import HTMLParser

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from members.membership.access import AccessRule
from tests.factories.accounts import log_in, make_member
from tests.factories.courses import find_catalog, give_access, give_membership, make_course
from tests.factories.people import make_person
from tests.factories.statements import publish_version
from tests.reading import read_page
from tests.visiting import Client

pytestmark = pytest.mark.django_db

PAGES = {
    "/account/": "Mijn cursussen",
    "/account/agenda/": "Agenda",
    "/account/lidmaatschap/": "Lidmaatschap",
    "/account/facturen/": "Facturen",
    "/account/profiel/": "Profiel",
    "/account/email/": "E-mailadres",
    "/account/meldingen/": "Meldingen",
    "/account/afspraken/": "Afspraken",
    "/account/meetellen/": "Meetellen",
    "/account/password/change/": "Wachtwoord",
    "/account/beveiliging/": "Beveiliging",
    "/account/sessies/": "Waar ik ben ingelogd",
}


def read_navigation(page: str) -> str:
    return re.search(r'<nav class="account-nav".*?</nav>', page, re.DOTALL)[0]


@pytest.mark.parametrize(("path", "title"), PAGES.items())
@pytest.mark.parametrize("start", ["", "/en"])
def test_every_page_of_the_account_leads_to_all_others_and_says_where_one_is(client, path, title, start) -> None:
    client.force_login(make_member())
    navigation = read_navigation(read_page(client, start + path))
    assert re.findall(r'href="([^"]+)"', navigation) == [start + one for one in PAGES] + [f"{start}/account/logout/"]
    (current,) = re.findall(r'href="([^"]+)" aria-current="page"', navigation)
    assert current == start + path
    assert start or title in navigation


def test_a_page_beneath_another_says_so(client: Client) -> None:
    client.force_login(make_member())
    page = client.get("/account/email/bevestigen/x/").content.decode()
    assert 'href="/account/email/" aria-current="true"' in read_navigation(page)


def test_who_had_a_course_reads_until_when_and_finds_it_again(client: Client) -> None:
    person, course = make_person(), make_course("Korter overleggen")
    grant = give_access(person, course, starts_at=timezone.now() - timedelta(days=60))
    grant.ends_at = timezone.now() - timedelta(days=13)
    grant.save()
    client.force_login(person)
    page = read_page(client, "/account/")
    assert "Er is nu geen cursus open voor jou." in page
    assert "Van jou tot en met 10 november 2026." in page
    assert f'href="{course.url}"' in page
    give_access(person, course)
    page = read_page(client, "/account/")
    assert "Niet meer open" not in page, "it was renewed"


def test_a_member_whose_membership_ended_reads_that_and_not_a_list_of_all_courses(client: Client) -> None:
    person = make_person()
    make_course("Korter overleggen")
    give_membership(person, starts_at=timezone.now() - timedelta(days=60), ends_at=timezone.now() - timedelta(days=13))
    client.force_login(person)
    page = read_page(client, "/account/")
    assert "Je lidmaatschap liep tot en met 10 november 2026" in page
    assert "Korter overleggen" not in page
    give_membership(person)
    assert "Je lidmaatschap liep" not in read_page(client, "/account/")


def test_nobody_finds_what_was_somebody_elses(client: Client) -> None:
    person, course = make_person(), make_course("Korter overleggen", access_rule=AccessRule.COURSE)
    give_access(
        person, course, starts_at=timezone.now() - timedelta(days=9), ends_at=timezone.now() - timedelta(days=1)
    )
    client.force_login(make_person("joost@voorbeeld.example"))
    assert "Korter overleggen" not in read_page(client, "/account/")


def test_the_own_page_costs_the_same_with_one_course_and_with_fifty(client: Client) -> None:
    person, catalog = make_person(), find_catalog()
    give_membership(person)
    make_course("Cursus 0", catalog=catalog)
    client.force_login(person)
    counts = []
    for _turn in range(2):
        for _visit in range(2):
            read_page(client, "/account/")  # which keeps what is the same for everybody
        with CaptureQueriesContext(connection) as queries:
            page = read_page(client, "/account/")
        counts.append(len(queries))
        for number in range(1, 50):
            make_course(f"Cursus {number}", catalog=catalog)
    assert page.count('class="course-card"') == 50
    assert counts[0] == counts[1] <= 20


class FieldReader(HTMLParser):
    """The autocomplete token of each field that somebody fills in, by its name."""

    def __init__(self) -> None:
        super().__init__()
        self.tokens: dict[str, str] = {}

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        if tag == "input" and given.get("type") in {"text", "email", "password", "tel"}:
            self.tokens[given.get("name") or ""] = given.get("autocomplete") or ""


TOKENS = {
    "login": "username",
    "email": "email",
    "password": "current-password",
    "oldpassword": "current-password",
    "password1": "new-password",
    "password2": "new-password",
    "first_name": "given-name",
    "last_name": "family-name",
}
FORMS = {
    "/account/login/": {"login", "password"},
    "/account/signup/": {"first_name", "last_name", "email", "password1"},
    "/account/password/reset/": {"email"},
    "/account/password/change/": {"oldpassword", "password1", "password2"},
    "/account/reauthenticate/": {"password"},
    "/account/profiel/": {"first_name", "last_name"},
    "/account/email/": {"email"},
}


@pytest.mark.parametrize(("path", "names"), FORMS.items())
def test_a_password_manager_knows_what_every_field_is_for(client: Client, path: str, names: set[str]) -> None:
    publish_version("privacy")
    make_member()
    if path not in {"/account/login/", "/account/signup/", "/account/password/reset/"}:
        log_in(client)
    reader = FieldReader()
    reader.feed(client.get(path).content.decode())
    assert reader.tokens == {name: TOKENS[name] for name in names}


def test_a_password_manager_finds_where_the_password_is_changed(client: Client) -> None:
    response = client.get("/.well-known/change-password")
    assert (response.status_code, response["Location"]) == (302, "/account/password/change/")
    log_in(client, make_member().email)
    assert client.get("/.well-known/change-password", follow=True).status_code == 200
