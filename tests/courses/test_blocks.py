"""Every block has a picture and an explanation in the editor, and none of them lets code through."""

import pytest
from wagtail import blocks

from courses.models import CoursePage, LessonPage
from home.blocks import ContentBlock, LessonBlock
from home.identity.models import Organisation
from tests.factories.courses import make_content_page, make_course, make_lesson, make_open_lesson
from tests.factories.people import make_person
from tests.visiting import Client

SEEN = {
    "heading": "Zo begin je morgen",
    "paragraph": "Een overleg is pas klaar",
    "bullets": "Een doel in één zin",
    "quote": "Een teamleider in de zorg",
    "notice": "Vraag eerst of je collega",
    "exercise": "Draai één afspraak om",
    "question": "Wat hoort niet op een agenda?",
    "conduct": "We laten elkaar uitpraten",
    "image": "Draai je werk eens om",
    "gallery": "Een lege agenda",
    "video": "Zo begin je een overleg",
    "audio": "Een gesprek over vergaderen",
    "download": "Vul het werkblad in",
    "embed": "Hoe een team zijn overleg halveerde",
}
FILES = {"image", "gallery", "video", "audio", "download"}
FOR_EVERYBODY = {"heading", "paragraph", "bullets", "quote", "notice", "contact_facts"} | FILES


def list_blocks(page_type: type, field: str) -> dict[str, blocks.Block]:
    return page_type._meta.get_field(field).stream_block.child_blocks


def test_every_block_explains_itself_to_the_editor():
    streams = LessonBlock().child_blocks | ContentBlock().child_blocks | list_blocks(CoursePage, "outcomes")
    for child in streams.values():
        assert child.get_description()
        assert child.is_previewable
        assert str(child.label)[0].isupper()


def test_pages_for_everybody_have_the_blocks_of_running_text_and_files():
    assert set(ContentBlock().child_blocks) == FOR_EVERYBODY
    assert set(LessonBlock().child_blocks) == set(SEEN)


@pytest.mark.django_db
@pytest.mark.parametrize("name", SEEN)
def test_an_editor_sees_what_a_block_looks_like(client: Client, name: str):
    client.force_login(make_person(is_superuser=True))
    block = list_blocks(LessonPage, "body")[name]
    page = client.get("/admin/block-preview/", {"id": block.definition_prefix}).content.decode()
    assert SEEN[name] in page
    assert "css/site.css" in page


@pytest.mark.django_db
def test_a_lesson_shows_its_blocks(client: Client):
    body = [
        ("heading", "Oefenen"),
        ("bullets", ["eerst", "dan"]),
        ("quote", {"text": "Het kan korter.", "attribution": "Een teamleider"}),
        ("notice", {"title": "Let op", "text": "Vraag het eerst."}),
        ("exercise", {"title": "Doe het", "text": "<p>Vandaag nog.</p>"}),
    ]
    lesson = make_open_lesson(make_course(), body=body)
    page = client.get(lesson.url).content.decode()
    for html in (
        "<h2>Oefenen</h2>",
        "<li>dan</li>",
        "<p>Het kan korter.</p>",
        "Een teamleider",
        "Vraag het eerst.",
        "<p>Vandaag nog.</p>",
    ):
        assert html in page


@pytest.mark.django_db
def test_the_contact_details_on_a_page_are_those_of_the_company(client: Client):
    Organisation.objects.update(street="Kade 3", city="Hoorn", email="vraag@ons.example")
    make_content_page("Contact", body=[("contact_facts", None)])
    main = client.get("/contact/").content.decode().split("<main")[1].split("</main>")[0]
    assert "Kade 3" in main and '<a href="mailto:vraag@ons.example">vraag@ons.example</a>' in main


@pytest.mark.django_db
def test_what_an_editor_pastes_stays_text(client: Client):
    hostile = "<script>alert(1)</script>"
    body = [("heading", hostile), ("bullets", [hostile]), ("quote", {"text": hostile, "attribution": hostile})]
    lesson = make_open_lesson(make_course(), body=body, teaser=hostile)
    page = client.get(lesson.url).content.decode()
    assert hostile not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


@pytest.mark.django_db
def test_a_lesson_without_a_gate_decision_renders_the_invitation(rf):
    lesson = make_lesson(make_course())
    assert lesson.get_template(rf.get("/")) == "courses/lesson_invitation.html"
