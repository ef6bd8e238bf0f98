"""Who has yet to answer, and how the reports behave when there are many rows."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from legal.statements.models import Act, Version
from tests.factories.people import make_person
from tests.factories.statements import answer, publish_version
from tests.visiting import Client

from .legal_admin import read_csv
from .test_legal_reports import ACTS, PENDING, VERSIONS, list_people

pytestmark = pytest.mark.django_db


def test_nobody_owes_an_answer_to_nothing(legal: Client):
    assert list_people(legal, PENDING) == []


def test_whoever_did_not_answer_is_listed_until_they_do(legal: Client):
    version = publish_version()
    kim, piet = make_person("kim@voorbeeld.example"), make_person("piet@voorbeeld.example")
    make_person("weg@voorbeeld.example", is_active=False)
    lotte = "lotte@voorbeeld.example"
    assert list_people(legal, PENDING) == [kim.email, lotte, piet.email]
    answer(kim, version)
    assert list_people(legal, PENDING) == [lotte, piet.email]
    assert [row[1] for row in read_csv(legal, PENDING)[1:]] == [lotte, piet.email]


def test_an_editorial_change_asks_nobody_and_a_substantive_one_everybody(legal: Client):
    answer(make_person("kim@voorbeeld.example"), publish_version())
    publish_version(text="Wij bewáren je naam.", change="editorial")
    assert "kim@voorbeeld.example" not in list_people(legal, PENDING)
    publish_version(text="Wij bewaren je adres.", change="substantive")
    assert "kim@voorbeeld.example" in list_people(legal, PENDING)


def test_who_said_no_has_answered(legal: Client):
    answer(make_person("kim@voorbeeld.example"), publish_version("terms"), Act.Kind.DECLINE)
    assert "kim@voorbeeld.example" not in list_people(legal, PENDING)


def test_the_list_can_be_narrowed_to_one_document(legal: Client):
    privacy, terms = publish_version(), publish_version("terms")
    answer(make_person("kim@voorbeeld.example"), privacy)
    found = {document: list_people(legal, PENDING, document=str(document)) for document in find_documents()}
    assert "kim@voorbeeld.example" not in found[privacy.document_id]
    assert "kim@voorbeeld.example" in found[terms.document_id]
    assert "kim@voorbeeld.example" in list_people(legal, PENDING)


def find_documents() -> list[int]:
    return list(Version.objects.values_list("document_id", flat=True))


def answer_by(number: int, version: Version) -> None:
    for place in range(number):
        person = make_person(f"lid{Act.objects.count()}-{place}@voorbeeld.example")
        answer(person, version)


def test_more_than_fifty_answers_come_in_pages_and_all_of_them_in_a_download(legal: Client):
    answer_by(53, publish_version())
    assert len(list_people(legal, ACTS)) == 50
    assert len(list_people(legal, ACTS, p="2")) == 3
    assert len(read_csv(legal, ACTS)) == 1 + 53


@pytest.mark.parametrize("export", [{}, {"export": "csv"}])
def test_thirty_answers_take_as_many_queries_as_three(legal: Client, export: dict[str, str]):
    version = publish_version()
    answer_by(3, version)
    few = count_queries(legal, ACTS, export)
    answer_by(27, version)
    assert count_queries(legal, ACTS, export) == few


def test_ten_versions_take_as_many_queries_as_two(legal: Client):
    for number in range(2):
        publish_version(text=f"Tekst {number}.")
    few = count_queries(legal, VERSIONS, {})
    for number in range(2, 10):
        publish_version(text=f"Tekst {number}.")
    assert count_queries(legal, VERSIONS, {}) == few


def count_queries(client: Client, path: str, export: dict[str, str]) -> int:
    client.get(path, export).getvalue()
    with CaptureQueriesContext(connection) as queries:
        client.get(path, export).getvalue()
    return len(queries)
