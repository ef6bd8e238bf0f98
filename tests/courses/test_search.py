"""What people find, and how it is shown to them."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction

from courses.finding.indexing import index_everything
from courses.models import FindableText, GatedText, KnownWord
from home.pages.models import ContentPage, HomePage
from tests.factories.courses import find_catalog, find_topic, give_access, make_course, make_lesson
from tests.factories.people import make_person
from tests.visiting import Client

pytestmark = pytest.mark.django_db


def log_in(client: Client, person) -> None:
    client.force_login(person)


def find(client: Client, words: str, path: str = "/zoeken/", **more: str) -> str:
    """The main part of the page, with each run of blanks as one space."""
    response = client.get(path, {"q": words} | more)
    assert response.status_code == 200
    page = response.content.decode()
    return " ".join(page[page.index("<main") : page.index("</main>")].split())


def list_titles(page: str) -> list[str]:
    return [re.sub("<.*?>", "", title).strip() for title in re.findall("<h3>(.*?)</h3>", page)]


def test_a_visitor_finds_a_course_by_another_form_of_a_word_in_its_title(client):
    make_course("Korter vergaderen", slug="korter-vergaderen")
    page = find(client, "vergaderingen")
    assert '<h3><a href="/cursussen/korter-vergaderen/">Korter <mark>vergaderen</mark>' in page
    assert "1 resultaat voor “vergaderingen”" in page


@pytest.mark.parametrize(
    "words", ["belofte", "doelgroep", "uitkomst", "publiek", "vraagje", "antwoordje", "BELOFTE", "bélofte"]
)
def test_a_course_is_found_by_all_that_its_page_says(client, words):
    make_course(
        teaser="Een belofte.",
        introduction="<p>De doelgroep.</p>",
        outcomes=[("outcome", "een uitkomst")],
        audience=[("audience", "het publiek")],
        questions=[("question", {"question": "Een vraagje", "answer": "Een antwoordje"})],
    )
    assert list_titles(find(client, words)) == ["Korter overleggen"]


def test_a_lesson_is_found_by_its_opening_and_names_its_course(client):
    make_lesson(make_course(), "De agenda", opening=[("paragraph", "<p>Eerst de voorzet.</p>")])
    page = find(client, "voorzet")
    assert list_titles(page) == ["De agenda"]
    assert "Les uit Korter overleggen" in page
    assert "Eerst de <mark>voorzet</mark>." in page


def test_what_was_found_stands_in_groups_with_their_numbers(client):
    course = make_course("Overleggen")
    make_lesson(course, "Het overleg")
    page = find(client, "overleg")
    assert list_titles(page) == ["Overleggen", "Overleg", "Het overleg"]
    assert re.findall("<h2 id=.*?>(.*?)</h2>", page) == ["Cursussen", "Onderwerpen", "Lessen"]
    assert "Cursussen (1)" in page
    assert list_titles(find(client, "overleg", soort="les")) == ["Het overleg"]


def test_a_title_counts_for_more_than_a_passing_word(client):
    make_course("Rapporten", slug="a", teaser="Over brieven.")
    make_course("Brieven", slug="b", teaser="Over rapporten.")
    assert list_titles(find(client, "brief"))[0] == "Brieven"


def test_all_words_must_be_there_but_little_ones_do_not_count(client):
    make_course("Korter vergaderen", slug="a")
    make_course("Langer vergaderen", slug="b")
    assert list_titles(find(client, "hoe kan ik korter vergaderen")) == ["Korter vergaderen"]


def test_the_beginning_of_a_compound_finds_the_whole_word(client):
    make_course("Feedbackgesprekken", topic=find_topic("Anders"))
    assert list_titles(find(client, "feedback")) == ["Feedbackgesprekken"]


def test_only_the_language_of_the_page_is_searched(client):
    make_course("Vergaderen", slug="vergaderen", topic=find_topic("Anders"))
    make_course("Vergaderen in English", catalog=find_catalog("en"), slug="meetings", topic=find_topic("Anders"))
    assert list_titles(find(client, "vergaderen")) == ["Vergaderen"]
    assert list_titles(find(client, "vergaderen", "/en/zoeken/")) == ["Vergaderen in English"]


def test_content_pages_are_found_too(client):
    home = HomePage.objects.get(locale__language_code="nl")
    home.add_child(instance=ContentPage(title="Over ons", lead="Wij zijn een uitgeverij.", locale=home.locale))
    assert list_titles(find(client, "uitgeverij")) == ["Over ons"]


def test_a_slip_of_the_pen_is_answered_with_a_proposal(client):
    make_course("Vergaderen met een reden")
    page = find(client, "vregaderen reden")
    assert 'Bedoelde je <a href="?q=vergaderen%20reden">vergaderen reden</a>' in page
    assert "Vergaderen" in list_titles(find(client, "vergaderen reden"))[0]


def test_nothing_is_proposed_that_would_find_nothing(client):
    make_course("Vergaderen")
    make_course("Rekenen", slug="rekenen")
    assert "Bedoelde je" not in find(client, "vregaderen rekenen")


def test_who_finds_nothing_is_shown_the_topics(client):
    find_topic("Schrijven")
    page = find(client, "zeppelin")
    assert "We vonden niets voor “zeppelin”" in page
    assert '<a href="/cursussen/schrijven/">Schrijven</a>' in page


def test_twenty_stand_on_a_page_and_the_next_page_keeps_the_question(client):
    for number in range(23):
        make_course(f"Zeilen {number}", slug=f"zeilen-{number}")
    page = find(client, "zeilen")
    assert len(list_titles(page)) == 20
    assert 'href="?q=zeilen&amp;p=2"' in page
    assert len(list_titles(find(client, "zeilen", p="2"))) == 3
    assert find(client, "zeilen", p="99") == find(client, "zeilen", p="2")


def test_too_long_a_question_is_cut_with_a_remark(client):
    make_course("Zeilen")
    page = find(client, "zeilen " + "x" * 3000)
    assert "Dat was wel erg veel." in page
    assert "x" * 101 not in page


def test_searching_asks_the_database_as_often_for_many_as_for_few(client):
    for number in range(12):
        make_lesson(make_course(f"Zeilen {number}", slug=f"zeilen-{number}"), "Zeilen", slug="zeilen")
    client.get("/zoeken/", {"q": "zeilen"})
    with CaptureQueriesContext(connection) as many:
        client.get("/zoeken/", {"q": "zeilen"})
    with CaptureQueriesContext(connection) as few:
        client.get("/zoeken/", {"q": "zeilen 3"})
    assert len(many) == len(few)


def test_members_are_told_to_keep_nothing(client):
    assert "no-store" not in client.get("/zoeken/").get("Cache-Control", "")
    log_in(client, make_person())
    assert client.get("/zoeken/", {"q": "zeilen"})["Cache-Control"] == "private, no-store"


def test_a_search_is_no_page_for_other_search_engines_and_sends_nothing(client):
    response = client.get("/zoeken/", {"q": "zeilen"})
    assert b'<meta name="robots" content="noindex">' in response.content
    assert response["Referrer-Policy"] == "same-origin"
    assert client.post("/zoeken/", {"q": "zeilen"}).status_code == 405


def test_what_is_found_is_what_is_published(client):
    course = make_course("Zeilen")
    course.title, course.teaser = "Roeien", "Met de kanaalboot."
    course.save_revision()
    assert list_titles(find(client, "kanaalboot")) == []
    course.get_latest_revision().publish()
    assert list_titles(find(client, "kanaalboot")) == ["Roeien"]
    assert list_titles(find(client, "zeilen")) == []


def test_a_draft_is_not_found_nor_proposed(client):
    make_course("Zeppelinvaren", live=False)
    assert list_titles(find(client, "zeppelinvaren")) == []
    assert "Bedoelde je" not in find(client, "zeppelinvaran")


def test_what_wagtail_takes_offline_by_the_clock_is_not_found(client):
    course = make_course("Zeppelinvaren")
    Page.objects.get(pk=course.pk).unpublish()  # its own command knows only the plain page
    assert list_titles(find(client, "zeppelinvaren")) == []
    assert not FindableText.objects.filter(pk=course.pk).exists()


@pytest.mark.parametrize("end", ["unpublish", "delete"])
def test_what_is_taken_away_leaves_nothing_behind(client, end):
    course = make_course("Zeppelinvaren")
    make_lesson(course, "Opstijgen", text="Hoogtemeter.")
    for page in (*course.get_children(), course) if end == "unpublish" else (course,):
        getattr(page.specific, end)()
    assert list_titles(find(client, "zeppelinvaren")) == []
    assert "Bedoelde je" not in find(client, "zeppelinvaran")
    assert not GatedText.objects.exists()
    assert not FindableText.objects.filter(language="nl", kind__in=["cursus", "les"]).exists()
    assert not KnownWord.objects.filter(word__in=["zeppelinvaren", "opstijgen", "hoogtemeter"]).exists()


def test_lessons_of_an_unpublished_course_are_not_found(client):
    course = make_course()
    make_lesson(course, "Zeppelin")
    course.unpublish()
    assert list_titles(find(client, "zeppelin")) == []


def test_a_lesson_that_moves_names_its_new_course(client):
    lesson = make_lesson(make_course("Oud", slug="oud"), "Zeppelin", slug="zeppelin")
    lesson.move(make_course("Nieuw", slug="nieuw"), pos="last-child")
    page = find(client, "zeppelin")
    assert "Les uit Nieuw" in page
    assert 'href="/cursussen/nieuw/zeppelin/"' in page


def test_an_archived_course_is_found_by_whom_has_it_only(client):
    course = make_course("Zeppelinvaren", is_archived=True)
    make_lesson(course, "Zeppelins besturen")
    assert list_titles(find(client, "zeppelin")) == []
    free, owner = make_person("vrij@voorbeeld.example"), make_person("eigen@voorbeeld.example")
    give_access(owner, course)
    log_in(client, free)
    assert list_titles(find(client, "zeppelin")) == []
    log_in(client, owner)
    assert list_titles(find(client, "zeppelin")) == ["Zeppelinvaren", "Zeppelins besturen"]


def test_pages_that_an_editor_made_private_are_found_by_nobody(client):
    course = make_course("Zeppelinvaren")
    alias = course.create_alias(parent=find_catalog(), update_slug="anders")
    assert len(list_titles(find(client, "zeppelinvaren"))) == 2
    PageViewRestriction.objects.create(page=course, restriction_type=PageViewRestriction.LOGIN)
    assert alias.alias_of_id == course.pk
    assert list_titles(find(client, "zeppelinvaren")) == []


def test_the_index_can_be_made_anew_and_says_the_same(client):
    make_lesson(make_course("Zeilen"), "Overstag", text="Grootzeil.")
    before = [list(model.objects.order_by("pk").values()) for model in (FindableText, GatedText)]
    words = list(KnownWord.objects.order_by("word").values_list("word", "uses"))
    FindableText.objects.all().delete()
    GatedText.objects.all().delete()
    assert not KnownWord.objects.exists()
    index_everything()
    assert [list(model.objects.order_by("pk").values()) for model in (FindableText, GatedText)] == before
    assert list(KnownWord.objects.order_by("word").values_list("word", "uses")) == words
