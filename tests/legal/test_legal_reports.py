"""What the legal team looks up in the admin: versions, who answered what, who has yet to; and who else may not."""

import csv
from datetime import datetime
from io import BytesIO, StringIO

import pytest
from django.test import Client
from openpyxl import load_workbook

from legal.statements.models import Act, Version
from members.accounts.models import User
from tests.factories.people import make_colleague, make_person
from tests.factories.statements import answer, publish_version

pytestmark = pytest.mark.django_db

REPORTS = [f"/admin/legal/{name}/{part}" for name in ("versions", "acts", "pending") for part in ("", "results/")]
VERSIONS, ACTS, PENDING = "/admin/legal/versions/", "/admin/legal/acts/", "/admin/legal/pending/"


@pytest.fixture(autouse=True)
def _monday(time_machine) -> None:
    time_machine.move_to("2026-11-23 11:22:33+01:00", tick=False)


@pytest.fixture
def legal(client: Client) -> Client:
    client.force_login(make_colleague("Legal"))
    return client


def read_csv(client: Client, path: str) -> list[list[str]]:
    response = client.get(path, {"export": "csv"})
    assert response["Content-Type"] == "text/csv"
    return list(csv.reader(StringIO(b"".join(response.streaming_content).decode())))


def read_xlsx(client: Client, path: str) -> list[tuple]:
    response = client.get(path, {"export": "xlsx"})
    workbook = load_workbook(BytesIO(b"".join(response.streaming_content)))
    return [tuple(cell.value for cell in row) for row in workbook.active.iter_rows()]


def list_people(client: Client, path: str, **filters: str) -> list[str]:
    """The e-mail addresses in a report, in its order."""
    return [row.email for row in client.get(path, filters).context["object_list"]]


# Who may look


@pytest.mark.parametrize("path", REPORTS)
def test_only_the_legal_team_sees_the_reports(client: Client, path: str):
    assert client.get(path)["Location"].startswith("/account/login/?next=/admin/legal/")
    client.force_login(make_person())
    assert client.get(path).status_code == 404
    for group in ("Editors", "Moderators"):
        client.force_login(make_colleague(group, f"{group}@voorbeeld.example"))
        for export in ({}, {"export": "csv"}, {"export": "xlsx"}):
            response = client.get(path, export)
            assert (response.status_code, response["Location"]) == (302, "/admin/")
        assert "/admin/legal/" not in client.get("/admin/").content.decode()
    client.force_login(make_colleague("Legal"))
    assert client.get(path).status_code == 200
    assert ACTS in client.get("/admin/").content.decode()


# Versions


def test_the_versions_are_counted_by_people(legal: Client):
    first = publish_version("terms")
    sanne, piet, kim = (make_person(f"{name}@voorbeeld.example") for name in ("sanne", "piet", "kim"))
    answer(sanne, first, Act.Kind.ACCEPT)
    answer(piet, first, Act.Kind.ACCEPT)
    answer(piet, first, Act.Kind.DECLINE)
    answer(piet, first, Act.Kind.ACCEPT)
    answer(kim, first, Act.Kind.DECLINE)
    publish_version("terms", text="Je betaalt vooraf.")
    rows = {row.number: (row.agreed, row.declined) for row in legal.get(VERSIONS).context["object_list"]}
    assert rows == {2: (0, 0), 1: (2, 2)}


def test_the_versions_come_as_a_spreadsheet(legal: Client):
    publish_version()
    person = make_person()
    answer(person, Version.objects.get())
    heading, *rows = read_csv(legal, VERSIONS)
    assert heading[:3] == ["Document", "Versie", "Geldig vanaf"]
    change = "inhoudelijk: er verandert iets voor leden"
    assert rows == [
        ["Privacyverklaring", "1", "2026-11-23", change, "2026-11-23 11:22:33+01:00", "opdrachtregel", "", "", "1", "0"]
    ]
    assert [str(value) for value in read_xlsx(legal, VERSIONS)[1][:2]] == ["Privacyverklaring", "1"]


# Acts


