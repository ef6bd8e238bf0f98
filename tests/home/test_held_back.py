"""What a browser held back is counted, and nothing is kept of whose browser it was."""

import json
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest
from django.http import HttpResponse
from django.utils import timezone

from home.held_back import recording
from home.held_back.due import forget_what_was_held_back
from home.held_back.models import HeldBack
from home.limits.counting import Limit
from tests.factories.courses import make_course, make_open_lesson
from tests.factories.people import make_colleague
from tests.factories.statements import publish_version
from tests.same_moment import run_at_once
from tests.visiting import Client

pytestmark = pytest.mark.django_db

ADDRESS = "/tegengehouden/"
OLD, NEW = "application/csp-report", "application/reports+json"
PIXEL = "https://pixel.elders.example/a.gif?wie=jij"


def write_old(page: str = "/", blocked: Any = PIXEL, directive: Any = "img-src", **more: Any) -> dict[str, Any]:
    facts = {"document-uri": f"http://testserver{page}", "blocked-uri": blocked, "effective-directive": directive}
    return {"csp-report": facts | more}


def write_new(page: str = "/", blocked: Any = PIXEL) -> dict[str, Any]:
    body = {"documentURL": f"http://testserver{page}", "blockedURL": blocked, "effectiveDirective": "img-src"}
    return {"type": "csp-violation", "url": body["documentURL"], "user_agent": "Mozilla", "body": body}


def send(client: Client, told: Any, content_type: str = OLD, **headers: str) -> HttpResponse:
    body = told if isinstance(told, bytes) else json.dumps(told).encode()
    return client.generic("POST", ADDRESS, body, content_type, headers=headers)


def read_rows() -> list[tuple[str, str, str, int]]:
    return list(HeldBack.objects.order_by("pk").values_list("directive", "origin", "page", "times"))


def test_two_visitors_whose_browsers_held_the_same_back_are_one_row(client: Client) -> None:
    assert send(client, write_old("/?zoek=mijn+naam")).status_code == 204
    assert send(Client(), [write_new(), {"type": "deprecation", "body": {}}], NEW).status_code == 204
    assert read_rows() == [("img-src", "elders.example", "/", 2)]


@pytest.mark.one_database
def test_a_row_holds_nothing_about_a_person() -> None:
    names = {field.name for field in HeldBack._meta.fields}
    assert names == {"id", "day", "directive", "origin", "page", "times"}


@pytest.mark.one_database
def test_a_page_is_named_as_everybody_finds_it_and_a_secret_address_only_by_its_pattern(client: Client) -> None:
    publish_version("privacy")
    make_open_lesson(make_course(slug="korter-overleggen"), slug="de-agenda")
    pages = {
        "/": "/",
        "/en/": "/en/",
        "/cursussen/korter-overleggen/de-agenda/?x=1#y": "/cursussen/korter-overleggen/",
        "/cursussen/korter-overleggen/": "/cursussen/korter-overleggen/",
        "/privacy/versies/1/": "/privacy/versies/1/",
        "/account/password/reset/key/1-geheim/": "/account/password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        "/agenda/geheim.ics": "/agenda/<slug:secret>.ics",
        "/jan.jansen@bezoeker.example/": "",
        "/%00/": "",
        "/\ud800": "",
        "/" + "a" * 3000: "",
    }
    for page in pages:
        assert send(client, write_old(page)).status_code == 204
    found = dict.fromkeys(HeldBack.objects.order_by("pk").values_list("page", flat=True))
    assert list(found) == list(dict.fromkeys(pages.values()))


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("blocked", "origin"),
    [
        ("https://4f9a8b7c.user123.tracker.example/a.gif", "tracker.example"),
        ("https://jan.shop.co.uk/", "shop.co.uk"),
        ("http://testserver/jan.js", "testserver"),
        *((f"https://{host}/", "*") for host in ("192.168.1.5:8080", "proxy.acme.internal", "laptop-van-jan", "a..nl")),
        ("inline", "inline"),
    ],
)
def test_of_a_host_only_whose_it_is_is_kept_and_nothing_of_somebodys_own_network(
    client: Client, blocked: str, origin: str
) -> None:
    assert send(client, write_old(blocked=blocked)).status_code == 204
    assert read_rows() == [("img-src", origin, "/", 1)]


