"""A real nginx gives kept pages out itself, and never an old one, nor one to somebody with a session."""

import contextlib
import gzip
import os
import re
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytest_django.live_server_helper import LiveServer
from time_machine import TimeMachineFixture

from courses.models import CoursePage
from home.pagecache.due import WORK
from home.pagecache.files import is_plain
from home.pagecache.kept_page import KeptPage
from home.pagecache.naming import Place
from home.pagecache.usual_headers import list_usual, normalise
from home.pages.browser_rules import write_rules
from tests.home.pagecache.web_server import Answer, WebServer, running_web_server
from tests.test_deploy import NGINX

pytestmark = pytest.mark.django_db(transaction=True)
HOME = Place("https", "127.0.0.1", "/")
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


def make_page(**headers: str) -> KeptPage:
    """With the headers of any page, and these in their place."""
    said = list_usual(HOME) | {name.replace("_", "-"): value for name, value in headers.items()}
    return KeptPage(tuple(said.items()), b"page", b"", read=(), ends_at=0, release="", stamp=0, tick=0)


@pytest.mark.usefixtures("pages", "db")
def test_a_page_that_says_something_else_than_the_web_server_is_left_to_the_site() -> None:
    assert is_plain(HOME, make_page())
    for name in list_usual(HOME):
        assert not is_plain(HOME, make_page(**{name: "iets anders"})), name
    assert not is_plain(HOME, make_page(link="</a.css>; rel=preload"))
    assert not is_plain(HOME, make_page(content_language="en"))
    assert is_plain(HOME._replace(path="/en/"), make_page(content_language="en"))


@pytest.mark.usefixtures("pages")
def test_the_web_server_says_of_a_page_what_the_site_expects_it_to() -> None:
    (place,) = re.findall(r"location / {(.*?)\n}", NGINX, re.DOTALL)
    lines = re.findall(r"""add_header (\S+) (["']?)(.*)\2;$""", place, re.MULTILINE)
    added = {name.lower(): value for name, _quote, value in lines}
    usual = list_usual(HOME) | {"content-language": "$language", "last-modified": ""}
    del usual["content-type"]  # of a file that ends in .html
    added.pop("vary")
    assert {name: normalise(name, value) for name, value in added.items()} == {
        name: normalise(name, value) for name, value in usual.items()
    }


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
    return {name: normalise(name, value) for name, value in headers.items()}


def test_the_web_server_gives_a_page_out_until_it_changes(web: WebServer, course: CoursePage) -> None:
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


def test_a_file_that_goes_before_it_is_opened_is_made_by_the_site(web: WebServer, pages: Path) -> None:
    """As when `current` leads elsewhere in that moment. A pipe and a socket are found, and cannot be read."""
    web.ask(COURSE)
    assert is_from_disk(web.ask(COURSE))
    (file,) = pages.glob(f"current/*/127.0.0.1{COURSE}index.html")
    for make_unreadable in (os.mkfifo, bind_socket):
        file.unlink()
        make_unreadable(file)
        answer = web.ask(COURSE)
        assert (answer.status, is_from_disk(answer)) == (200, False)
        assert "Korter overleggen" in answer.content.decode()
    assert web.ask(COURSE, "HEAD").status == 200


def bind_socket(file: Path) -> None:
    # The whole path is longer than a socket's may be.
    with contextlib.chdir(file.parent), socket.socket(socket.AF_UNIX) as opened:
        opened.bind(file.name)


def test_static_files_come_from_disk_for_ever_where_their_name_says_what_they_hold(
    web: WebServer, tmp_path: Path
) -> None:
    folder = tmp_path / "static" / "css"
    folder.mkdir(parents=True)
    for name in ("site.0123456789ab.css", "site.css", "plain.js", "font.0123456789ab.woff2"):
        (folder / name).write_bytes(b"x" * 2000)
    (folder / "site.0123456789ab.css.gz").write_bytes(gzip.compress(b"x" * 2000))
    hashed, plain = web.ask("/static/css/site.0123456789ab.css"), web.ask("/static/css/site.css")
    assert hashed.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert plain.headers["cache-control"] == "no-cache"
    kinds = [web.ask(f"/static/css/{name}").headers["content-type"] for name in ("site.css", "plain.js")]
    assert kinds == ["text/css; charset=utf-8", "text/javascript; charset=utf-8"]
    assert web.ask("/static/css/font.0123456789ab.woff2").headers["content-type"] == "font/woff2"
    small = web.ask("/static/css/site.0123456789ab.css", Accept_Encoding="gzip")
    assert (small.headers["content-encoding"], small.headers["vary"]) == ("gzip", "Accept-Encoding")
    assert gzip.decompress(small.content) == hashed.content
    assert [web.ask(f"/static/{path}").status for path in ("", "css/", "bestaat-niet.css")] == [404] * 3
    for name, value in write_rules([]).items():
        assert name == "Permissions-Policy" or hashed.headers[name.lower()] == value
