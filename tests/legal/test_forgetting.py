"""Forgetting a person: the acts stay on the ledger, and nobody can tell any more whose they were."""

import hashlib
from collections.abc import Callable
from functools import partial

import pytest
from django.contrib.auth import get_user_model
from django.db import connection, transaction

from legal.ledger.models import Leaf
from legal.ledger.verifying import verify
from legal.statements.acts.accepting import ShownText, record_act
from legal.statements.acts.forgetting import forget_person
from legal.statements.entries import commit_to_person, encode_redaction
from legal.statements.models import Act, ActSubject, Notice, Redaction, StaffReading
from legal.statements.reports.reading_log import log_reading
from members.accounts.models import User
from tests.factories.people import make_person
from tests.factories.statements import answer, publish_version
from tests.same_moment import run_at_once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("with_tasks")]
ERASURE, RETENTION = Redaction.Ground.ERASURE, Redaction.Ground.RETENTION
ROADS: dict[str, Callable[[User], object]] = {
    "the object": lambda person: person.delete(),
    "a queryset": lambda person: User.objects.filter(pk=person.pk).delete(),
    "everybody": lambda person: User.objects.all().delete(),
}


def list_redactions() -> list[tuple]:
    return list(Redaction.objects.order_by("pk").values_list("act", "ground"))


def test_forgetting_removes_link_and_salt_and_puts_a_redaction_for_each_act_on_the_ledger(time_machine) -> None:
    time_machine.move_to("2026-11-23 10:11:12.9+01:00", tick=False)
    person = make_person()
    acts = [answer(person, publish_version("privacy")), answer(person, publish_version("terms"), "accept")]
    assert forget_person(user=person, ground=RETENTION) == 2
    assert ActSubject.objects.count() == 0
    assert list_redactions() == [(act.pk, "retention") for act in acts]
    redaction = Redaction.objects.earliest("pk")
    assert redaction.recorded_at.isoformat() == "2026-11-23T09:11:12+00:00"
    entry = encode_redaction(acts[0].entry, "retention", redaction.recorded_at)
    assert bytes(redaction.leaf.leaf_hash) == hashlib.sha256(b"\0" + entry).digest()
    assert Leaf.objects.filter(kind="redaction").count() == 2


def test_after_it_the_acts_are_as_they_were_and_everything_verifies() -> None:
    person = make_person()
    act = answer(person, publish_version("privacy"))
    before = Act.objects.values().get()
    assert forget_person(user=person, ground=ERASURE) == 1
    assert Act.objects.values().get() == before
    forgotten = Act.objects.get()
    assert (forgotten.person, forgotten.email, forgotten.leaf_id) == ("", "", act.leaf_id)
    assert verify().faults == []


def test_doing_it_twice_or_for_who_did_nothing_is_fine() -> None:
    person, other = make_person(), make_person("bo@voorbeeld.example")
    answer(person, publish_version("privacy"))
    assert [forget_person(user=person, ground=ERASURE) for _ in range(2)] == [1, 0]
    assert forget_person(user=other, ground=ERASURE) == 0
    assert len(list_redactions()) == 1


def test_nobody_else_is_forgotten_with_them() -> None:
    version = publish_version("privacy")
    person, other = make_person(), make_person("bo@voorbeeld.example")
    answer(person, version)
    kept = answer(other, version)
    forget_person(user=person, ground=ERASURE)
    assert ActSubject.objects.get().act == kept


def test_who_stays_may_act_again_and_is_forgotten_again() -> None:
    person, version = make_person(), publish_version("terms")
    answer(person, version, "accept")
    forget_person(user=person, ground=ERASURE)
    again = answer(person, version, "accept")
    assert Act.objects.count() == 2
    assert forget_person(user=person, ground=ERASURE) == 1
    assert list_redactions()[-1] == (again.pk, "erasure")
    assert verify().faults == []


@pytest.mark.parametrize("road", ROADS.values(), ids=ROADS.keys())
def test_along_every_road_a_deleted_account_is_forgotten_on_record(road: Callable[[User], object]) -> None:
    person, version = make_person(), publish_version("privacy")
    act = answer(person, version)
    Notice.objects.create(version=version, user=person, claimed_at=act.recorded_at)
    road(person)
    assert not User.objects.exists()
    assert list_redactions() == [(act.pk, "erasure")]
    assert ActSubject.objects.count() == Notice.objects.count() == 0
    assert verify().faults == []