@pytest.mark.one_database
@pytest.mark.parametrize(
    "told",
    [
        write_old(blocked="chrome-extension://abcdef/x.js"),
        write_old(**{"source-file": "moz-extension://abcdef/x.js"}),
        write_old(blocked="https://<script>alert(1)</script>/"),
        write_old(blocked="https://" + "a" * 101),
        write_old(blocked="https://[::1"),
        write_old(blocked={"host": ["x"]}),
        write_old(directive="=1+1"),
        write_old(directive=7),
        write_old(**{"document-uri": "https://elders.example/"}),
        write_old(**{"document-uri": None}),
    ],
)
def test_what_is_made_up_or_comes_from_an_extension_is_passed_over(client: Client, told: dict[str, Any]) -> None:
    assert send(client, told).status_code == 204
    assert read_rows() == []


@pytest.mark.one_database
@pytest.mark.parametrize("content_type", [OLD, NEW])
@pytest.mark.parametrize(
    "body", [b"\xff\xfe", b"nee", b"7", b'"', b"[" * 9000, b'{"csp-report": 7}', b'{"a": NaN}', b"null"]
)
def test_a_body_that_is_no_report_is_refused(client: Client, content_type: str, body: bytes) -> None:
    assert send(client, body, content_type).status_code == 400
    assert read_rows() == []


@pytest.mark.one_database
def test_what_is_too_much_or_no_report_at_all_is_refused(client: Client) -> None:
    assert send(client, b"[" + b" " * 70_000 + b"]", NEW).status_code == 413
    assert send(client, write_old(), "application/json").status_code == 415
    assert client.get(ADDRESS).status_code == 405
    assert send(client, write_old(), **{"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert send(client, [write_new(f"/{number}/") for number in range(100)], NEW).status_code == 204
    assert read_rows() == [("img-src", "elders.example", "", 20)]


@pytest.mark.one_database
def test_one_household_reports_only_so_often(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("home.held_back.views.PER_NETWORK", Limit("report what a browser held back", 2, 600))
    assert [send(client, write_old()).status_code for _ in range(3)] == [204, 204, 429]
    assert read_rows()[0][-1] == 2


def test_however_much_is_made_up_a_day_holds_only_so_many_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recording, "NEW_ROWS", Limit("put on record", 2, 600))
    for number in (1, 2, 3, 1):
        recording.record(day=date(2026, 11, 29), directive="img-src", origin=f"{number}.example", page="/")
        recording.record(day=date(2026, 11, 29), directive="img-src", origin="flood.example", page=f"/{number}/")
    assert [(row[1], row[3]) for row in read_rows()] == [("1.example", 2), ("flood.example", 2), ("*", 4)]


@pytest.mark.django_db(transaction=True)
def test_two_reports_at_the_same_moment_both_count() -> None:
    facts = {"day": date(2026, 11, 29), "directive": "img-src", "origin": "a.example", "page": "/"}
    run_at_once([partial(recording.record, **facts)] * 4)
    assert read_rows() == [("img-src", "a.example", "/", 4)]


def test_after_ninety_days_it_is_gone() -> None:
    for days in (90, 91):
        day = timezone.localdate() - timedelta(days=days)
        recording.record(day=day, directive="img-src", origin=f"{days}.example", page="/")
    assert list(forget_what_was_held_back()) == []
    assert [row[1] for row in read_rows()] == ["90.example"]


@pytest.mark.one_database
@pytest.mark.parametrize(("role", "may_see"), [("Legal", True), ("Owners", True), ("Editors", False)])
def test_the_legal_team_and_the_owners_read_what_was_held_back(client: Client, role: str, may_see: bool) -> None:
    recording.record(day=timezone.localdate(), directive="img-src", origin="pixel.elders.example", page="/")
    client.force_login(make_colleague(role))
    report = client.get("/admin/reports/tegengehouden/")
    assert ("pixel.elders.example" in report.content.decode()) is may_see
    assert (report.status_code == 200) is may_see
    assert ("/admin/reports/tegengehouden/" in client.get("/admin/").content.decode()) is may_see