def test_every_answer_is_there_with_the_words_that_were_shown(legal: Client):
    answer(make_person(first_name="Kim", last_name="de Wit"), publish_version())
    heading, *rows = read_csv(legal, ACTS)
    assert heading[:2] == ["Persoon", "E-mailadres"]
    facts = ["Privacyverklaring", "1", "nl", "gezien", "2026-11-23 11:22:33+01:00", "Gezien", "na een wijziging"]
    assert rows == [["Kim de Wit", "sanne@voorbeeld.example", *facts]]
    *words, moment = read_xlsx(legal, ACTS)[1][:7]
    assert [str(word) for word in words] == ["Kim de Wit", "sanne@voorbeeld.example", *facts[:4]]
    assert moment == datetime(2026, 11, 23, 11, 22, 33)


@pytest.mark.parametrize(
    "name", ['=HYPERLINK("http://x.example")', "@SUM(A1)", "+1", "-1", "=cmd|' /C calc'!A0", " =1+1"]
)
def test_a_name_that_is_a_formula_stays_a_name(legal: Client, name: str):
    answer(make_person(first_name=name, last_name=""), publish_version())
    for read in (read_csv, read_xlsx):
        written = str(read(legal, ACTS)[1][0])
        assert written.lstrip("'").strip() == name.strip()
        assert written[0] == "'"
    workbook = load_workbook(BytesIO(b"".join(legal.get(ACTS, {"export": "xlsx"}).streaming_content)))
    assert workbook.active.cell(2, 1).data_type == "s"


def test_whoever_was_forgotten_has_no_name_any_more(legal: Client):
    act = answer(make_person(), publish_version())
    act.subject.delete()
    assert [row[:2] for row in read_csv(legal, ACTS)[1:]] == [["", ""]]
    assert "sanne@voorbeeld.example" not in legal.get(ACTS).content.decode()


def fill(legal: Client) -> None:
    privacy, terms = publish_version(), publish_version("terms")
    answer(make_person("kim@voorbeeld.example", first_name="Kim", last_name="de Wit"), privacy)
    answer(make_person("piet@elders.example", first_name="Piet", last_name="Wit"), terms, Act.Kind.DECLINE)
    newest = publish_version(text="Wij bewaren je adres.")
    answer(User.objects.get(email="kim@voorbeeld.example"), newest)


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({}, ["kim", "piet", "kim"]),
        ({"person": "kim"}, ["kim", "kim"]),
        ({"person": "WIT elders"}, ["piet"]),
        ({"person": "@voorbeeld.example de"}, ["kim", "kim"]),
        ({"person": "kim piet"}, []),
        ({"person": "%"}, []),
        ({"kind": "decline"}, ["piet"]),
        ({"version": "2"}, ["kim"]),
        ({"recorded_at_from": "2026-11-24"}, []),
        ({"recorded_at_to": "2026-11-23"}, ["kim", "piet", "kim"]),
    ],
)
def test_answers_are_found_by_name_kind_version_and_day(legal: Client, filters: dict[str, str], found: list[str]):
    fill(legal)
    assert [email.partition("@")[0] for email in list_people(legal, ACTS, **filters)] == found


def test_answers_are_found_by_document(legal: Client):
    fill(legal)
    terms = Version.objects.get(document__kind="terms").document_id
    assert list_people(legal, ACTS, document=str(terms)) == ["piet@elders.example"]


@pytest.mark.parametrize(
    "filters",
    [
        {"version": "1e999"},
        {"version": "9" * 30},
        {"version": "1.5"},
        {"version": "NaN"},
        {"version": "een"},
        {"document": "99999999999999999999"},
        {"document": "x"},
        {"kind": "huge"},
        {"person": "\0"},
        {"recorded_at_from": "gisteren"},
        {"p": "99"},
        {"p": "x"},
        {"export": "pdf"},
    ],
)
def test_nonsense_in_a_filter_is_no_failure(legal: Client, filters: dict[str, str]):
    fill(legal)
    for path in (VERSIONS, ACTS, PENDING):
        assert legal.get(path, filters).status_code in (200, 404)
