"""`verify_ledger` on a sound ledger, and on one that somebody changed behind the back of the database's guards.

What only the tree and its seals can show is in `test_verify_tree` and `test_verify_seals`.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

from legal.ledger import append_only
from legal.ledger.models import Leaf, Seal
from legal.ledger.sealing import seal_ledger
from legal.statements.acts.forgetting import forget_person
from legal.statements.models import Act, ActSubject, Document, Redaction, Version, VersionText
from tests.factories.people import make_person
from tests.factories.statements import answer, publish_version, translate_text
from tests.module_rows import just_before_noon, staying_for_a_module

from .tampering import list_faults, plant, remove, verify_ledger

pytestmark = pytest.mark.django_db

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"  # SHA-256 of nothing


@pytest.fixture(scope="module")
def ledger(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[SimpleNamespace]:
    with staying_for_a_module(django_db_blocker):
        with just_before_noon():
            made = make_ledger()
        yield made


def make_ledger() -> SimpleNamespace:
    """Two versions, the second one acknowledged and then translated: leaves in that order, all sealed."""
    first = publish_version().texts.get()
    second = publish_version(text="Wij bewaren je adres.").texts.get()
    act = answer(make_person(), second.version)
    translation = translate_text(second.version, "We keep your address.")
    seal_ledger()
    return SimpleNamespace(first=first, second=second, act=act, translation=translation)


def test_an_empty_ledger_is_fine():
    code, lines = verify_ledger()
    assert (code, lines[:2]) == (0, [f"0 leaves, root {EMPTY}", "newest seal: none yet"])


def test_more_than_a_thousand_faults_are_not_all_listed():
    Leaf.objects.bulk_create(Leaf(kind="act", leaf_hash=b"\0" * 32) for _ in range(1002))
    faults = list_faults()
    assert len(faults) == 1001
    assert faults[-1] == "and more faults, which are not listed"


def test_a_sound_ledger_is_fine_and_says_what_it_guards(ledger, time_machine):
    code, lines = verify_ledger()
    seal = Seal.objects.get()
    assert code == 0
    assert lines[0] == f"5 leaves, root {seal.root}"
    assert lines[1].startswith(f"newest seal: seal {seal.pk}, of 5 leaves, at 20")
    assert lines[2:4] == ["0 leaves wait for the next seal", "1 seals on record, 0 copies of seals compared"]
    guarded = ", ".join(append_only.list_tables(connection))
    assert lines[4:] == [f"No fault found. Changes are refused in {guarded}."]


def test_leaves_that_wait_for_the_next_seal_are_no_fault(ledger):
    answer(make_person("piet@voorbeeld.example"), ledger.second.version)
    code, lines = verify_ledger()
    assert (code, lines[2]) == (0, "1 leaves wait for the next seal")


def test_a_guard_that_is_gone_is_a_fault(ledger):
    connection.check_constraints()
    append_only.uninstall(connection)
    code, lines = verify_ledger()
    assert code == 1
    assert "trigger ledger_leaf_no_update: missing or hollow, rows can be changed" in lines
    assert not any("No fault found" in line for line in lines)


WORDS: dict[str, Any] = {
    "title": "Een andere titel",
    "summary": "Er verandert niets.",
    "html": "<p>Wij bewaren niets.</p>",
    "text": "Wij bewaren niets.",
    "blocks": [],
    "snapshot": {"processors": []},
    "language": "de",
    "edition": 7,
    "published_at": LONG_AGO,
    "sha256": "0" * 64,
    "published_by": 7,
    "approved_by": 7,
    "written_by": [7],
}
FACTS: dict[str, Any] = {
    "floor": 1,
    "effective_from": date(2020, 1, 1),
    "change": Version.Change.EDITORIAL,
    "number": 9,
    "origin": Version.Origin.IMPORT,
    "published_at": LONG_AGO,
    "published_by": 7,
    "approved_by": 7,
    "written_by": [7],
}
ANSWER: dict[str, Any] = {
    "kind": Act.Kind.DECLINE,
    "wording": "Ik wil mijn hele leven lid blijven",
    "place": "shell",
    "recorded_at": LONG_AGO,
    "commitment": "0" * 64,
    "entry": uuid4(),
}


@pytest.mark.parametrize("name", WORDS)
def test_a_changed_word_is_found(ledger, name: str):
    faults = plant(lambda: VersionText.objects.filter(pk=ledger.first.pk).update(**{name: WORDS[name]}))
    assert faults[0] == f"leaf {ledger.first.leaf_id}: its text was changed"


@pytest.mark.parametrize("name", FACTS)
def test_a_changed_fact_of_a_version_is_found_at_each_of_its_texts(ledger, name: str):
    faults = plant(lambda: Version.objects.filter(pk=ledger.second.version_id).update(**{name: FACTS[name]}))
    changed = [ledger.second, ledger.translation]
    assert faults == [f"leaf {text.leaf_id}: its text was changed" for text in changed]


@pytest.mark.parametrize("name", ANSWER)
def test_a_changed_answer_is_found(ledger, name: str):
    faults = plant(lambda: Act.objects.update(**{name: ANSWER[name]}))
    assert faults[0] == f"leaf {ledger.act.leaf_id}: its act was changed"


def test_an_answer_that_was_moved_to_another_text_is_found(ledger):
    faults = plant(lambda: (Act.objects.update(text=ledger.first), ActSubject.objects.update(text=ledger.first)))
    assert faults == [f"leaf {ledger.act.leaf_id}: its act was changed"]


def test_a_document_that_got_another_kind_is_found_at_each_of_its_texts(ledger):
    faults = plant(lambda: Document.objects.filter(kind="privacy").update(kind="statement"))
    texts = [ledger.first, ledger.second, ledger.translation]
    assert faults == [f"leaf {text.leaf_id}: its text was changed" for text in texts]


def test_a_document_that_asks_something_else_afterwards_is_found_at_each_of_its_texts(ledger):
    faults = plant(lambda: Document.objects.filter(kind="privacy").update(act=Document.Answer.ACCEPT))
    assert len(faults) == 3


def test_an_answer_that_was_removed_is_found(ledger):
    faults = plant(lambda: (ActSubject.objects.all().delete(), remove(ledger.act)))
    assert faults == [f"leaf {ledger.act.leaf_id}: its act is missing"]


def test_an_answer_of_which_the_leaf_was_removed_is_found(ledger):
    leaf = ledger.act.leaf
    faults = plant(lambda: (remove(leaf.position), remove(leaf)))
    assert faults[0] == f"leaf {leaf.pk}: missing, its act is on record"


def test_a_redaction_of_which_the_leaf_was_removed_is_found(ledger):
    forget_person(user=ledger.act.subject.user, ground=Redaction.Ground.ERASURE)
    leaf = Redaction.objects.get().leaf
    assert plant(lambda: remove(leaf)) == [f"leaf {leaf.pk}: missing, its redaction is on record"]


def test_a_redaction_on_another_ground_is_found(ledger):
    forget_person(user=ledger.act.subject.user, ground=Redaction.Ground.ERASURE)
    leaf = Redaction.objects.get().leaf_id
    assert plant(lambda: Redaction.objects.update(ground="retention")) == [f"leaf {leaf}: its redaction was changed"]


def test_a_changed_leaf_is_found(ledger):
    faults = plant(lambda: Leaf.objects.filter(pk=ledger.act.leaf_id).update(leaf_hash=b"\0" * 32))
    assert faults[0] == f"leaf {ledger.act.leaf_id}: its act was changed"


def test_a_leaf_of_another_kind_is_found(ledger):
    faults = plant(lambda: Leaf.objects.filter(pk=ledger.first.leaf_id).update(kind="act"))
    assert faults == [f"leaf {ledger.first.leaf_id}: its entry was changed"]


def test_a_leaf_of_a_kind_that_nobody_knows_is_found(ledger):
    leaf = Leaf.objects.create(kind="secret", leaf_hash=b"\0" * 32)
    assert list_faults() == [f"leaf {leaf.pk}: its secret is missing"]


def test_an_entry_that_was_put_in_without_its_row_is_found(ledger):
    leaf = Leaf.objects.create(kind="act", leaf_hash=b"\0" * 32)
    assert list_faults() == [f"leaf {leaf.pk}: its act is missing"]


def test_an_answer_that_was_written_into_the_table_by_hand_is_found(ledger):
    written = []

    def insert() -> None:
        act = Act.objects.get()
        act.leaf = Leaf.objects.create(kind="act", leaf_hash=b"\0" * 32)
        act.pk, act.entry = None, uuid4()
        act.save(force_insert=True)
        written.append(act.leaf_id)

    faults = plant(insert)
    assert faults == [
        f"leaf {written[0]}: its act was changed",
        f"leaf {written[0]}: its act names nobody, and no redaction says why",
    ]
