"""The report of the versions: who made them, who approved, and how many people agreed."""

from datetime import date

import pytest
from django.utils import timezone

from legal.statements.models import Act, Notice
from members.accounts.models import User
from tests.factories.people import make_person
from tests.factories.statements import answer, import_first_version, make_legal_page, publish_version
from tests.visiting import Client

from .colleagues import make_reader, make_writer, write_draft
from .legal_admin import read_csv, read_xlsx
from .test_legal_reports import VERSIONS

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _monday(time_machine) -> None:
    time_machine.move_to("2026-11-23 11:22:33+01:00", tick=False)


def test_each_person_counts_once_by_their_last_answer(legal: Client):
    first = publish_version("terms")
    sanne, piet, kim = (make_person(f"{name}@voorbeeld.example") for name in ("sanne", "piet", "kim"))
    answer(sanne, first, Act.Kind.ACCEPT)
    answer(piet, first, Act.Kind.ACCEPT)
    answer(piet, first, Act.Kind.DECLINE)
    answer(piet, first, Act.Kind.ACCEPT)
    answer(kim, first, Act.Kind.DECLINE)
    assert read_tallies(legal) == {1: (2, 1, "2 van 4 (50%)")}
    publish_version("terms", text="Je betaalt vooraf.")
    assert read_tallies(legal) == {2: (0, 0, "0 van 4 (0%)"), 1: (2, 1, "2")}


def test_who_answered_before_an_editorial_change_is_not_among_those_it_asks(legal: Client):
    answer(make_person(), publish_version("terms"), Act.Kind.ACCEPT)
    publish_version("terms", text="Je betaalt vooráf.", change="editorial")
    assert read_tallies(legal)[2] == (0, 0, "0 van 1 (0%)")


def test_closed_accounts_count_when_they_answered(legal: Client):
    version = publish_version("terms")
    make_person("weg@voorbeeld.example", is_active=False)
    person = make_person()
    answer(person, version, Act.Kind.ACCEPT)
    User.objects.filter(pk=person.pk).update(is_active=False)
    assert read_tallies(legal) == {1: (1, 0, "1 van 2 (50%)")}


def test_whoever_was_forgotten_is_counted_no_more(legal: Client):
    person = make_person()
    answer(person, publish_version())
    assert read_tallies(legal) == {1: (1, 0, "1 van 2 (50%)")}
    person.delete()
    assert read_tallies(legal) == {1: (0, 0, "0 van 1 (0%)")}


def read_tallies(legal: Client) -> dict[int, tuple[int, int, str]]:
    rows = legal.get(VERSIONS).context["object_list"]
    return {row.version.number: (row.tally.agreed, row.tally.declined, row.share) for row in rows}


def test_a_version_says_who_made_it_and_that_nobody_approved(legal: Client):
    publish_version()
    imported = import_first_version("terms")
    page = legal.get(VERSIONS).content.decode()
    assert "niet goedgekeurd (opdrachtregel)" in page
    assert "niet goedgekeurd (import)" in page
    assert f'href="/admin/legal/versions/{imported.pk}/"' in page
    assert f'href="{imported.get_absolute_url()}"' in page


def test_a_version_names_who_wrote_approved_and_published_it(legal: Client):
    writer, reader = make_writer(), make_reader()
    write_draft(make_legal_page(), writer).publish(user=reader)
    row = read_csv(legal, VERSIONS)[1]
    assert row[5:9] == ["beheer", reader.email, reader.email, writer.email]
    number = reader.pk
    reader.delete()
    assert read_csv(legal, VERSIONS)[1][7] == str(number)


def test_an_announced_version_says_how_far_its_mails_are(legal: Client):
    version = publish_version("terms", effective_from=date(2026, 12, 24))
    Notice.objects.create(version=version, user=make_person(), claimed_at=timezone.now(), sent_at=timezone.now())
    assert read_csv(legal, VERSIONS)[1][-1] == "1 verstuurd, 1 te gaan, 0 geweigerd, 0 onzeker"
    assert "1 verstuurd, 1 te gaan" in legal.get(f"{VERSIONS}{version.pk}/").content.decode()
    assert read_tallies(legal) == {1: (0, 0, "0 van 2 (0%)")}


def test_versions_are_found_by_document_road_and_day(legal: Client):
    publish_version()
    terms = import_first_version("terms")
    for filters, numbers in [
        ({"document": terms.document_id}, [terms.pk]),
        ({"origin": "import"}, [terms.pk]),
        ({"origin": "schedule"}, []),
        ({"published_at_from": "2026-11-24"}, []),
    ]:
        assert [row.version.pk for row in legal.get(VERSIONS, filters).context["object_list"]] == numbers


def test_the_versions_come_as_a_spreadsheet(legal: Client):
    answer(make_person(), publish_version())
    heading, row = read_csv(legal, VERSIONS)
    assert heading[:3] == ["Document", "Versie", "Geldig vanaf"]
    change = "inhoudelijk: er verandert iets voor leden"
    facts = ["Privacyverklaring", "1", "2026-11-23", change, "2026-11-23 11:22:33+01:00", "opdrachtregel"]
    assert row == [*facts, "", "niet goedgekeurd (opdrachtregel)", "", "1", "0", "2", ""]
    assert [str(value) for value in read_xlsx(legal, VERSIONS)[1][:2]] == ["Privacyverklaring", "1"]
