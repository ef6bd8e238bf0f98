"""Which addresses stay open while an answer is due, and what a script gets that asks for one that does not."""

from collections.abc import Iterator

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver, include, path, resolve
from wagtail.admin import urls as wagtailadmin_urls

from legal.statements.acts import open_pages
from legal.statements.acts.open_pages import is_kept_open, keep_open
from tests.factories.people import make_person
from tests.factories.statements import answer, publish_version
from tests.visiting import Client

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

REVIEW = "/account/afspraken/nieuw/"
# Everything else stays open. Who adds an address decides: behind the question (write it here) or not (`keep_open`).
BEHIND_THE_QUESTION = {
    "accounts:home",
    "certificates:certificate",
    "courses:lesson",
    "wagtail_serve",
    "wagtailcore_authenticate_with_password",
    "wagtailcore_login",
    "",  # the closed doors of Wagtail's own log-in, which lead to ours
    "membership:plans",
    *("billing:begin", "billing:details", "billing:check"),
    *("billing:redeem_gift", "billing:show_gift", "billing:renew_gift"),
    *("billing:accept_seat", "billing:invite", "billing:take_own_seat", "billing:take_seat_back"),
    "billing:withdraw_invitation",
    *("catalogue:feed", "finding:search", "robots", "sitemap"),
    *("pages:front_sharing_image", "pages:sharing_image"),
    *("sessions:book", "sessions:calendar", "sessions:cancel", "sessions:download", "sessions:show"),
}
MUST_BE_OPEN = {
    *("account_logout", "account_reset_password", "account_change_password", "account_email"),
    *("statements:document", "statements:version", "statements:difference", "statements:agreements"),
    *("statements:answer", "statements:review", "statements:dismiss", "cookies:choice", "healthz"),
    *("certificates:check", "billing:own_membership:cancel", "billing:withdraw", "billing:pay", "billing:leave_seat"),
    *("invoices:list", "invoices:pdf", "mollie_webhook"),
}


def list_addresses(patterns: list, prefix: str = "", path_so_far: str = "") -> Iterator[tuple[str, str]]:
    """(name with its namespaces, path as it is written) of every address outside the admin."""
    for pattern in patterns:
        written = path_so_far + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            namespace = f"{pattern.namespace}:" if pattern.namespace else ""
            if written != "admin/":
                yield from list_addresses(pattern.url_patterns, prefix + namespace, written)
        elif isinstance(pattern, URLPattern):
            yield prefix + (pattern.name or ""), written


def is_name_open(name: str) -> bool:
    *namespaces, _last = name.split(":")
    spaces = not open_pages._open.isdisjoint({*namespaces, name})
    return spaces or name.startswith(open_pages.OPEN_PREFIXES)


def test_every_address_is_open_or_was_put_behind_the_question_on_purpose() -> None:
    addresses = set(list_addresses(get_resolver().url_patterns))
    assert len(addresses) > 20
    closed = {name for name, written in addresses if not is_name_open(name) and not written.startswith(".well-known")}
    assert closed == BEHIND_THE_QUESTION & closed
    assert {name for name, _written in addresses} >= MUST_BE_OPEN
    assert all(map(is_name_open, MUST_BE_OPEN))


def show(request: HttpRequest) -> HttpResponse:
    return HttpResponse("open")


urlpatterns = [
    path("tweede-stap/", show, name="two_factor_authenticate"),
    path("rechten/", include(([path("", show, name="home")], "rights"))),
    path("factuur/", include(([path("", show, name="invoice"), path("betaal/", show, name="pay")], "money"))),
    path("gewoon/", show, name="ordinary"),
    path("admin/", include(wagtailadmin_urls)),
]


def ask(path: str) -> bool:
    request = RequestFactory().get(path)
    request.resolver_match = resolve(path)
    return is_kept_open(request)


@pytest.fixture
def _registered_for_one_test() -> Iterator[None]:
    before = set(open_pages._open)
    yield
    open_pages._open.intersection_update(before)


