"""Whatever is asked, and however often: what is kept stays small, true, and nobody else's."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import resolve
from hypothesis import given, settings, strategies

from home.freshness.sharing import share
from home.pagecache.kept_page import KeptPage
from home.pagecache.memory import MOST_QUERIES, Memory
from home.pagecache.middleware import PageCacheMiddleware
from home.pagecache.naming import Place
from tests.home.pagecache.visitors import Visitor

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

TEXTS = strategies.text(strategies.characters(max_codepoint=255), max_size=40)  # as WSGI gives them (PEP 3333)


def answer_as(**headers: str) -> PageCacheMiddleware:
    """A site of one view that shares its page, and has these headers."""

    def view(request: HttpRequest) -> HttpResponse:
        request.user, request.resolver_match = AnonymousUser(), resolve("/")
        return share(HttpResponse(b"page", headers={name.replace("_", "-"): value for name, value in headers.items()}))

    return PageCacheMiddleware(view)


def ask(site: PageCacheMiddleware, path: str = "/", **meta: Any) -> HttpResponse:
    return site(RequestFactory().get(path, **meta))


def test_thousands_of_queries_and_endless_addresses_are_not_kept() -> None:
    site = answer_as()
    for number in range(2000):
        ask(site, f"/?q{number}={number}")
    ask(site, f"/{'a' * 1000}")
    ask(site, "/", HTTP_HOST="h" * 600)
    assert len(site.memory.pages) == 0


@pytest.mark.usefixtures("lesson")
@pytest.mark.parametrize("path", ["/grootboek/", "/cursussen/"])
def test_a_page_number_or_a_choice_that_there_is_not_leaves_nothing(path: str) -> None:
    visitor = Visitor()
    for query in ("p=2", "p=999", "p=0", "p=-1", "p=x"):
        assert visitor.get(f"{path}?{query}").status_code == 200
        assert not visitor.gets_kept(f"{path}?{query}"), query
    visitor.reads(f"{path}?p=1")
    assert visitor.gets_kept(f"{path}?p=1")


@pytest.mark.usefixtures("lesson")
def test_a_choice_that_the_catalogue_does_not_know_leaves_nothing() -> None:
    visitor = Visitor()
    for query in ("niveau=onbekend", "volgorde=achteruit", "onderwerp=a&onderwerp=b"):
        visitor.reads(f"/cursussen/?{query}")
        assert not visitor.gets_kept(f"/cursussen/?{query}"), query


def test_queries_of_one_path_drive_out_each_other_and_no_other_page() -> None:
    memory = Memory(1_000_000)
    memory.keep(Place("http", "h", "/"), make_page(b"x"))
    for number in range(MOST_QUERIES + 20):
        memory.keep(Place("http", "h", "/cursussen/", (("p", str(number)),)), make_page(b"x"))
    memory.keep(Place("http", "h", "/cursussen/"), make_page(b"x"))
    places = set(memory.pages)
    assert len(places) == MOST_QUERIES + 2
    assert {Place("http", "h", "/"), Place("http", "h", "/cursussen/")} <= places
    assert Place("http", "h", "/cursussen/", (("p", "0"),)) not in places
    assert memory.bytes == sum(page.size for page in memory.pages.values())


def test_what_is_kept_never_grows_beyond_its_bytes() -> None:
    memory = Memory(100_000)
    for number in range(500):
        memory.keep(Place("http", "h", f"/{number}"), make_page(b"x" * 4000))
    memory.keep(Place("http", "h", "/0"), make_page(b"x" * 50_000))
    assert memory.bytes <= 100_000 and memory.bytes == sum(page.size for page in memory.pages.values())
    assert memory.find(Place("http", "h", "/499")) and not memory.find(Place("http", "h", "/0"))


def make_page(content: bytes) -> KeptPage:
    return KeptPage((), content, b"", (), ends_at=0, release="", stamp=0, tick=0)


@pytest.mark.parametrize(
    "headers",
    [
        {"Cache_Control": "private"},
        {"Cache_Control": "max-age=60, no-store"},
        {"Vary": "Cookie, User-Agent"},
        {"Vary": "*"},
        {"Content_Encoding": "gzip"},
        {"Set_Cookie": "a=1"},
        {"Content_Security_Policy": "script-src 'nonce-abc'"},
    ],
)
def test_a_page_that_says_that_it_is_for_one_visitor_is_not_kept(headers: dict[str, str]) -> None:
    site = answer_as(**headers)
    response = ask(site)
    assert response.content == b"page" and len(site.memory.pages) == 0
    assert "ETag" not in response


@pytest.mark.parametrize(
    "meta",
    [
        {"HTTP_COOKIE": "a=1; sessionid=x"},
        {"HTTP_COOKIE": "messages=x"},
        {"HTTP_AUTHORIZATION": "Basic x"},
        {"REQUEST_METHOD": "POST"},
        {"REQUEST_METHOD": "HEAD"},
    ],
)
def test_who_has_a_session_or_a_message_or_sends_something_leaves_nothing(meta: dict[str, str]) -> None:
    site = answer_as()
    ask(site, **meta)
    assert len(site.memory.pages) == 0


def test_every_host_and_scheme_has_pages_of_its_own() -> None:
    site = answer_as()
    for meta in ({"HTTP_HOST": "a.example"}, {"HTTP_HOST": "b.example"}, {"HTTP_HOST": "a.example", "secure": True}):
        ask(site, **meta)
    assert len(site.memory.pages) == 3


@pytest.mark.usefixtures("lesson")
def test_a_campaign_leaves_no_trace_in_the_page_of_others() -> None:
    plain = Visitor().reads("/")
    for query in ("utm%5Fsource=x", "utm_source", "utm_source=a&utm_campaign=b"):
        visitor = Visitor()
        visitor.reads(f"/?{query}")
        assert visitor.gets_kept("/") and visitor.reads("/") == plain
    assert Visitor().get("/?utm_source=a&q=%FF").status_code == 200


@pytest.mark.usefixtures("lesson")
def test_a_page_has_one_address() -> None:
    visitor = Visitor()
    visitor.reads("/privacy/versies/1/")
    visitor.reads("/privacy/versies/01/")
    assert visitor.gets_kept("/privacy/versies/1/") and not visitor.gets_kept("/privacy/versies/01/")


@pytest.mark.usefixtures("lesson")
@pytest.mark.parametrize("host", ["kwaad.example", "a b", "testserver:80:80", "testserver@kwaad.example", "é.example"])
def test_a_host_that_is_not_ours_gets_nothing_and_leaves_nothing(host: str) -> None:
    visitor = Visitor()
    assert visitor.get("/", headers={"host": host}).status_code == 400
    assert "kwaad" not in visitor.reads("/")


@given(path=TEXTS, query=TEXTS, cookie=TEXTS)
@settings(max_examples=60)
def test_no_address_breaks_it(path: str, query: str, cookie: str) -> None:
    site = answer_as()
    meta = {"PATH_INFO": f"/{path}", "QUERY_STRING": query, "HTTP_COOKIE": cookie}
    assert site(RequestFactory().get("/", **meta)).content == b"page"
    assert site(RequestFactory().get("/", **meta)).content == b"page"
