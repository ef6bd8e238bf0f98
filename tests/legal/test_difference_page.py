"""The page that shows what one version says otherwise than another."""

import re
from difflib import SequenceMatcher

import pytest

from legal.statements.archive import differences
from legal.statements.models import LegalPage
from tests.factories.statements import publish_version, translate_text, write_body
from tests.visiting import Client

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def read(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    assert response["X-Robots-Tag"] == "noindex"
    page = re.sub(r"\s+", " ", response.content.decode())
    return page.partition('<div class="difference__lines"')[2].partition("</main>")[0]


def list_pieces(page: str, tag: str) -> list[str]:
    return re.findall(f"<{tag}><span[^>]*>[+−]</span><span[^>]*>[^<]*</span>&nbsp;(.*?)</{tag}>", page)


def publish_two(old: str, new: str) -> None:
    publish_version(text=old)
    publish_version(text=new)


def test_changed_words_are_shown_in_their_line(client: Client):
    publish_two("Wij bewaren je naam zes maanden lang.", "Wij bewaren je adres zes maanden lang.")
    page = read(client, "/privacy/versies/2/verschil/1/")
    assert list_pieces(page, "del") == ["naam"]
    assert list_pieces(page, "ins") == ["adres"]
    assert "zes maanden lang." in page


def test_read_the_other_way_round_what_came_is_what_went(client: Client):
    publish_two("Wij bewaren je naam zes maanden lang.", "Wij bewaren je adres zes maanden lang.")
    page = read(client, "/privacy/versies/1/verschil/2/")
    assert list_pieces(page, "del") == ["adres"]
    assert list_pieces(page, "ins") == ["naam"]


def test_a_version_does_not_differ_from_itself(client: Client):
    publish_version()
    page = read(client, "/privacy/versies/1/verschil/1/")
    assert (list_pieces(page, "del"), list_pieces(page, "ins")) == ([], [])
    assert "Wij bewaren je naam." in page


def test_a_line_that_came_and_a_line_that_went_are_shown_whole(client: Client):
    publish_version()
    publish_version(body=write_body("Wij bewaren je naam.", "Koekjes gaan na een jaar weg."))
    publish_version(body=write_body("Wij bewaren je naam.", "Brieven verscheuren wij altijd meteen."))
    page = read(client, "/privacy/versies/3/verschil/2/")
    assert list_pieces(page, "del") == ["Koekjes gaan na een jaar weg."]
    assert list_pieces(page, "ins") == ["Brieven verscheuren wij altijd meteen."]


def test_marks_of_html_in_the_text_stay_text(client: Client):
    hostile = "&lt;svg onload=alert(1)&gt; &amp;amp; &lt;/ins&gt;&lt;img src=x onerror=alert(1)&gt;"
    publish_two("Wij bewaren je naam.", f"Wij bewaren je naam. {hostile}")
    for path in (
        "/privacy/versies/2/verschil/1/",
        "/privacy/versies/1/verschil/2/",
        "/privacy/",
        "/privacy/versies/2/",
    ):
        page = client.get(path).content.decode()
        assert "<svg onload" not in page
        assert "<img src=x" not in page
        assert "&lt;svg onload=alert(1)&gt;" in page
    assert "&amp;amp;" in read(client, "/privacy/versies/2/verschil/1/")


def test_marks_of_html_in_a_title_a_heading_and_a_summary_stay_text(client: Client):
    hostile = """">'& < 5"""
    publish_version()
    page = LegalPage.objects.get()
    page.title = page.summary = hostile
    content = [{"type": "paragraph", "value": "<p>Tekst.</p>"}]
    page.body = [("section", {"heading": hostile, "anchor": "kop", "content": content})]
    page.save_revision().publish()
    for path in ("/privacy/", "/privacy/versies/", "/privacy/versies/2/", "/privacy/versies/2/verschil/1/"):
        page = client.get(path).content.decode()
        assert hostile not in page
        assert "&quot;&gt;&#x27;&amp; &lt; 5" in page


def test_the_english_page_compares_the_english_texts(client: Client):
    translate_text(publish_version(), "We keep your name.")
    translate_text(publish_version(text="Wij bewaren je adres."), "We keep your address.")
    page = read(client, "/en/privacy/versies/2/verschil/1/")
    assert list_pieces(page, "del") == ["name."]
    assert list_pieces(page, "ins") == ["address."]


def test_without_an_english_text_of_both_the_dutch_texts_are_compared(client: Client):
    publish_version()
    translate_text(publish_version(text="Wij bewaren je adres."), "We keep your address.")
    page = read(client, "/en/privacy/versies/2/verschil/1/")
    assert list_pieces(page, "del") == ["naam."]
    assert list_pieces(page, "ins") == ["adres."]


def test_twice_the_same_version_is_told_so(client: Client):
    publish_version()
    page = client.get("/privacy/versies/1/verschil/1/").content.decode()
    assert "Dit is twee keer versie 1." in page
    assert "In de woorden is er geen verschil." in page


def test_a_changed_title_is_shown(client: Client):
    publish_version()
    publish_version(title="Privacybeleid")
    page = read(client, "/privacy/versies/2/verschil/1/")
    assert (list_pieces(page, "del"), list_pieces(page, "ins")) == (["Privacyverklaring"], ["Privacybeleid"])
    assert 'class="difference__line difference__line--changed difference__line--in-title"' in page


# Choosing two versions


def test_two_versions_that_were_chosen_are_put_side_by_side(client: Client):
    publish_two("Wij bewaren je naam.", "Wij bewaren je adres.")
    response = client.get("/privacy/versies/verschil/?new=1&old=2")
    assert (response.status_code, response["Location"]) == (302, "/privacy/versies/1/verschil/2/")
    page = client.get("/privacy/versies/").content.decode()
    assert re.search(r'<select name="new".*?<option value="2" selected>Versie 2, geldig vanaf', page, re.DOTALL)
    assert re.search(r'<select name="old".*?<option value="1" selected>Versie 1, geldig vanaf', page, re.DOTALL)


@pytest.mark.parametrize(
    "query",
    [
        "",
        "new=1",
        "new=1&old=",
        "new=1&old=3",
        "new=een&old=1",
        "new=1&old=-1",
        "new=1&old=%00",
        "new=1&old=" + 30 * "9",
    ],
)
def test_what_is_no_pair_of_versions_gets_the_question_again(client: Client, query: str):
    publish_two("Wij bewaren je naam.", "Wij bewaren je adres.")
    response = client.get(f"/privacy/versies/verschil/?{query}")
    assert response.status_code == 400
    assert 'class="field__error"' in response.content.decode()


def test_a_version_of_another_document_cannot_be_chosen(client: Client):
    publish_version()
    publish_version("terms", "Betaal op tijd.")
    publish_version("terms", "Betaal meteen.")
    assert client.get("/privacy/versies/verschil/?new=2&old=1").status_code == 400


# What it costs


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """One entry for each comparison that was worked out."""
    calls: list[object] = []

    class Counting(SequenceMatcher):
        def __init__(self, *args: object, **kwargs: object) -> None:
            calls.append(kwargs)
            super().__init__(*args, **kwargs)

    monkeypatch.setattr(differences, "SequenceMatcher", Counting)
    return calls


def test_a_difference_is_worked_out_once_for_everybody(client: Client, compared: list[object]):
    publish_two("Wij bewaren je naam.", "Wij bewaren je adres.")
    first = read(client, "/privacy/versies/2/verschil/1/")
    assert compared
    compared.clear()
    assert read(client, "/privacy/versies/2/verschil/1/") == first
    assert compared == []
    read(client, "/privacy/versies/1/verschil/2/")
    assert compared != []


@pytest.mark.parametrize("path", ["/privacy/", "/privacy/versies/", "/privacy/versies/2/", "/privacy/versies/feed/"])
def test_reading_a_text_compares_nothing(client: Client, compared: list[object], path: str):
    publish_two("Wij bewaren je naam.", "Wij bewaren je adres.")
    assert client.get(path).status_code == 200
    assert compared == []
