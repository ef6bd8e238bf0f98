"""Looking at what people did is itself on record, without anybody's name; and the log can be looked at too."""

import pytest

from legal.statements.models import StaffReading
from tests.factories.people import make_colleague, make_person
from tests.factories.statements import answer, publish_version
from tests.visiting import Client

from .legal_admin import read_csv, read_xlsx
from .test_legal_reports import ACTS, PENDING, VERSIONS

pytestmark = pytest.mark.django_db

READINGS = "/admin/legal/readings/"
PEOPLE = "/admin/legal/people/"


def list_readings() -> list[tuple[str, int | None, str]]:
    return list(StaffReading.objects.order_by("pk").values_list("what", "subject", "detail"))


@pytest.mark.parametrize("part", ["", "results/"])
@pytest.mark.parametrize(("path", "name"), [(ACTS, "acts"), (PENDING, "pending"), (READINGS, "readings")])
def test_opening_a_list_of_people_is_on_record(legal: Client, path: str, name: str, part: str):
    legal.get(path + part)
    assert list_readings() == [("list", None, name)]


@pytest.mark.parametrize("export", ["csv", "xlsx"])
def test_a_download_is_on_record_as_a_download(legal: Client, export: str):
    legal.get(ACTS, {"export": export, "kind": "accept"}).getvalue()
    assert list_readings() == [("export", None, "acts kind=accept")]


def test_the_log_says_which_part_was_seen(legal: Client):
    document = publish_version().document_id
    filters = {
        "document": document,
        "version": 1,
        "language": "nl",
        "place": "review",
        "recorded_at_from": "2026-11-01",
    }
    legal.get(ACTS, {**filters, "p": "2"})
    detail = f"acts document={document} version=1 language=nl place=review recorded_at=2026-11-01.. p=2"
    assert list_readings() == [("list", None, detail)]


def test_looking_for_one_person_names_them_by_number(legal: Client):
    person = make_person()
    legal.get(ACTS, {"person": person.pk})
    assert list_readings() == [("list", person.pk, f"acts person={person.pk}")]


def test_opening_the_page_of_a_person_is_on_record(legal: Client):
    person, version = make_person(), publish_version()
    legal.get(f"{PEOPLE}{person.pk}/", {"version": version.pk})
    assert list_readings() == [("person", person.pk, f"version={version.pk}")]


def test_whoever_sees_a_list_of_found_people_is_on_record_and_what_they_typed_is_not(legal: Client):
    for name in ("kim", "piet"):
        make_person(f"{name}@elders.example")
    legal.post(PEOPLE, {"words": "elders.example"})
    assert list_readings() == [("list", None, "people")]


@pytest.mark.parametrize("value", ["sanne@voorbeeld.example", "Sanne", "accept; Sanne", "x" * 500])
@pytest.mark.parametrize("name", ["kind", "place", "person", "version", "recorded_at_from", "p", "q", "ordering"])
def test_nothing_that_was_typed_gets_into_the_log(legal: Client, name: str, value: str):
    legal.get(ACTS, {name: value})
    assert list_readings() == [("list", None, "acts")]


def test_the_versions_and_a_search_without_words_show_nobody_and_leave_no_trace(legal: Client):
    version = publish_version()
    for path in (VERSIONS, f"{VERSIONS}{version.pk}/", PEOPLE):
        assert legal.get(path).status_code == 200
    legal.post(PEOPLE, {"words": ""})
    assert list_readings() == []


@pytest.mark.parametrize(("words", "status"), [("kim@voorbeeld.example", 302), ("niemand", 200)])
def test_a_search_that_finds_one_or_nobody_is_on_record_too(legal: Client, words: str, status: int):
    make_person("kim@voorbeeld.example")
    assert legal.post(PEOPLE, {"words": words}).status_code == status
    assert list_readings() == [("list", None, "people")]


def test_whoever_may_not_look_leaves_no_trace(client: Client):
    client.force_login(make_colleague("Editors"))
    for path in (ACTS, READINGS, f"{PEOPLE}{make_person().pk}/"):
        assert client.get(path).status_code == 404
    assert list_readings() == []


def test_nothing_is_shown_when_it_cannot_be_put_on_record(legal: Client, monkeypatch: pytest.MonkeyPatch):
    """The log fails here as it would when the disk is full."""

    def fail(*args: object, **kwargs: object) -> None:
        raise OSError

    person = make_person("kim@voorbeeld.example")
    answer(person, publish_version())
    monkeypatch.setattr(StaffReading.objects, "create", fail)
    for path in (ACTS, PENDING, f"{PEOPLE}{person.pk}/"):
        with pytest.raises(OSError):
            legal.get(path)


# The report of it


def test_the_log_shows_colleagues_by_address_and_members_by_number(legal: Client):
    person = make_person("kim@voorbeeld.example", first_name="Kim")
    legal.get(f"{PEOPLE}{person.pk}/")
    page = legal.get(READINGS).content.decode()
    assert "lotte@voorbeeld.example" in page
    assert f'href="{PEOPLE}{person.pk}/"' in page
    assert "Kim" not in page
    assert "kim@voorbeeld.example" not in page


@pytest.mark.parametrize("read", [read_csv, read_xlsx])
def test_the_log_comes_as_a_spreadsheet(legal: Client, read):
    person = make_person("kim@voorbeeld.example")
    legal.get(f"{PEOPLE}{person.pk}/")
    heading, newest, oldest = read(legal, READINGS)
    assert heading[1:3] == type(heading)(["Wie keek", "Wat"])
    assert newest[2] == "overzicht gedownload"
    assert [str(cell) for cell in oldest[1:4]] == [
        "lotte@voorbeeld.example",
        "antwoorden van één persoon bekeken",
        str(person.pk),
    ]


def test_the_log_is_searched_by_kind_reader_person_and_day(legal: Client):
    person = make_person("kim@voorbeeld.example")
    legal.get(f"{PEOPLE}{person.pk}/")
    legal.get(ACTS)
    reader = StaffReading.objects.latest("pk").reader
    expected = [({"what": "person"}, 1), ({"person": person.pk}, 2), ({"reader": person.pk}, 0)]
    for filters, count in expected:
        assert len(legal.get(READINGS, filters).context["object_list"]) == count
    assert len(legal.get(READINGS, {"reader": reader}).context["object_list"]) == 6
    assert len(legal.get(READINGS, {"read_at_to": "2020-01-01"}).context["object_list"]) == 0


def test_a_colleague_who_left_stays_in_the_log_by_number(legal: Client):
    left = make_colleague("Legal", "oud@voorbeeld.example")
    client = Client()
    client.force_login(left)
    client.get(ACTS)
    number = left.pk
    left.delete()
    assert read_csv(legal, READINGS)[-1][1] == str(number)


@pytest.mark.parametrize("period", [{"read_at_from": "0001-01-01"}, {"read_at_to": "9999-12-31"}])
def test_a_period_beyond_all_calendars_is_no_failure(legal: Client, period: dict[str, str]):
    response = legal.get(READINGS, period)
    assert response.status_code == 200
    assert response.context["filters"].errors == {"read_at": ["Kies dagen tussen 1900 en 2200."]}
