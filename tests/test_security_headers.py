"""What every answer tells the browser to refuse, and what a session leaves behind."""

import re

import pytest
from django.conf import settings
from django.db import connection
from django.http import HttpResponse
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from courses.models import CoursePage
from home.identity.models import Organisation
from tests.factories.accounts import log_in, make_member
from tests.factories.courses import make_course, make_lesson
from tests.factories.people import make_colleague
from tests.factories.statements import publish_version
from tests.visiting import Client

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

INVITATION = "/cursussen/korter-overleggen/de-agenda/"
PAGES = {
    "/": 200,
    "/en/": 200,
    INVITATION: 200,
    "/privacy/": 200,
    "/deze-pagina-is-er-niet/": 404,
    "/account/login/": 200,
    "/account/signup/": 200,
    "/cookies/keuze/": 200,
    "/cursussen/": 200,
    "/cursussen/korter-overleggen/": 200,
    "/zoeken/?q=overleg": 200,
    "/privacy/versies/": 200,
    "/privacy/versies/1/": 200,
    "/grootboek/": 200,
    "/bewijs/": 200,
}
STRICT = {
    "default-src": ["'none'"],  # and with it object-src, frame-src and worker-src, which no line may open again
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "form-action": ["'self'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
}
ADMIN = {"frame-src": ["'self'"], "frame-ancestors": ["'self'"]}
# A script that holds something else than facts, a style, or a piece of script in an attribute.
INLINE = re.compile(r"""<script(?![^>]*(?:\bsrc=|application/json))[^>]*>|<style|<[^>]+\s(?:on\w+|style)=""")
EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
HEADERS = EVERYWHERE | {"X-Frame-Options": "DENY"}


@pytest.fixture
def course() -> CoursePage:
    publish_version("privacy")
    course = make_course(slug="korter-overleggen")
    make_lesson(course, slug="de-agenda")
    return course


def read_policy(response: HttpResponse) -> dict[str, list[str]]:
    parts = [part.split() for part in response["Content-Security-Policy"].split(";")]
    return {name: sources for name, *sources in filter(None, parts)}


def choose(policy: dict[str, list[str]], names: dict[str, list[str]]) -> dict[str, list[str] | None]:
    return {name: policy.get(name) for name in names}


def write_lesson_form() -> dict[str, str]:
    """What the editor of a lesson holds, as its preview gets it."""
    body = streamfield([("paragraph", rich_text("<p>Tekst van de les.</p>"))])
    fields = {"title": "Zo ziet de les eruit", "slug": "de-agenda", "teaser": "Wat erop hoort.", "minutes": "15"}
    return nested_form_data(fields | {"own_rule": "", "body": body, "opening": streamfield([])})


def find_unsafe(policy: dict[str, list[str]]) -> list[str]:
    return [source for sources in policy.values() for source in sources if "unsafe" in source or "*" in source]


@pytest.mark.parametrize(("path", "status"), PAGES.items())
def test_a_visitor_gets_pages_that_run_only_what_is_ours(client: Client, course, path: str, status: int) -> None:
    response = client.get(path)
    assert response.status_code == status
    policy = read_policy(response)
    assert choose(policy, STRICT) == STRICT
    assert find_unsafe(policy) == []
    assert policy.get("object-src", ["'none'"]) == ["'none'"]
    assert response["Cross-Origin-Embedder-Policy"] == "require-corp"
    assert {name: response.get(name) for name in HEADERS} == HEADERS


def find_pieces(client: Client) -> dict[str, tuple[HttpResponse, int]]:
    """What is no page, and pages that say no, with the status of each."""
    return {
        "robots": (client.get("/robots.txt"), 200),
        "picture": (client.get("/deelbeeld.png"), 200),
        "sitemap": (client.get("/sitemap.xml"), 200),
        "refused form": (Client(enforce_csrf_checks=True).post("/account/login/", {}), 403),
        "not our host": (client.get("/", headers={"host": "elders.example"}), 400),
        "wrong method": (client.get("/tegengehouden/"), 405),
        "redirect": (client.get("/account/"), 302),
    }


def test_pieces_and_refusals_are_as_closed_as_pages(client: Client, course) -> None:
    for name, (response, status) in find_pieces(client).items():
        assert (name, response.status_code) == (name, status)
        assert (name, choose_headers(response)) == (name, EVERYWHERE)
        assert "camera=()" in response["Permissions-Policy"]


def choose_headers(response: HttpResponse) -> dict[str, str | None]:
    return {name: response.get(name) for name in EVERYWHERE}


def test_our_own_mistake_is_as_closed_as_a_page(client: Client, course, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(CoursePage, "serve", lambda *words: 1 / 0)
    client.raise_request_exception = False
    response = client.get(course.url)
    assert response.status_code == 500
    assert choose_headers(response) == EVERYWHERE
    assert choose(read_policy(response), STRICT) == STRICT


def test_a_sensor_is_closed_and_a_film_may_fill_the_screen(client: Client) -> None:
    rules = dict(part.split("=") for part in client.get("/account/login/")["Permissions-Policy"].split(", "))
    assert {rules[name] for name in ("camera", "microphone", "geolocation", "usb", "payment")} == {"()"}
    assert {rules[name] for name in ("fullscreen", "publickey-credentials-get", "clipboard-write")} == {"(self)"}


@pytest.mark.parametrize("mode", ["access", "visitor"])
def test_an_editor_sees_a_preview_in_a_frame_of_our_own_that_runs_only_what_is_ours(
    client: Client, course, mode: str
) -> None:
    client.force_login(make_colleague("Editors"))
    address = f"/admin/pages/{course.get_children().get().pk}/edit/preview/?mode={mode}"
    assert client.post(address, write_lesson_form()).json()["is_valid"]
    response = client.get(address)
    assert "Zo ziet de les eruit" in response.content.decode()
    policy = read_policy(response)
    strict = STRICT | {"frame-ancestors": ["'self'"]}
    assert choose(policy, strict) == strict
    assert find_unsafe(policy) == []
    assert response["X-Frame-Options"] == "SAMEORIGIN"


def test_the_admin_runs_nothing_inline_and_asks_nobody_else(client: Client, course) -> None:
    client.force_login(make_colleague("Owners"))
    paths = (
        "/admin/",
        f"/admin/pages/{course.pk}/edit/",
        f"/admin/pages/{course.pk}/move/",
        f"/admin/localize/submit/page/{course.pk}/",
        "/admin/media/video/add/",
        "/admin/kortingscodes/new/",
        "/admin/workflows/add/",
        reverse("wagtailsettings:edit", args=["identity", "organisation", Organisation.load().pk]),
    )
    expected = {name: sources for name, sources in (STRICT | ADMIN).items() if name != "style-src"}
    for path in paths:
        response = client.get(path)
        assert (path, response.status_code) == (path, 200)
        policy = read_policy(response)
        assert choose(policy, expected) == expected
        assert find_unsafe(policy) == ["'unsafe-hashes'"]  # with the hash of a handler that does nothing
        [nonce] = set(policy["style-src"]) - {"'self'"}
        assert nonce.startswith("'nonce-")
        assert {name: response.get(name) for name in HEADERS} == HEADERS
        assert (path, INLINE.findall(response.content.decode())) == (path, [])


def test_a_session_ends_with_the_browser_at_every_step(client: Client) -> None:
    publish_version("privacy")
    make_member()
    assert settings.SESSION_COOKIE_NAME not in client.get("/account/signup/").cookies
    for _ in range(2):
        for response in (log_in(client), client.post("/account/logout/")):
            cookie = response.cookies[settings.SESSION_COOKIE_NAME]
            assert cookie.value == "" or (cookie["max-age"], cookie["expires"]) == ("", "")  # gone, or until the end


def test_a_session_goes_with_logging_out_as_the_cookie_page_says(client: Client) -> None:
    make_member()
    log_in(client)
    client.get(client.post("/account/logout/")["Location"])
    assert client.cookies[settings.SESSION_COOKIE_NAME].value == ""


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL lets people read and write at once of its own")
def test_on_sqlite_visitors_read_while_somebody_writes() -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode")
        assert cursor.fetchone() == ("wal",)


@pytest.mark.parametrize(
    ("path", "readers"),
    [("/", None), ("/account/login/", None), ("/admin/api/main/pages/", None), ("/grootboek/zegels.json", "*")],
)
def test_no_other_site_may_read_more_than_the_public_seals(client: Client, path: str, readers: str | None) -> None:
    client.force_login(make_colleague("Editors"))
    response = client.get(path, headers={"Origin": "https://elders.example"})
    assert response.get("Access-Control-Allow-Origin") == readers
    assert "Access-Control-Allow-Credentials" not in response


@pytest.mark.parametrize("path", ["/.git/config", "/.git/HEAD", "/.gitignore", "/static/../.git/config", "/.env"])
def test_nothing_of_the_repository_is_served(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404