def test_a_deletion_that_fails_leaves_everything_as_it_was() -> None:
    person = make_person()
    answer(person, publish_version("privacy"))
    number = person.pk
    with pytest.raises(RuntimeError), transaction.atomic():
        person.delete()
        raise RuntimeError("something else went wrong")
    assert ActSubject.objects.get().user_id == number
    assert list_redactions() == []
    assert verify().faults == []


def read_whole_database() -> str:
    """Every value of every table but those of the framework, as text."""
    rows = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            if table.startswith(("statements_", "ledger_")):
                cursor.execute(f'SELECT * FROM "{table}"')
                rows += [bytes(value).hex() if is_binary(value) else str(value) for row in cursor for value in row]
    return "\n".join(rows)


def is_binary(value: object) -> bool:
    return isinstance(value, bytes | memoryview)


def find_owner(act: Act, salts: list[bytes]) -> list[int]:
    """Whoever a patient attacker with the whole database finds: each account number with each salt that is left."""
    return [
        number
        for number in range(1, 2000)
        for salt in salts
        if commit_to_person(salt, number, act.entry) == act.commitment
    ]


def test_no_account_number_fits_the_act_by_brute_force_and_it_did_before() -> None:
    version = publish_version("privacy")
    people = [make_person(f"lid{number}@voorbeeld.example", id=1000 + number) for number in range(3)]
    act = [answer(person, version) for person in people][1]
    salts = [bytes(salt) for salt in ActSubject.objects.values_list("salt", flat=True)]
    assert find_owner(act, salts) == [1001]
    forget_person(user=people[1], ground=ERASURE)
    left = [bytes(salt) for salt in ActSubject.objects.values_list("salt", flat=True)]
    assert len(left) == 2
    assert find_owner(act, [*left, b"", b"\0" * 32, act.entry.bytes]) == []


def test_neither_the_salt_nor_the_number_is_anywhere_afterwards() -> None:
    person = make_person(id=739512)
    salt = bytes(answer(person, publish_version("privacy")).subject.salt).hex()
    assert salt in read_whole_database()
    assert "739512" in read_whole_database()
    person.delete()
    assert salt not in read_whole_database()
    assert "739512" not in read_whole_database()


def test_what_is_deleted_is_overwritten_in_the_file_of_the_database() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL overwrites when it vacuums")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA secure_delete")
        assert cursor.fetchone() == (1,)
    assert "PRAGMA secure_delete=ON;" in connection.settings_dict["OPTIONS"]["init_command"]


def click(person: User, text) -> bool:
    """Whether it was recorded; False for an account that is gone."""
    try:
        record_act(
            user=person, shown=ShownText(text, "Gezien", "review", frozenset({"acknowledge"})), kind="acknowledge"
        )
    except User.DoesNotExist:
        return False
    return True


def delete(number: int) -> None:
    get_user_model().objects.get(pk=number).delete()


@pytest.mark.django_db(transaction=True)
def test_of_somebody_who_acts_while_being_deleted_nothing_is_left() -> None:
    person, text = make_person(), publish_version("privacy").find_text("nl")
    run_at_once([*[partial(click, person, text)] * 5, partial(delete, person.pk)])
    assert not User.objects.exists()
    assert ActSubject.objects.count() == 0
    assert [act for act, _ground in list_redactions()] == list(Act.objects.order_by("pk").values_list("pk", flat=True))
    assert verify().faults == []


@pytest.mark.django_db(transaction=True)
def test_an_act_at_the_moment_of_forgetting_is_forgotten_or_new_and_never_half() -> None:
    person, text = make_person(), publish_version("privacy").find_text("nl")
    answer(person, text.version)
    forget = partial(forget_person, user=person, ground=ERASURE)
    run_at_once([*[partial(click, person, text)] * 5, *[forget] * 3])
    named = set(ActSubject.objects.values_list("act", flat=True))
    forgotten = {act for act, _ground in list_redactions()}
    assert named.isdisjoint(forgotten)
    assert named | forgotten == set(Act.objects.values_list("pk", flat=True))
    assert verify().faults == []


def test_the_log_of_who_looked_forgets_at_whom() -> None:
    person, other, reader = make_person(), make_person("bo@voorbeeld.example"), make_person("lotte@voorbeeld.example")
    for subject in (person, other):
        log_reading(reader=reader, what=StaffReading.What.BUNDLE, subject=subject.pk, detail=f"person={subject.pk}")
    forget_person(user=person, ground=RETENTION)
    rows = StaffReading.objects.order_by("pk").values_list("reader", "what", "subject", "detail")
    assert list(rows) == [(reader.pk, "bundle", None, ""), (reader.pk, "bundle", other.pk, f"person={other.pk}")]
