"""What the legal team looks up in the admin: versions, who answered what, who has yet to."""

from datetime import datetime
from io import BytesIO

import pytest
from openpyxl import load_workbook

from legal.statements.models import Act, Version
from legal.statements.reports import spreadsheets
from members.accounts.models import User
from tests.factories.people import make_person
from tests.factories.statements import answer, publish_version, translate_text
from tests.visiting import Client

from .legal_admin import read_csv, read_xlsx

pytestmark = pytest.mark.django_db

VERSIONS, ACTS, PENDING = "/admin/legal/versions/", "/admin/legal/acts/", "/admin/legal/pending/"


@pytest.fixture(autouse=True)
def _monday(time_machine) -> None:
    time_machine.move_to("2026-11-23 11:22:33+01:00", tick=False)


def list_people(client: Client, path: str, **filters: str) -> list[str]:
    """The e-mail addresses in a report, in its order."""
    return [row.email for row in client.get(path, filters).context["object_list"]]


# Acts


def test_every_answer_is_there_with_the_words_that_were_shown(legal: Client):
    answer(make_person(first_name="Kim", last_name="de Wit"), publish_version())
    heading, *rows = read_csv(legal, ACTS)
    assert heading[:2] == ["Persoon", "E-mailadres"]
    facts = [
        "Privacyverklaring",
        "1",
        "nl",
        "gezien",
        "2026-11-23 11:22:33+01:00",
        "Gezien",
        "na een wijziging",
        "",
        "",
    ]
    assert rows == [["Kim de Wit", "sanne@voorbeeld.example", *facts]]
    *words, moment = read_xlsx(legal, ACTS)[1][:7]
    assert [str(word) for word in words] == ["Kim de Wit", "sanne@voorbeeld.example", *facts[:4]]
    assert moment == datetime(2026, 11, 23, 11, 22, 33)


@pytest.mark.parametrize(
    "name",
    [
        '=HYPERLINK("http://x.example")',
        "@SUM(A1)",
        "+1",
        "-1",
        "=cmd|' /C calc'!A0",
        " =1+1",
        "\uff1d1+1",
    ],
)
def test_a_name_that_is_a_formula_stays_a_name(legal: Client, name: str):
    answer(make_person(first_name=name, last_name=""), publish_version())
    for read in (read_csv, read_xlsx):
        written = str(read(legal, ACTS)[1][0])
        assert written.lstrip("'").strip() == name.strip()
        assert written[0] == "'"
    workbook = load_workbook(BytesIO(b"".join(legal.get(ACTS, {"export": "xlsx"}).streaming_content)))
    assert workbook.active.cell(2, 1).data_type == "s"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Kim\r\nde Wit", "Kim de Wit"),
        ("Kim\t\u2028\x85de Wit", "Kim de Wit"),
        ("\n=1+1", "'=1+1"),
        ("\u202e=1+1", "'=1+1"),
        ("Kim\x07\x1b[31m", "Kim [31m"),
        ("\u202etiW ed miK\u2066", "tiW ed miK"),
        ("Kimberley 👩\u200d🎓 Ó Dónaill", "Kimberley 👩\u200d🎓 Ó Dónaill"),
    ],
)
def test_a_name_stays_on_its_line_and_reads_in_its_own_order(legal: Client, name: str, shown: str):
    person = make_person(last_name="")
    User.objects.filter(pk=person.pk).update(first_name=name)
    answer(person, publish_version())
    assert [read(legal, ACTS)[1][0] for read in (read_csv, read_xlsx)] == [shown, shown]
    assert f"> {shown.lstrip(chr(39))} <" in " ".join(legal.get(ACTS).content.decode().split())


def test_a_file_with_too_many_rows_for_excel_is_refused_and_csv_is_not(legal: Client, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(spreadsheets, "MOST_XLSX_ROWS", 2)
    fill(legal)
    response = legal.get(ACTS, {"export": "xlsx", "version": "1"})
    assert response["Content-Type"].endswith("sheet")
    response = legal.get(ACTS, {"export": "xlsx", "language": "nl"})
    assert response["Location"] == f"{ACTS}?export=&language=nl"
    assert "te veel voor een Excel-bestand" in legal.get(response["Location"]).content.decode()
    assert len(read_csv(legal, ACTS)) == 1 + 3


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
        ({"kind": "decline"}, ["piet"]),
        ({"version": "2"}, ["kim"]),
        ({"version": "1"}, ["piet", "kim"]),
        ({"version": "1", "kind": "acknowledge"}, ["kim"]),
        ({"version": "3"}, []),
        ({"place": "review"}, ["kim", "piet", "kim"]),
        ({"place": "staff"}, []),
        ({"language": "nl"}, ["kim", "piet", "kim"]),
        ({"language": "en"}, []),
        ({"recorded_at_from": "2026-11-24"}, []),
        ({"recorded_at_to": "2026-11-23"}, ["kim", "piet", "kim"]),
    ],
)
def test_answers_are_found_by_what_when_and_where(legal: Client, filters: dict[str, str], found: list[str]):
    fill(legal)
    assert [email.partition("@")[0] for email in list_people(legal, ACTS, **filters)] == found


def test_answers_are_found_by_the_number_of_a_person(legal: Client):
    fill(legal)
    kim = User.objects.get(email="kim@voorbeeld.example")
    assert list_people(legal, ACTS, person=str(kim.pk)) == [kim.email, kim.email]
    assert list_people(legal, ACTS, person="999") == []


def test_answers_are_found_by_the_language_of_the_words(legal: Client):
    version = publish_version()
    translate_text(version)
    answer(make_person("kim@voorbeeld.example"), version, language="en")
    answer(make_person("piet@voorbeeld.example"), version)
    assert list_people(legal, ACTS, language="en") == ["kim@voorbeeld.example"]


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
        {"person": "9" * 30},
        {"person": "kim@voorbeeld.example"},
        {"language": "xx"},
        {"origin": "\0"},
        {"recorded_at_from": "gisteren"},
        {"recorded_at_from": "0001-01-01", "published_at_from": "0001-01-01"},
        {"recorded_at_to": "9999-12-31", "published_at_to": "9999-12-31"},
        {"p": "99"},
        {"p": "x"},
        {"export": "pdf"},
    ],
)
def test_nonsense_in_a_filter_is_no_failure(legal: Client, filters: dict[str, str]):
    fill(legal)
    for path in (VERSIONS, ACTS, PENDING, "/admin/legal/readings/"):
        assert legal.get(path, filters).status_code in (200, 404)
