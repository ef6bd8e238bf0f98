"""What the server says of a reader's own place: where it may be kept, by which keys, and that it sees none of it."""

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from wagtail.models import Locale

from courses.models import LessonPage
from courses.own_place import STORAGE
from legal.cookies.register import read_cookies
from tests.factories.courses import give_membership, make_course, make_lesson, make_open_lesson
from tests.factories.people import make_person
from tests.visiting import Client

pytestmark = pytest.mark.django_db

SCRIPTS = Path(settings.REPOSITORY) / "static" / "js"
SCRIPT = "".join(
    path.read_text(encoding="utf-8") for path in [SCRIPTS / "own_place.js", *sorted(SCRIPTS.glob("own_place/*.js"))]
)
OWN_MODULE = r'^import \{.*\} from "\./[\w/]+\.js";$'
ASKING = r"fetch|XMLHttpRequest|sendBeacon|WebSocket|EventSource|document\.cookie|\.submit\(|\.action\b|\bimport\b[ (]"


@pytest.fixture
def lesson() -> LessonPage:
    return make_open_lesson(make_course(slug="korter-overleggen"), slug="kennismaken")


def read(client: Client, path: str) -> BeautifulSoup:
    return BeautifulSoup(client.get(path).content, "html.parser")


def read_marks(page: BeautifulSoup) -> dict[str, str]:
    return page.select_one("[data-own-place=lesson]").attrs


def test_a_lesson_is_named_by_keys_alone(client, lesson):
    marks = read_marks(read(client, lesson.url))
    named = {name: value for name, value in marks.items() if name.startswith("data-")}
    assert named == {
        "data-own-place": "lesson",
        "data-course": str(lesson.get_parent().translation_key),
        "data-lesson": str(lesson.translation_key),
    }


def test_a_translated_lesson_has_the_same_keys(client, lesson):
    english = Locale.objects.get(language_code="en")
    for page in (lesson.get_parent().specific, lesson):
        copy = page.copy_for_translation(english)
        copy.save_revision().publish()
    keys = [read_marks(read(client, address))["data-lesson"] for address in (lesson.url, copy.url)]
    assert keys[0] == keys[1]


def test_the_outline_names_its_lessons_in_the_same_way(client, lesson):
    shut = make_lesson(lesson.get_parent().specific)
    items = read(client, lesson.get_parent().url).select("[data-lesson]")
    assert [(item["data-lesson"], "data-open" in item.attrs) for item in items] == [
        (str(lesson.translation_key), True),
        (str(shut.translation_key), False),
    ]


def test_everything_waits_for_the_script(client, lesson):
    client.force_login(make_person())
    for path in (lesson.url, lesson.get_parent().url, "/account/", "/account/logout/"):
        page = read(client, path)
        found = page.select(".own-place, [data-own-offer], [data-own-ticked], [data-own-place=leaving]")
        assert found, path
        assert all("hidden" in part.attrs for part in found), path


def test_no_form_sends_any_of_it(client, lesson):
    client.force_login(make_person())
    for path in (lesson.url, lesson.get_parent().url, "/account/", "/account/logout/"):
        fields = read(client, path).select(".own-place :is(input, textarea), [data-own-place=leaving] input")
        assert fields, path
        assert not [field for field in fields if field.get("name")], path


def test_an_invitation_has_nothing_to_keep(client, lesson):
    shut = make_lesson(lesson.get_parent().specific)
    assert not read(client, shut.url).select("[data-own-place], [data-own-text]")
    person = make_person()
    give_membership(person)
    client.force_login(person)
    assert read(client, shut.url).select("[data-own-place]")


def test_the_page_says_where_it_is_and_what_log_out_leaves(client, lesson):
    words = read(client, lesson.get_parent().url).select_one("[data-own-place=kept]").get_text(" ", strip=True)
    assert "het staat in deze browser en nergens anders. Wij zien het nooit" in words
    assert (
        "Uitloggen laat dit staan. Gebruik je een computer met anderen? Wis het dan hier, of bij het uitloggen."
        in words
    )


def test_the_script_asks_no_server_for_anything():
    script = re.sub(OWN_MODULE, "", SCRIPT, flags=re.MULTILINE)
    assert re.findall(ASKING, re.sub(r"//.*|find\(\"import\"\)", "", script)) == []
    for asking in ('await fetch("/x")', 'import { x } from "https://elders.example/x.js";'):
        assert re.findall(ASKING, re.sub(OWN_MODULE, "", asking))


def test_the_register_of_cookies_declares_what_the_script_keeps():
    [table] = [table for table in read_cookies("nl") if table["title"] == "Opslag in je eigen browser"]
    assert table["rows"] == [[STORAGE.name, str(STORAGE.description), "Werkflippen", str(STORAGE.kept_for)]]
    assert re.findall(r"localStorage\.\w+\((\w+)", SCRIPT) == ["KEY"] * len(re.findall(r"localStorage\.", SCRIPT))
    assert f'const KEY = "{STORAGE.name}";' in SCRIPT
