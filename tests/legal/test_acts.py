"""Acts on record: once, on the words that were shown, and with nobody's name in them."""

import hashlib

import pytest
from django.db import IntegrityError, connection, transaction

from legal.ledger.models import Leaf
from legal.statements.acts.accepting import ShownText, UnfittingAct, record_act
from legal.statements.models import Act, ActSubject
from members.accounts.models import User
from tests.factories.people import make_person
from tests.factories.statements import answer, publish_version, translate_text

pytestmark = pytest.mark.django_db


def list_kinds() -> list[str]:
    return list(Act.objects.order_by("pk").values_list("kind", flat=True))


def test_answering_twice_is_one_row() -> None:
    person, version = make_person(), publish_version("privacy")
    assert answer(person, version) == answer(person, version)
    assert list_kinds() == ["acknowledge"]
    assert Leaf.objects.filter(kind="act").count() == 1


def test_changing_ones_mind_adds_a_row_each_time() -> None:
    person, version = make_person(), publish_version("terms")
    for kind in ("accept", "decline", "decline", "accept"):
        answer(person, version, kind)
    assert list_kinds() == ["accept", "decline", "accept"]


def test_a_newer_version_is_answered_in_a_row_of_its_own() -> None:
    person = make_person()
    answer(person, publish_version("privacy"))
    answer(person, publish_version("privacy", "Wij bewaren je naam en je adres."))
    assert list(Act.objects.order_by("pk").values_list("text__version__number", flat=True)) == [1, 2]


def test_the_same_version_in_another_language_was_answered_already() -> None:
    person, version = make_person(), publish_version("privacy")
    translate_text(version)
    assert answer(person, version, language="nl") == answer(person, version, language="en")


def test_two_people_answer_apart() -> None:
    version = publish_version("privacy")
    answer(make_person(), version)
    answer(make_person("bo@voorbeeld.example"), version)
    assert list_kinds() == ["acknowledge", "acknowledge"]


@pytest.mark.parametrize(
    ("document", "kind"),
    [
        ("privacy", "accept"),
        ("privacy", "decline"),
        ("privacy", "consent"),
        ("terms", "acknowledge"),
        ("terms", "withdraw"),
        ("terms", "later"),
        ("terms", ""),
        ("cookies", "acknowledge"),
    ],
)
def test_an_act_that_the_document_does_not_ask_for_is_refused(document: str, kind: str) -> None:
    person, version = make_person(), publish_version(document)
    with pytest.raises(UnfittingAct):
        answer(person, version, kind)
    assert Act.objects.count() == Leaf.objects.filter(kind="act").count() == 0


def test_the_seal_of_an_act_matches_its_salt_person_and_entry() -> None:
    person = make_person()
    act = answer(person, publish_version("privacy"))
    salt = bytes(act.subject.salt)
    assert len(salt) == 32
    assert act.commitment == hashlib.sha256(salt + str(person.pk).encode() + act.entry.bytes).hexdigest()


@pytest.mark.parametrize("change", [b"", b"7"], ids=["a byte less", "a byte more"])
def test_the_database_keeps_no_salt_of_another_length(change: bytes) -> None:
    subject = answer(make_person(), publish_version("privacy")).subject
    salt = bytes(subject.salt) + change if change else bytes(subject.salt)[1:]
    with pytest.raises(IntegrityError, match="salt_of_32_bytes"), transaction.atomic():
        ActSubject.objects.update(salt=salt)


def test_the_same_person_gets_another_salt_and_seal_each_time() -> None:
    person = make_person()
    acts = [
        answer(person, publish_version(kind), act) for kind, act in (("privacy", "acknowledge"), ("terms", "accept"))
    ]
    assert acts[0].commitment != acts[1].commitment
    assert bytes(acts[0].subject.salt) != bytes(acts[1].subject.salt)


def test_the_row_of_an_act_holds_nothing_of_the_person() -> None:
    person = make_person("sanne@voorbeeld.example", id=739512)
    answer(person, publish_version("privacy"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM statements_act")
        columns = {column[0] for column in cursor.description}
        (row,) = cursor.fetchall()
    assert columns == {
        "id", "entry", "kind", "text_id", "wording", "place", "recorded_at", "commitment", "leaf_id",
    }  # fmt: skip
    assert not any("739512" in str(value) or "anne" in str(value) for value in row)


def test_an_act_on_record_cannot_be_changed_or_removed() -> None:
    act = answer(make_person(), publish_version("privacy"))
    changes = (
        lambda: Act.objects.update(kind="decline"),
        lambda: Act.objects.filter(pk=act.pk).delete(),
        lambda: act.text.delete(),
        lambda: act.leaf.delete(),
    )
    for change in changes:
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
    assert list_kinds() == ["acknowledge"]


def test_somebody_without_an_account_cannot_be_put_on_record() -> None:
    version, person = publish_version("privacy"), make_person()
    text = version.find_text("nl")
    gone = User(pk=person.pk)
    person.delete()
    with pytest.raises(User.DoesNotExist):
        record_act(user=gone, shown=ShownText(text, "Gezien", "review", frozenset({"acknowledge"})), kind="acknowledge")
    assert Act.objects.count() == 0


def test_the_moment_is_kept_to_the_second(time_machine) -> None:
    time_machine.move_to("2026-11-23 10:11:12.987+01:00", tick=False)
    act = answer(make_person(), publish_version("privacy"))
    assert Act.objects.get().recorded_at.isoformat() == "2026-11-23T09:11:12+00:00"
    assert act.recorded_at == Act.objects.get().recorded_at
