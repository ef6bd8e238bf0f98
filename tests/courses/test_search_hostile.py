"""Whatever somebody types into the field, the answer is an ordinary page."""

import pytest
from django.db import connection
from hypothesis import example, given, settings
from hypothesis import strategies as st

from courses.finding.snippets import mark, write_snippet
from courses.finding.stemming import follow_snowball, stem_dutch
from courses.finding.words import MOST_CHARACTERS, read_question, read_words
from courses.models import LessonPage
from tests.factories.courses import find_topic, give_membership, make_course, make_lesson
from tests.factories.people import make_person
from tests.visiting import Client

pytestmark = pytest.mark.django_db
OPERATORS = st.sampled_from(
    [
        '"',
        "'",
        "*",
        "(",
        ")",
        " AND ",
        " OR ",
        " NOT ",
        " NEAR/2 ",
        ":",
        "^",
        "-",
        "\\",
        "%",
        "&",
        "|",
        "!",
        "<->",
        "\0",
        "{",
        "}",
        "title_stems:",
        "overleg",
        "<script>",
        ";--",
    ]
)
HOSTILE = st.one_of(
    st.text(max_size=300), st.lists(OPERATORS, max_size=12).map("".join), st.text("aé\u0301ß İı٣ĳ'\"", max_size=60)
)


@pytest.fixture
def lesson() -> LessonPage:
    """Something to find, so that hits, snippets and the gate meet these questions too."""
    return make_lesson(make_course("Overleg"), text="Overleg is e\u0301e\u0301n ding, ruimte een ander.")


@pytest.fixture
def member(client: Client) -> Client:
    person = make_person()
    give_membership(person)
    client.force_login(person)
    return client


@given(words=HOSTILE, kind=st.sampled_from(["", "les", "cursus", "x\0"]), number=st.text(max_size=5))
@example(words="\0", kind="", number="0")
@example(words="a" * 100_000, kind="", number="-1")
@example(words="overleg\ud800", kind="", number="1")
@settings(max_examples=60)
def test_every_question_gets_an_ordinary_page(client, lesson, words, kind, number):
    response = client.get("/zoeken/", {"q": words.encode("utf-8", "replace").decode(), "soort": kind, "p": number})
    assert response.status_code == 200
    assert b"<script>" not in response.content.replace(b'<script type="module"', b"")


@given(words=HOSTILE)
@settings(max_examples=40)
def test_every_question_of_a_member_gets_an_ordinary_page(member, lesson, words):
    assert member.get("/zoeken/", {"q": words}).status_code == 200


@pytest.mark.parametrize(
    "address", ["/zoeken/?q=%FF%FE", "/zoeken/?q=a&q=b", "/zoeken/?q[]=x", "/zoeken/?%00", "/zoeken/"]
)
def test_broken_addresses_get_an_ordinary_page(client, address):
    assert client.get(address).status_code == 200


def test_what_editors_wrote_is_shown_as_text(client):
    make_course('<img src=x> "vergaderen"', slug="x", teaser="<script>alert(1)</script> vergaderen")
    page = client.get("/zoeken/", {"q": "vergaderen"}).content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt; <mark>vergaderen</mark>" in page
    assert "<img src=x>" not in page


@given(text=st.text(max_size=2000), words=HOSTILE)
def test_a_snippet_is_a_piece_of_the_text(text, words):
    question = read_question(words, "nl")
    assert "".join(part.text for part in mark(text, question)) == text
    snippet = "".join(part.text for part in write_snippet(text, question))
    assert snippet.removeprefix("… ").removesuffix(" …") in text
    assert len(snippet) <= 230


@given(words=HOSTILE)
def test_a_question_is_short_and_its_stems_are_letters_and_digits(words):
    question = read_question(words, "nl")
    assert len(question.text) <= MOST_CHARACTERS
    assert len(question.stems) <= 8
    assert all(stem.isalnum() for stem in question.stems)


@given(st.text("aeiouybdfghjklmnprstvwz", min_size=1, max_size=14))
def test_stemming_leaves_something(word):
    assert stem_dutch(word)


@pytest.mark.parametrize(
    "forms",
    [
        "vergaderen vergadering vergaderingen",
        "brief brieven",
        "les lessen",
        "overleg overleggen",
        "schrijf schrijven",
        "mogelijkheid mogelijkheden",
        "reis reizen",
        "afspraak afspraken",
        "bijeenkomst bijeenkomsten",
    ],
)
def test_the_forms_of_a_word_have_one_stem(forms):
    assert len({stem_dutch(form) for form in forms.split()}) == 1


@pytest.mark.skipif(connection.vendor != "postgresql", reason="PostgreSQL brings the stemmer to compare with")
def test_our_stemmer_agrees_with_that_of_postgresql(client):
    make_course(teaser="x")
    words = {word.folded for word in read_words(TEXT, "nl")}
    with connection.cursor() as cursor:
        for word in sorted(words):
            cursor.execute("SELECT (ts_lexize('dutch_stem', %s))[1]", [word])
            theirs = cursor.fetchone()[0]
            assert theirs is None or follow_snowball(word) == theirs, word


TEXT = """
Vergaderingen vergaderd vergaderend belangrijkheid lichamelijkheden gelegenheden gemene namen lopende vrijheden
betaalbaar betaalbare onbereikbare eenvoudige eenvoudig veilige veiligheid veiligheden weigerig reizen brieven lessen
opgegeven yoghurt mayonaise ruiende geneuzel katten bedden zakken bussen fietsen huizen baarzen gezinnen opening
beweging bewegingen beraadslagingen lelijkheid persoonlijk persoonlijke eindelijk koninginnen enen heidens eigenschappen
maanden brood boom zuurpruim aandacht heen duur uur ei eieren zeeën ideeën bijeenkomst mensen omgaan vriendelijke
"""


def test_the_topic_of_the_tests_is_found(client):
    find_topic("Overleg")
    assert b"Overleg</mark>" in client.get("/zoeken/", {"q": "overleg"}).content
