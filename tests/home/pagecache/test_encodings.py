"""Who accepts a page compressed gets it so, when it is the same for everybody; and each form is told from the other."""

import gzip
from typing import Any

import pytest
from django.test import RequestFactory
from hypothesis import given, settings, strategies

from home.pagecache.encoding import LONGEST, accepts_gzip, compress
from home.pagecache.memory import Memory
from home.pagecache.naming import Place
from tests.factories.accounts import make_member
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
        answer = visitor.get("/", headers={"accept-encoding": accepted})
        assert answer.get("Content-Encoding") == "gzip", accepted
        assert gzip.decompress(answer.content) == plain.content
        assert answer["Content-Length"] == str(len(answer.content)) and len(answer.content) < len(plain.content) / 2
        assert answer["Vary"] == plain["Vary"] == "Cookie, Accept-Encoding"
        assert answer["ETag"] != plain["ETag"] and not answer["ETag"].startswith("W/")


def test_who_does_not_accept_it_gets_the_page_as_it_is(visitor: Visitor) -> None:
    visitor.get("/", headers={"accept-encoding": "gzip"})
    for accepted in AS_IT_IS:
        answer = visitor.get("/", headers={"accept-encoding": accepted})
        assert "Content-Encoding" not in answer and answer.content.startswith(b"<!doctype html>"), accepted
        assert answer["Content-Length"] == str(len(answer.content))


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


def test_a_page_for_somebody_with_a_session_is_never_compressed(visitor: Visitor) -> None:
    visitor.force_login(make_member("een@voorbeeld.example"))
    for path in ("/", "/account/"):
        answer = visitor.get(path, headers={"accept-encoding": "gzip"}, follow=True)
        assert answer.status_code == 200 and "Content-Encoding" not in answer


def test_a_page_that_would_not_become_shorter_stays_as_it_is() -> None:
    assert compress(b"page") == b""
    site = answer_as()
    for _look in range(2):
        answer = ask(site, HTTP_ACCEPT_ENCODING="gzip")
        assert answer.content == b"page" and "Content-Encoding" not in answer


def test_both_forms_count_as_memory() -> None:
    memory, page = Memory(1_000_000), make_page(b"x" * 4000)
    page.compressed = b"y" * 500
    memory.keep(Place("http", "h", "/"), page)
    assert memory.bytes == page.size >= 4500


@given(header=strategies.text(strategies.characters(max_codepoint=255), max_size=300))
@settings(max_examples=60)
def test_whatever_a_browser_accepts_it_gets_an_answer(header: str) -> None:
    assert accepts_gzip(header) in (True, False)
    assert answer_as()(RequestFactory().get("/", HTTP_ACCEPT_ENCODING=header)).content == b"page"
