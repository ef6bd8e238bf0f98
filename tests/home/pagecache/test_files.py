"""A real nginx gives kept pages out itself, and never an old one, nor one to somebody with a session."""

import gzip
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytest_django.live_server_helper import LiveServer
from time_machine import TimeMachineFixture

from courses.models import CoursePage
from home.pagecache.due import WORK
from home.pagecache.files import split_policy
from tests.home.pagecache.web_server import Answer, WebServer, running_web_server

pytestmark = pytest.mark.django_db(transaction=True)
COURSE = "/cursussen/korter-overleggen/"
OF_THE_CONNECTION = {"date", "server", "connection", "content-length", "transfer-encoding"}
OF_A_FILE = {"etag", "last-modified", "accept-ranges"}


@pytest.fixture
def pages(tmp_path: Path, settings: Any, time_machine: TimeMachineFixture) -> Path:
    """As in production: behind TLS, and on the day that it is for nginx."""
    time_machine.move_to(tmp_path.stat().st_mtime)
    settings.PAGE_FILES_ROOT = str(tmp_path / "pages")
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = settings.SECURE_HSTS_PRELOAD = True
    settings.SITE_URL = "https://127.0.0.1"
    settings.CHECKOUT_ORIGINS = []
    return tmp_path / "pages"


@pytest.fixture
def web(pages: Path, course: CoursePage, tmp_path: Path) -> Iterator[WebServer]:
    site = LiveServer("127.0.0.1")  # one of its own: the common one has begun before, and keeps no pages
    with running_web_server(tmp_path, site=site.url.removeprefix("http://"), pages=pages) as web:
        yield web
    site.stop()


def is_from_disk(answer: Answer) -> bool:
    """By the ETag that nginx makes of a moment and a length."""
    return re.fullmatch(r'"[0-9a-f]+-[0-9a-f]+"', answer.headers.get("etag", "")) is not None


def read_headers(answer: Answer) -> dict[str, Any]:
    headers: dict[str, Any] = {
        name: value for name, value in answer.headers.items() if name not in OF_THE_CONNECTION | OF_A_FILE
    }
    return headers | {"content-security-policy": split_policy(headers["content-security-policy"])}


def test_the_web_server_gives_a_page_out_until_it_changes(web: WebServer, course: CoursePage) -> None:
    web.ask("/")  # a change of the site itself: the row of the company
    first, second = web.ask(COURSE), web.ask(COURSE)
    assert (is_from_disk(first), is_from_disk(second)) == (False, True)
    assert first.content == second.content
    assert read_headers(first) == read_headers(second)
    assert web.ask(COURSE, If_None_Match=second.headers["etag"]).status == 304
    for cookie in ("a=1; sessionid=x", "__Host-sessionid=x", "messages=x"):
        assert not is_from_disk(web.ask(COURSE, Cookie=cookie))
    assert not is_from_disk(web.ask(COURSE, Authorization="Basic x"))
    assert is_from_disk(web.ask(COURSE, Cookie="cookie_consent=statistics=yes"))
    assert not is_from_disk(web.ask(f"{COURSE}?p=1"))
    assert web.ask(COURSE, "POST").status in (403, 405)
    course.title = "Nog korter overleggen"
    course.save_revision().publish()
    third = web.ask(COURSE)
    assert "Nog korter overleggen" in third.content.decode() and not is_from_disk(third)
    assert is_from_disk(web.ask(COURSE))
    assert web.ask("/en/").headers["content-language"] == web.ask("/en/").headers["content-language"] == "en"
    assert web.ask("/deze-pagina-is-er-niet/").status == 404


def test_the_web_server_gives_the_compressed_page_to_who_accepts_it(web: WebServer) -> None:
    web.ask("/")
    plain = web.ask(COURSE)
    made, kept = (web.ask(COURSE, Accept_Encoding=accepted) for accepted in ("gzip, br", "gzip"))
    assert not is_from_disk(plain) and is_from_disk(made) and is_from_disk(kept)
    other = web.ask(f"{COURSE}?utm_source=x", Accept_Encoding="gzip")  # of the site itself
    assert not is_from_disk(other) and other.headers["content-encoding"] == "gzip"
    assert gzip.decompress(kept.content) == gzip.decompress(other.content) == plain.content
    assert read_headers(kept) == read_headers(other)
    as_it_is = web.ask(COURSE, Accept_Encoding="gzip;q=0")
    assert is_from_disk(as_it_is) and as_it_is.content == plain.content
    assert as_it_is.headers["etag"] != kept.headers["etag"]
    assert web.ask(COURSE, Accept_Encoding="gzip", If_None_Match=kept.headers["etag"]).status == 304
    head = web.ask(COURSE, "HEAD", Accept_Encoding="gzip")
    assert head.headers["content-length"] == str(len(kept.content))
    personal = web.ask(f"{COURSE}?x=1", Cookie="sessionid=x", Accept_Encoding="gzip")
    assert "content-encoding" not in personal.headers  # whatever Debian's own configuration says


def test_what_was_kept_before_is_cleared_away(web: WebServer, pages: Path, course: CoursePage) -> None:
    web.ask(COURSE)
    course.title = "Nog korter overleggen"
    course.save_revision().publish()
    web.ask(COURSE)
    (pages / "current").unlink()  # as on a new machine
    web.ask("/lid-worden/")
    assert is_from_disk(web.ask("/lid-worden/"))
    for work in WORK:
        assert list(work()) == []
    folders = [path for path in pages.iterdir() if path.is_dir() and not path.is_symlink()]
    assert [folder.name for folder in folders] == [(pages / "current").readlink().name]
    assert is_from_disk(web.ask(COURSE))