@pytest.mark.urls("tests.legal.test_open_pages")
@pytest.mark.usefixtures("_registered_for_one_test")
def test_an_app_keeps_a_namespace_or_one_address_of_its_own_open() -> None:
    assert [ask(path) for path in ("/tweede-stap/", "/rechten/", "/factuur/", "/gewoon/")] == [
        True,
        False,
        False,
        False,
    ]
    keep_open("rights", "money:invoice")
    assert [ask(path) for path in ("/rechten/", "/factuur/", "/factuur/betaal/")] == [True, True, False]


@pytest.fixture
def member(client: Client):
    person = make_person()
    client.force_login(person)
    publish_version("privacy")
    return person


SCRIPTS = {
    "htmx": {"HX-Request": "true"},
    "a boosted link": {"HX-Request": "true", "HX-Boosted": "true", "Accept": "text/html, */*"},
    "XMLHttpRequest": {"X-Requested-With": "XMLHttpRequest"},
    "fetch": {"Sec-Fetch-Mode": "cors", "Accept": "*/*"},
    "an image": {"Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "image"},
    "json": {"Accept": "application/json"},
}


@pytest.mark.parametrize("headers", SCRIPTS.values(), ids=SCRIPTS.keys())
def test_a_script_is_told_where_the_question_is_and_is_not_led_there(client, member, headers: dict[str, str]) -> None:
    response = client.get("/cursussen/?fragment=1", headers=headers)
    assert response.status_code == 403
    assert response.json() == {
        "detail": "Er is een nieuwe tekst. Beantwoord die eerst en probeer het dan opnieuw.",
        "address": REVIEW,
    }
    assert "no-store" in response["Cache-Control"]
    assert not {"Location", "HX-Redirect", "HX-Location", "HX-Refresh"} & set(response.headers)


@pytest.mark.parametrize(
    "headers",
    [
        {"HX-Request": "true", "HX-Current-URL": "http://testserver/cursussen/?q=a%20b"},
        {"Sec-Fetch-Mode": "cors", "Referer": "http://testserver/cursussen/?q=a%20b"},
    ],
)
def test_the_address_leads_back_to_the_page_and_not_to_the_fragment(client, member, headers: dict[str, str]) -> None:
    address = client.get("/?fragment=1", headers=headers).json()["address"]
    assert address == REVIEW + "?next=%2Fcursussen%2F%3Fq%3Da%2520b"


@pytest.mark.parametrize(
    "page", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "/\\evil.example", "http://["]
)
def test_the_address_never_leads_to_another_site(client, member, page: str) -> None:
    headers = {"HX-Request": "true", "HX-Current-URL": page}
    assert client.get("/cursussen/", headers=headers).json()["address"] == REVIEW


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Mode": "navigate", "Accept": "text/html,application/xhtml+xml"},
        {"Accept": "text/html, application/json"},
        {"Accept": "*/*"},
        {},
    ],
)
def test_a_page_that_is_opened_leads_to_the_question(client, member, headers: dict[str, str]) -> None:
    response = client.get("/cursussen/", headers=headers)
    assert (response.status_code, response["Location"]) == (302, REVIEW + "?next=%2Fcursussen%2F")


@pytest.mark.parametrize("headers", [*SCRIPTS.values(), {}])
def test_what_is_sent_is_never_stopped(client, member, headers: dict[str, str]) -> None:
    for method in ("post", "put", "patch", "delete"):
        response = getattr(client, method)("/cursussen/", headers=headers)
        assert response.status_code != 403
        assert "nieuw" not in response.get("Location", "")


def test_a_script_in_english_reads_english_and_is_led_to_the_english_question(client, member) -> None:
    response = client.get("/en/", headers={"HX-Request": "true"})
    assert response.json()["address"] == "/en" + REVIEW


def test_a_script_of_somebody_who_owes_nothing_gets_what_it_asked_for(client, member) -> None:
    answer(member, publish_version("privacy", "Wij bewaren je naam en je adres."))
    assert client.get("/cursussen/", headers={"HX-Request": "true"}).status_code == 200
    assert Client().get("/cursussen/", headers={"Accept": "application/json"}).status_code == 200
