"""Who accepts a page compressed gets it so, when it is the same for everybody; and each form is told from the other."""

import gzip
from typing import Any

import pytest
from django.test import RequestFactory
from hypothesis import given, settings, strategies

from home.pagecache.encoding import LONGEST, compress
from home.pagecache.memory import Memory
from home.pagecache.naming import Place
from legal.statements.models import Version
from tests.factories.accounts import make_member
from tests.factories.statements import answer
from tests.home.pagecache.test_hostile_addresses import answer_as, ask, make_page
from tests.home.pagecache.visitors import Visitor

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

COMPRESSED = [
    *("gzip", "x-gzip", "GZIP", "gzip, deflate, br, zstd", "br;q=1.0, gzip;q=0.8", "*", "deflate, *;q=0.1"),
    *("gzip ; q=0.5", "identity;q=0, gzip", "gzip;q=0.5, identity;q=0.5"),
]
AS_IT_IS = [
    *("", "identity", "br", "gzip;q=0", "gzip;q=0.000, *", "*;q=0", "identity, *;q=0", "gzip;q=0.3, identity;q=0.7"),
    *(
        "gzipped",
        "gzip;q=",
        "gzip;q=veel",
        "gzip;q=-1",
        "gzip;q=nan",
        "gzip;level=9",
        ",;=,;",
        "\x00",
        "gzip," * LONGEST,
    ),
]


@pytest.fixture
def visitor(lesson: Any) -> Visitor:
    return Visitor()


def test_who_accepts_it_gets_the_same_page_compressed(visitor: Visitor) -> None:
    plain = visitor.get("/")
    for accepted in COMPRESSED:
        sent = visitor.get("/", headers={"accept-encoding": accepted})
        assert sent.get("Content-Encoding") == "gzip", accepted
        assert gzip.decompress(sent.content) == plain.content
        assert sent["Content-Length"] == str(len(sent.content)) and len(sent.content) < len(plain.content) / 2
        assert sent["Vary"] == plain["Vary"] == "Cookie, Accept-Encoding"
        assert sent["ETag"] != plain["ETag"] and not sent["ETag"].startswith("W/")


def test_who_does_not_accept_it_gets_the_page_as_it_is(visitor: Visitor) -> None:
    visitor.get("/", headers={"accept-encoding": "gzip"})
    for accepted in AS_IT_IS:
        sent = visitor.get("/", headers={"accept-encoding": accepted})
        assert "Content-Encoding" not in sent and sent.content.startswith(b"<!doctype html>"), accepted
        assert sent["Content-Length"] == str(len(sent.content))


def test_the_first_visitor_gets_what_the_next_one_gets(visitor: Visitor) -> None:
    first, second = (visitor.get("/", headers={"accept-encoding": "gzip"}) for _look in range(2))
    assert (first.content, first.headers) == (second.content, second.headers)


def test_a_browser_that_has_one_form_is_told_so_of_that_form_only(visitor: Visitor) -> None:
    forms = {accepted: visitor.get("/", headers={"accept-encoding": accepted})["ETag"] for accepted in ("gzip", "br")}
    for accepted in forms:
        for known, tag in forms.items():
            again = visitor.get("/", headers={"accept-encoding": accepted, "if-none-match": tag})
            assert again.status_code == (304 if known == accepted else 200)
            assert again["ETag"] == forms[accepted] and again["Vary"] == "Cookie, Accept-Encoding"
            assert known != accepted or (again.content, "Content-Encoding" in again) == (b"", False)


def test_the_head_alone_says_how_long_the_compressed_page_is(visitor: Visitor) -> None:
    page = visitor.get("/", headers={"accept-encoding": "gzip"})
    head = visitor.head("/", headers={"accept-encoding": "gzip"})
    assert head.content == b""
    assert {name: head[name] for name in head.headers} == {name: page[name] for name in page.headers}


def log_in(visitor: Visitor) -> None:
    """As somebody who is not asked anything first."""
    member = make_member("een@voorbeeld.example")
    answer(member, Version.objects.get())
    visitor.force_login(member)


def test_a_page_for_one_person_is_compressed_when_nothing_of_the_request_can_stand_in_it(visitor: Visitor) -> None:
    log_in(visitor)
    for path in ("/", "/account/"):
        plain = visitor.get(path, follow=True)
        sent = visitor.get(path, headers={"accept-encoding": "gzip"}, follow=True)
        assert sent["Content-Encoding"] == "gzip" and b"</html>" in gzip.decompress(sent.content)
        assert sent["Content-Length"] == str(len(sent.content))
        assert "Accept-Encoding" in sent["Vary"] and "Accept-Encoding" in plain["Vary"]
        assert "Cookie" in sent["Vary"] and "Content-Encoding" not in plain
        assert "Content-Encoding" not in visitor.get(path, headers={"accept-encoding": "gzip;q=0"}, follow=True)


def test_a_page_that_shows_what_was_sent_along_to_one_person_is_never_compressed(visitor: Visitor) -> None:
    log_in(visitor)
    accepting = {"accept-encoding": "gzip"}
    for sent in (
        visitor.get("/zoeken/?q=een@voorbeeld.example", headers=accepting),
        visitor.get("/account/?een@voorbeeld.example", headers=accepting),
        visitor.post("/account/profiel/", {"first_name": ""}, headers=accepting),
        visitor.get("/een@voorbeeld.example/", headers=accepting),
    ):
        assert sent.status_code in (200, 404, 422) and len(sent.content) > 1000
        assert "Content-Encoding" not in sent


def test_a_page_that_would_not_become_shorter_stays_as_it_is() -> None:
    assert compress(b"page") == b""
    site = answer_as()
    for _look in range(2):
        sent = ask(site, HTTP_ACCEPT_ENCODING="gzip")
        assert sent.content == b"page" and "Content-Encoding" not in sent


def test_both_forms_count_as_memory() -> None:
    memory, page = Memory(1_000_000), make_page(b"x" * 4000)
    page.compressed = b"y" * 500
    memory.keep(Place("http", "h", "/"), page)
    assert memory.bytes == page.size >= 4500


@given(header=strategies.text(strategies.characters(max_codepoint=255), max_size=300))
@settings(max_examples=60)
def test_whatever_a_browser_accepts_it_gets_an_answer(header: str) -> None:
    assert answer_as()(RequestFactory().get("/", HTTP_ACCEPT_ENCODING=header)).content == b"page"
