"""Staff give access and end it, in the Wagtail admin."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import ModelLogEntry

from members.accounts.models import User
from members.membership.access import decide
from members.membership.models import Grant
from tests.factories.courses import give_access, give_membership, make_course, make_lesson
from tests.factories.people import make_person, make_support
from tests.visiting import Client

pytestmark = pytest.mark.django_db

LIST, NEW = "/admin/toegang/", "/admin/toegang/new/"
UNKNOWN = "We vinden geen account met dit e-mailadres dat toegang kan krijgen. Kijk het adres na."
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
MIDNIGHT = datetime(2026, 11, 22, 23, 0, tzinfo=UTC)  # the beginning of 23 November in Amsterdam


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def support(client: Client) -> User:
    person = make_support()
    client.force_login(person)
    return person


def give(client: Client, **changes: str):
    form = {"email": "sanne@voorbeeld.example", "offer": "all", "first_day": "2026-11-23", "last_day": "", "note": ""}
    return client.post(NEW, form | changes)


def change(client: Client, grant: Grant, **changes: str):
    form = {"last_day": "" if grant.last_day is None else grant.last_day.isoformat(), "note": grant.note}
    return client.post(f"/admin/toegang/edit/{grant.pk}/", form | changes)


def read(response) -> str:
    return response.content.decode().replace("&#x27;", "'")


def test_support_gives_a_membership_that_opens_every_lesson(client, support):
    person, lesson = make_person(), make_lesson(make_course())
    response = give(client, last_day="2027-02-28", note="Winnares van de prijsvraag")
    assert response.status_code == 302
    grant = Grant.objects.get()
    assert (grant.user, grant.course, grant.granted_by, grant.source) == (person, None, support, Grant.Source.STAFF)
    assert grant.starts_at == MIDNIGHT
    assert grant.ends_at == datetime(2027, 2, 28, 23, 0, tzinfo=UTC)
    assert grant.note == "Winnares van de prijsvraag"
    assert decide(person, lesson).is_allowed
    listed = read(client.get(LIST + "results/?ordering=user__email"))
    assert person.email in listed and support.email in listed


def test_support_gives_one_course_by_its_title(client, support):
    person, course, other = make_person(), make_course("Korter overleggen"), make_course("Tijd terug")
    form = read(client.get(NEW))
    assert "Korter overleggen" in form
    give(client, offer=str(course.translation_key))
    assert decide(person, make_lesson(course)).is_allowed
    assert not decide(person, make_lesson(other)).is_allowed


def test_the_address_may_be_typed_in_capitals(client, support):
    make_person()
    give(client, email=" Sanne@Voorbeeld.EXAMPLE ")
    assert Grant.objects.count() == 1


def test_the_last_day_belongs_to_the_access(client, support):
    person, lesson = make_person(), make_lesson(make_course())
    give(client, first_day="2026-11-23", last_day="2026-11-23")
    assert not decide(person, lesson, at=MIDNIGHT - timedelta(seconds=1)).is_allowed
    assert decide(person, lesson, at=MIDNIGHT).is_allowed
    assert decide(person, lesson, at=MIDNIGHT + timedelta(hours=24, seconds=-1)).is_allowed
    assert not decide(person, lesson, at=MIDNIGHT + timedelta(hours=24)).is_allowed


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"email": ""}, "Vul het e-mailadres in van degene die toegang krijgt."),
        ({"email": "sanne"}, "Vul een e-mailadres in, zoals naam@voorbeeld.nl."),
        ({"email": "niemand@voorbeeld.example"}, UNKNOWN),
        ({"email": "weg@voorbeeld.example"}, UNKNOWN),
        ({"email": "a" * 400 + "@voorbeeld.example"}, "320"),
        ({"offer": ""}, "Kies waartoe je toegang geeft."),
        ({"offer": str(uuid4())}, "Deze cursus bestaat niet meer. Kies een andere."),
        ({"offer": "' OR 1=1 --"}, "Deze cursus bestaat niet meer. Kies een andere."),
        ({"first_day": ""}, "Vul de eerste dag in."),
        ({"first_day": "morgen"}, "Vul een datum in, zoals 2026-12-31."),
        ({"first_day": "2026-02-30"}, "Vul een datum in, zoals 2026-12-31."),
        ({"first_day": "0001-01-01"}, "Vul een datum in vanaf 1 januari 2020."),
        ({"last_day": "9999-12-31"}, "Vul een datum in tot en met 31 december 2100."),
        ({"last_day": "2026-11-22"}, "De laatste dag ligt voor de eerste dag. Kies een latere dag."),
        ({"note": "n" * 201}, "200"),
    ],
)
def test_wrong_input_is_named_at_its_field_and_gives_nothing(client, support, changes, message):
    make_person()
    make_person("weg@voorbeeld.example", is_active=False)
    response = give(client, **changes)
    assert response.status_code == 200
    page = read(response)
    assert message in page
    assert "De toegang is niet gegeven. Er is niets veranderd." in page
    assert not Grant.objects.exists()


def test_giving_the_same_twice_is_answered_kindly_and_changes_nothing(client, support):
    make_person()
    give(client, last_day="2027-02-28")
    response = give(client, last_day="2027-02-28")
    assert "Deze toegang bestaat al tot en met 28 februari 2027. Er is niets veranderd." in read(response)
    assert Grant.objects.count() == 1


def test_access_without_an_end_is_not_given_a_second_time(client, support):
    person = make_person()
    give_membership(person)
    assert "Deze toegang bestaat al, zonder einddatum." in read(give(client, last_day="2027-02-28"))
    assert Grant.objects.count() == 1


def test_longer_access_may_overlap_what_is_there(client, support):
    make_person()
    give(client, last_day="2027-02-28")
    give(client, last_day="2027-03-31")
    assert Grant.objects.count() == 2


def test_support_ends_access_now(client, support):
    person, lesson = make_person(), make_lesson(make_course())
    grant = give_membership(person)
    assert change(client, grant, ends_now="on").status_code == 302
    grant.refresh_from_db()
    assert grant.ends_at == NOW
    assert not decide(person, lesson).is_allowed


def test_support_moves_the_last_day(client, support):
    grant = give_membership(make_person())
    change(client, grant, last_day="2026-12-31")
    grant.refresh_from_db()
    assert grant.ends_at == datetime(2026, 12, 31, 23, 0, tzinfo=UTC)


def test_saving_without_a_change_keeps_the_moment_at_which_access_ended(client, support):
    grant = give_access(make_person(), None, ends_at=NOW - timedelta(hours=1, minutes=7))
    ended_at = grant.ends_at
    change(client, grant, note="Afgerond")
    grant.refresh_from_db()
    assert (grant.ends_at, grant.note) == (ended_at, "Afgerond")


def test_access_cannot_end_before_it_began(client, support):
    grant = give_membership(make_person())
    assert "De laatste dag ligt voor de eerste dag." in read(change(client, grant, last_day="2026-11-01"))
    later = give_membership(make_person("later@voorbeeld.example"), starts_at=NOW + timedelta(days=3))
    assert "Deze toegang is nog niet begonnen." in read(change(client, later, ends_now="on"))
    grant.refresh_from_db()
    later.refresh_from_db()
    assert grant.ends_at is later.ends_at is None


def test_a_grant_keeps_its_person_and_its_course_whatever_is_posted(client, support):
    person, course = make_person(), make_course()
    grant = give_access(person, course)
    make_person("ander@voorbeeld.example")
    change(client, grant, email="ander@voorbeeld.example", offer="all", user="2", course="", starts_at="2020-01-01")
    changed = Grant.objects.get()
    assert (changed.user, changed.course, changed.starts_at) == (person, course.translation_key, grant.starts_at)


def test_nobody_deletes_a_grant(client):
    grant = give_membership(make_person())
    client.force_login(make_person("eigenaar@voorbeeld.example", is_superuser=True))
    assert client.post(f"/admin/toegang/delete/{grant.pk}/").status_code == 404
    assert "/delete/" not in read(client.get(f"/admin/toegang/edit/{grant.pk}/"))
    assert Grant.objects.count() == 1


@pytest.mark.parametrize("who", ["visitor", "member", "editor"])
def test_others_neither_see_nor_give_nor_end_access(client, who):
    grant = give_membership(make_person("lid@voorbeeld.example"))
    make_person()
    if who != "visitor":
        person = make_person("iemand@voorbeeld.example")
        if who == "editor":
            person.groups.add(Group.objects.get(name="Editors"))
        client.force_login(person)
    for response in (
        client.get(LIST),
        client.get("/admin/toegang/results/"),
        give(client),
        change(client, grant, ends_now="on"),
        client.get(f"/admin/toegang/history/{grant.pk}/"),
    ):
        assert response.status_code in (302, 403, 404)
        assert "lid@voorbeeld.example" not in read(response)
    grant.refresh_from_db()
    assert grant.ends_at is None
    assert Grant.objects.count() == 1


def test_support_finds_grants_by_address_course_and_whether_they_hold(client, support):
    course = make_course("Korter overleggen")
    give_access(make_person("een@voorbeeld.example"), course)
    give_membership(make_person("twee@voorbeeld.example"), ends_at=NOW)
    for query, seen, unseen in (
        ("", "een@", "drie@"),
        ("?q=twee@voorbeeld", "twee@", "een@"),
        (f"?offer={course.translation_key}", "een@", "twee@"),
        ("?offer=all", "twee@", "een@"),
        ("?state=in_force", "een@", "twee@"),
        ("?state=not_in_force", "twee@", "een@"),
    ):
        page = read(client.get(LIST + "results/" + query))
        assert seen in page
        assert unseen not in page
    assert "Korter overleggen" in read(client.get(LIST))


@pytest.mark.parametrize(
    "query", ["?offer=niets", "?state=x", "?p=99", "?ordering=-niets", "?q=%00", "?q=" + "x" * 3000]
)
def test_hostile_filters_give_a_normal_page(client, support, query):
    give_membership(make_person())
    assert client.get(LIST + query).status_code in (200, 404)


def test_a_grant_for_a_course_that_is_gone_is_still_listed(client, support):
    course = make_course()
    grant = give_access(make_person(), course)
    course.delete()
    assert "Verwijderd" in read(client.get(LIST))
    assert "Verwijderde cursus" in read(client.get(f"/admin/toegang/edit/{grant.pk}/"))


def count_queries_of_the_list(client: Client) -> int:
    client.get(LIST)  # once beforehand: content types and the like are kept by the process
    with CaptureQueriesContext(connection) as queries:
        client.get(LIST)
    return len(queries)


def test_the_list_takes_as_many_queries_for_twenty_grants_as_for_two(client, support):
    for number in range(2):
        give_membership(make_person(f"lid{number}@voorbeeld.example"))
    few = count_queries_of_the_list(client)
    for number in range(2, 20):
        give_membership(make_person(f"lid{number}@voorbeeld.example"))
    assert count_queries_of_the_list(client) == few


def test_support_reads_what_happened_to_a_grant(client, support):
    grant = give_membership(make_person())
    change(client, grant, ends_now="on")
    page = read(client.get(f"/admin/toegang/history/{grant.pk}/"))
    assert f"Toegang {grant.pk}" in page
    assert "Sanne" in page or "support@voorbeeld.example" in page


def test_the_admins_log_keeps_no_address_of_the_member(client, support):
    make_person()
    give(client)
    change(client, Grant.objects.get(), ends_now="on")
    entries = ModelLogEntry.objects.filter(content_type__model="grant")
    assert entries.count() == 2
    assert not [entry for entry in entries if "sanne" in f"{entry.label} {entry.data}".lower()]


def test_erasing_an_account_takes_its_grants_and_keeps_those_it_gave():
    giver, person = make_support(), make_person()
    grant = give_membership(person)
    grant.granted_by = giver
    grant.save()
    giver.delete()
    grant.refresh_from_db()
    assert grant.granted_by is None
    person.delete()
    assert not Grant.objects.exists()
