"""An editor who pastes a player, a pixel, a script or a font hears what it would have asked of whom."""

import time

import pytest
from django.core.exceptions import ValidationError
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from courses.models import LessonPage
from home.blocks.pasted import refuse_code
from home.blocks.streams import LessonBlock
from tests.courses.test_embeds import declare, publish_register
from tests.factories.courses import make_course, make_lesson
from tests.factories.people import make_colleague
from tests.visiting import Client

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

PLAYER = '<iframe width="560" src="https://www.youtube.com/embed/abc?si=1" allowfullscreen></iframe>'
ESCAPED = PLAYER.replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
LINKED = '<p>&lt;iframe src="<a href="https://www.youtube.com/embed/abc">https://www.youtube.com/embed/abc</a>"&gt;</p>'


def read_refusal(value: object) -> str:
    with pytest.raises(ValidationError) as refusal:
        refuse_code(value)
    return " ".join(refusal.value.messages)


@pytest.mark.parametrize(
    ("pasted", "host"),
    [
        (PLAYER, "www.youtube.com"),
        (f"<p>{ESCAPED}</p>", "www.youtube.com"),
        (LINKED, "www.youtube.com"),
        ('<script async src="//cdn.elders.example/t.js"></script>', "cdn.elders.example"),
        ("<IMG height=1 SRC=https://pixel.elders.example/a.gif>", "pixel.elders.example"),
        ("<img src=“https://pixel.elders.example/a.gif”>", "pixel.elders.example"),
        ('<link rel="stylesheet"\nhref="https://stijl.elders.example/f.css">', "stijl.elders.example"),
        ("@font-face { src: url('https://letters.elders.example/f.woff2') }", "letters.elders.example"),
        ('<div style="background:url(//beeld.elders.example/a.png)">', "beeld.elders.example"),
        ('@import "https://stijl.elders.example/f.css";', "stijl.elders.example"),
        ('<form action="https://post.elders.example/in">', "post.elders.example"),
    ],
)
def test_whom_the_code_would_ask_is_named_with_the_rows_that_are_missing(pasted: str, host: str) -> None:
    said = read_refusal(pasted)
    assert f"Deze inhoud komt van {host}. Die staat niet in de verwerkers en cookies van de verklaring" in said
    assert f"een rij voor {host} bij de verwerkers" in said


@pytest.mark.parametrize(
    "pasted", ["<script>fbq('init', 1)</script>", '<b onclick="x()">', '<p><a href="javascript:x()">x</a></p>']
)
def test_code_that_would_run_is_refused_too(pasted: str) -> None:
    assert "Een pagina voert geen script uit" in read_refusal(pasted)


@pytest.mark.parametrize(
    "prose",
    [
        "Een <iframe> toont een andere pagina, en <script> is er voor scripts.",
        "Schrijf <img src='foto.jpg'> of <script></script>.",
        '<p>Kijk op <a href="https://www.youtube.com/watch?v=1">YouTube</a>: 3 < 4, en a = b.</p>',
        "De kosten: https://elders.example/prijs.pdf (zie ook www.elders.example).",
        "<p>Overleg = praten. Maandag online=ja.</p>",
    ],
)
def test_who_writes_about_code_or_links_to_others_is_let_be(prose: str) -> None:
    refuse_code(prose)


def test_a_company_that_the_statement_names_has_a_block_of_its_own() -> None:
    declare("YouTube")
    publish_register()
    said = read_refusal(PLAYER)
    assert "Video van elders" in said and "Die staat niet in" not in said


def test_every_text_within_a_stream_is_read() -> None:
    block = LessonBlock()
    question = {"type": "question", "value": {"question": "Wat is dit?", "answer": PLAYER}}
    bullets = {"type": "bullets", "value": ["een", '<img src="https://pixel.elders.example/a.gif">']}
    said = read_refusal(block.to_python([question, bullets]))
    assert "www.youtube.com" in said and "pixel.elders.example" in said


@pytest.mark.parametrize(
    "half",
    [
        "<img a= " * 60_000 + "url( " * 10_000,
        *(start + " " * 20_000 for start in ("<img a=", "url(", "@import", "=", "<b onclick")),
        "<script>a" * 200 + "<" + "&nbsp;" * 20_000,
    ],
)
def test_a_long_text_of_half_tags_or_spaces_is_read_in_a_moment(half: str) -> None:
    start = time.monotonic()
    refuse_code(half)
    assert time.monotonic() - start < 10


def test_an_editor_is_told_at_the_field_and_nothing_is_saved(client: Client) -> None:
    lesson = make_lesson(make_course(), slug="de-agenda", title="De agenda")
    client.force_login(make_colleague("Editors"))
    body = streamfield([("paragraph", rich_text(f"<p>{ESCAPED}</p>"))])
    fields = {"title": "Anders", "slug": "de-agenda", "teaser": f"Kijk: {PLAYER}", "minutes": "15", "own_rule": ""}
    response = client.post(
        f"/admin/pages/{lesson.pk}/edit/", nested_form_data(fields | {"body": body, "opening": streamfield([])})
    )
    assert response.status_code == 200
    faults = response.context["form"].errors
    assert set(faults) == {"teaser", "body"}
    assert response.content.decode().count("Deze inhoud komt van www.youtube.com.") >= 2
    assert LessonPage.objects.get(pk=lesson.pk).get_latest_revision_as_object().title == "De agenda"
