"""Did this person agree to that version? Three clicks from the first page of the admin."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext

from legal.statements.acts.acting import act_for_person
from legal.statements.models import Act, Redaction, Version
from members.accounts.models import User
from tests.factories.people import make_colleague, make_person
from tests.factories.statements import answer, publish_version, translate_text
from tests.visiting import Client

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

PEOPLE = "/admin/legal/people/"


@pytest.fixture(autouse=True)
def _monday(time_machine) -> None:
    time_machine.move_to("2026-11-23 11:22:33+01:00", tick=False)


def search(legal: Client, words: str, **more: Any) -> HttpResponse:
    return legal.post(PEOPLE, {"words": words, **more})


def list_found(response: HttpResponse) -> list[str]:
    return [person.email for person, _address in response.context["found"]]


def read_page(legal: Client, person: User, version: Version | None = None) -> str:
    page = legal.get(f"{PEOPLE}{person.pk}/", {"version": version.pk} if version else {})
    return " ".join(page.content.decode().split())


# Three clicks


def test_the_answer_is_three_clicks_from_the_first_page(legal: Client):
    """Personen, Zoek, the person: with the menu open, and a yes first when the version was chosen."""
    version, person = publish_version("terms"), make_person("kim@voorbeeld.example", first_name="Kim", last_name="Wit")
    make_person("kim2@voorbeeld.example", first_name="Kim", last_name="Zwart")
    answer(person, version, Act.Kind.ACCEPT)
    assert f'"{PEOPLE}"' in legal.get("/admin/").content.decode()
    assert 'method="post"' in legal.get(PEOPLE).content.decode()
    found = search(legal, "Kim", version=version.pk)
    address = f"{PEOPLE}{person.pk}/?version={version.pk}"
    assert f'href="{address}"' in found.content.decode()
    assert '<p class="legal-verdict__word">Ja</p>' in legal.get(address).content.decode()


# Finding somebody


def test_one_found_is_shown_at_once_and_no_address_stands_in_the_url(legal: Client):
    person = make_person("kim@voorbeeld.example")
    for words in ("kim@voorbeeld.example", "KIM@voorbeeld.example ", str(person.pk), "Sanne voorb"):
        assert search(legal, words)["Location"] == f"{PEOPLE}{person.pk}/"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("wit", ["kim", "piet"]),
        ("WIT elders", ["piet"]),
        ("voorbeeld wit", ["kim"]),
        ("kim piet", []),
        ("%", []),
        ("_", []),
        ("' OR 1=1", []),
        ("9" * 30, []),
    ],
)
def test_people_are_found_by_all_words_in_name_or_address(legal: Client, words: str, found: list[str]):
    make_person("kim@voorbeeld.example", first_name="Kim", last_name="de Wit")
    make_person("piet@elders.example", first_name="Piet", last_name="Wit")
    response = search(legal, words)
    if len(found) == 1:
        assert response["Location"] == f"{PEOPLE}{User.objects.get(email__startswith=found[0]).pk}/"
    else:
        assert [email.partition("@")[0] for email in list_found(response)] == found


def test_a_whole_address_finds_only_its_owner(legal: Client):
    make_person("kim@voorbeeld.example")
    make_person("joachim@voorbeeld.example", first_name="kim@voorbeeld.example")
    assert search(legal, "kim@voorbeeld.example")["Location"]


def test_more_than_fifty_are_not_listed_further(legal: Client):
    for number in range(51):
        make_person(f"lid{number}@elders.example")
    response = search(legal, "elders")
    assert len(list_found(response)) == 50
    assert "Er zijn er meer." in response.content.decode()


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"words": ""}, "Vul een naam, een e-mailadres of een nummer in."),
        ({"words": "\0"}, "Null"),
        ({"words": "x" * 201}, "200"),
        ({"words": "niemand"}, "We vinden niemand."),
        ({"words": "kim", "version": "999"}, "version"),
    ],
)
def test_what_cannot_be_searched_is_said_in_the_form(legal: Client, form: dict[str, str], said: str):
    response = legal.post(PEOPLE, form)
    assert response.status_code == 200
    assert said in response.content.decode()


# The page


def test_every_document_and_version_is_there_with_the_answer(legal: Client):
    person, terms = make_person(), publish_version("terms")
    answer(person, terms, Act.Kind.ACCEPT)
    answer(person, terms, Act.Kind.DECLINE)
    publish_version("terms", text="Je betaalt vooráf.", change="editorial")
    publish_version("terms", text="Je betaalt achteraf.", change="substantive")
    publish_version("cookies")
    publish_version("privacy")
    page = read_page(legal, person)
    assert "<strong>niet akkoord</strong>" in page
    assert "eerder: akkoord" in page
    assert "niet opnieuw gevraagd; antwoord op versie 1: niet akkoord" in page
    assert "vraagt geen antwoord" in page
    assert page.count("moet nog antwoorden") == 2
    assert "2026-11-23 11:22:33" in page
    assert "na een wijziging" in page


def test_the_language_and_the_words_beside_the_button_are_there(legal: Client):
    version, person = publish_version(), make_person()
    translate_text(version)
    answer(person, version, language="en")
    page = read_page(legal, person)
    assert "<td>en</td> <td>Gezien</td>" in page


def test_a_colleague_who_acted_for_somebody_is_named_with_the_reason(legal: Client):
    person, colleague = make_person(), make_colleague("Legal", "noor@voorbeeld.example")
    text = publish_version().texts.get()
    act_for_person(
        actor=colleague, user=person, text=text, kind=Act.Kind.ACKNOWLEDGE, reason="Zei het aan de telefoon."
    )
    assert "noor@voorbeeld.example: Zei het aan de telefoon." in read_page(legal, person)


@pytest.mark.parametrize(
    ("kinds", "word", "said"),
    [
        ([Act.Kind.ACCEPT], "Ja", "Akkoord met of gezien"),
        ([Act.Kind.DECLINE], "Nee", "niet akkoord."),
        ([Act.Kind.ACCEPT, Act.Kind.DECLINE], "Nee", "niet akkoord."),
        ([Act.Kind.DECLINE, Act.Kind.ACCEPT], "Ja", "Akkoord met of gezien"),
        ([], "Nee", "moet nog antwoorden."),
    ],
)
def test_yes_or_no_stands_first(legal: Client, kinds: list[str], word: str, said: str):
    person, version = make_person(), publish_version("terms")
    for kind in kinds:
        answer(person, version, kind)
    page = read_page(legal, person, version)
    verdict = page[page.index('class="legal-verdict') :]
    assert f">{word}<" in verdict
    assert said in verdict


def test_an_answer_to_another_version_is_no_yes(legal: Client):
    person, first = make_person(), publish_version("terms")
    answer(person, first, Act.Kind.ACCEPT)
    second = publish_version("terms", text="Je betaalt vooráf.", change="editorial")
    assert ">Nee<" in read_page(legal, person, second)
    assert "antwoord op versie 1: akkoord" in read_page(legal, person, second)
    assert ">Ja<" in read_page(legal, person, first)


def test_an_answer_before_the_floor_does_not_hold_for_what_came_after(legal: Client):
    person, first = make_person(), publish_version("terms")
    answer(person, first, Act.Kind.ACCEPT)
    publish_version("terms", text="Je betaalt vooraf.", effective_from=date(2027, 1, 1))
    page = read_page(legal, person)
    assert "geen antwoord" in page
    assert "niet opnieuw gevraagd" not in page
    assert "Hoeft nu nergens meer op te antwoorden." in page


def test_whoever_was_forgotten_is_not_found_and_their_act_stays_without_a_name(legal: Client):
    person = make_person("kim@voorbeeld.example")
    act = answer(person, publish_version())
    number = person.pk
    person.delete()
    assert Redaction.objects.filter(act=act).exists()
    assert "We vinden niemand." in search(legal, "kim@voorbeeld.example").content.decode()
    assert legal.get(f"{PEOPLE}{number}/").status_code == 404
    assert [row.pk for row in legal.get("/admin/legal/acts/").context["object_list"]] == [act.pk]


@pytest.mark.parametrize("version", ["999", "x", "9" * 30, "9" * 5000, "-1"])
def test_a_version_that_does_not_exist_is_no_failure(legal: Client, version: str):
    response = legal.get(f"{PEOPLE}{make_person().pk}/", {"version": version})
    assert response.status_code in (200, 404)
    assert "legal-verdict__word" not in response.content.decode()


def test_acting_for_somebody_is_offered_to_who_may_and_not_for_oneself(legal: Client):
    version, person = publish_version(), make_person()
    address = f"{PEOPLE}{person.pk}/act/"
    assert address in read_page(legal, person)
    myself = User.objects.get(email="lotte@voorbeeld.example")
    assert "/act/" not in read_page(legal, myself)
    answer(person, version)
    assert address not in read_page(legal, person)


def test_the_page_takes_as_many_queries_for_ten_versions_as_for_two(legal: Client):
    person = make_person()
    for number in range(2):
        answer(person, publish_version("terms", text=f"Tekst {number}."), Act.Kind.ACCEPT)
    few = count_queries(legal, person)
    for number in range(2, 10):
        answer(person, publish_version("terms", text=f"Tekst {number}."), Act.Kind.ACCEPT)
    assert count_queries(legal, person) == few


def count_queries(legal: Client, person: User) -> int:
    read_page(legal, person)
    with CaptureQueriesContext(connection) as queries:
        read_page(legal, person)
    return len(queries)
