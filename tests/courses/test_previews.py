"""Editors see a page as somebody else would: exactly what that person gets."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from courses.models import LessonPage
from members.membership.access import AccessRule, GateFacts, decide, decide_as
from members.membership.personas import Persona, Role
from tests.factories.courses import give_access, give_membership, make_course, make_lesson, make_open_lesson
from tests.factories.people import make_colleague, make_person
from tests.visiting import Client

pytestmark = pytest.mark.django_db

CANARY = "kanarie-in-de-les"
PATH = "/cursussen/korter-overleggen/de-agenda/"
ENDED = r"De toegang is geëindigd op [^<]+"


@pytest.fixture
def lesson() -> LessonPage:
    course = make_course(slug="korter-overleggen")
    make_open_lesson(course, slug="kennismaken")
    return make_lesson(course, slug="de-agenda", text=CANARY)


def write_form() -> dict[str, str]:
    """What the editor of a lesson holds, as its preview gets it."""
    body = streamfield([("paragraph", rich_text("<p>Tekst.</p>"))])
    fields = {"title": "De agenda", "slug": "de-agenda", "teaser": "Wat erop hoort.", "minutes": "15", "own_rule": ""}
    return nested_form_data(fields | {"body": body, "opening": streamfield([])})


def preview(page: Page, mode: str) -> str:
    return page.make_preview_request(preview_mode=mode).content.decode()


def become(client: Client, role: Role, page: LessonPage) -> None:
    """Logs in as somebody who really is what the persona stands for."""
    if role == Role.VISITOR:
        return
    person, now = make_person(), timezone.now()
    if role == Role.WITH_ACCESS:
        give_membership(person)
        give_access(person, page.course)
    if role == Role.LAPSED:
        give_membership(person, starts_at=now - timedelta(days=99), ends_at=now - timedelta(days=9))
    client.force_login(person)


def read_main(html: str) -> str:
    main = html[html.index('<main id="inhoud"') : html.index("</main>")]
    return re.sub(ENDED, "De toegang is geëindigd op …", main)


def read_log_in_state(html: str) -> list[str]:
    return re.findall(r'header__account" href="([^"]+)"', html)


@pytest.mark.parametrize("rule", AccessRule.values)
@pytest.mark.parametrize("role", Role)
def test_a_preview_of_a_lesson_is_what_that_person_gets(client, lesson, role, rule):
    lesson.own_rule = rule
    lesson.save()
    become(client, role, lesson)
    real = client.get(PATH).content.decode()
    shown = preview(lesson, role)
    assert read_main(shown) == read_main(real)
    assert read_log_in_state(shown) == read_log_in_state(real)


@pytest.mark.parametrize("role", Role)
def test_a_preview_of_a_course_is_what_that_person_gets(client, lesson, role):
    become(client, role, lesson)
    real = client.get("/cursussen/korter-overleggen/").content.decode()
    shown = preview(lesson.course, role)
    assert read_main(shown) == read_main(real)
    assert read_log_in_state(shown) == read_log_in_state(real)


@pytest.mark.parametrize("rule", [*AccessRule.values, "iets-anders"])
@pytest.mark.parametrize("role", Role)
def test_the_gate_decides_for_a_persona_as_for_such_a_person_and_asks_nobody(client, lesson, role, rule):
    page = GateFacts(rule, lesson.access_course_key)
    become(client, role, lesson)
    real = decide(client.get(PATH).wsgi_request.user, page)
    with CaptureQueriesContext(connection) as queries:
        decision = decide_as(Persona(role), page)
    assert len(queries) == 0
    assert decision.is_allowed == real.is_allowed
    assert {reason.why for reason in decision.reasons} == {reason.why for reason in real.reasons}


def test_a_lesson_that_is_not_published_yet_is_previewed_as_it_will_be():
    lesson = make_lesson(make_course(), text=CANARY, live=False)
    assert CANARY in preview(lesson, "access")
    assert CANARY not in preview(lesson, "lapsed")


def test_what_was_changed_and_not_published_decides_in_a_preview(lesson):
    lesson.own_rule = AccessRule.ACCOUNT
    assert CANARY in preview(lesson, "free")
    assert CANARY not in preview(lesson, "visitor")


@pytest.mark.parametrize("mode", ["", "iemand", "lesson"])
def test_an_unknown_mode_shows_what_a_visitor_gets(lesson, mode):
    assert CANARY not in preview(lesson, mode)


def test_previewing_stores_nothing(lesson):
    with CaptureQueriesContext(connection) as queries:
        for role in Role:
            preview(lesson, role)
            preview(lesson.course, role)
    assert [query["sql"] for query in queries if not query["sql"].startswith("SELECT")] == []


def test_an_editor_chooses_whose_eyes_to_look_through(client, lesson):
    client.force_login(make_colleague("Editors"))
    for page, first in ((lesson, "Met toegang"), (lesson.course, "Bezoeker")):
        editor = client.get(f"/admin/pages/{page.pk}/edit/").content.decode()
        for label in ("Met toegang", "Bezoeker", "Gratis account", "Vroeger lid"):
            assert f">{label}</option>" in editor
        assert f"selected>{first}</option>" in editor


def test_the_preview_of_an_editor_carries_the_content_checker_and_nothing_of_the_editor(client, lesson):
    client.force_login(make_colleague("Editors"))
    address = f"/admin/pages/{lesson.pk}/edit/preview/?mode=visitor&in_preview_panel=true"
    assert client.post(address, write_form()).json()["is_valid"]
    shown = client.get(address).content.decode()
    assert "wagtail-userbar" in shown
    assert "Inloggen" in shown
    assert "Wie ziet dit?" not in shown
    assert "wagtail-userbar" not in client.get(PATH).content.decode()
