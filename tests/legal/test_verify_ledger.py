"""`verify_ledger` on a sound ledger, and on one that somebody changed behind the back of the database's guards.

A removed tail, that is the last leaf together with its row, needs the seals and is for them to find.
"""

from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection

from legal.ledger import append_only
from legal.ledger.merkle import Tree
from legal.ledger.models import Leaf
from legal.statements.models import Act, ActSubject, Version, VersionText
from tests.factories.people import make_person
from tests.factories.statements import answer, publish_version, translate_text

from .tampering import plant, remove, verify_ledger

pytestmark = pytest.mark.django_db

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
GUARDED = "cookies_cookiechoice, cookies_shownwording, ledger_leaf"
GUARDED += ", statements_act, statements_version, statements_versiontext"


@pytest.fixture
def ledger() -> SimpleNamespace:
    """Two versions, the second one acknowledged and then translated: leaves in that order."""
    first = publish_version().texts.get()
    second = publish_version(text="Wij bewaren je adres.").texts.get()
    act = answer(make_person(), second.version)
    translation = translate_text(second.version, "We keep your address.")
    return SimpleNamespace(first=first, second=second, act=act, translation=translation)


def compute_root() -> str:
    return Tree(bytes(leaf.leaf_hash) for leaf in Leaf.objects.order_by("pk")).compute_root().hex()


def test_a_sound_ledger_is_fine_and_says_what_it_guards(ledger):
    assert verify_ledger() == (
        0,
        [f"4 leaves, root {compute_root()}", f"No fault found. Changes are refused in {GUARDED}."],
    )


def test_an_empty_ledger_is_fine():
    code, lines = verify_ledger()
    assert (code, lines[0]) == (0, "0 leaves, root e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")


def test_a_guard_that_is_gone_is_a_fault(ledger):
    connection.check_constraints()
    append_only.uninstall(connection)
    code, lines = verify_ledger()
    assert code == 1
    assert "trigger ledger_leaf_no_update: missing, rows can be changed" in lines
    assert not any("No fault found" in line for line in lines)


def test_forgetting_who_it_was_is_no_fault(ledger):
    ledger.act.subject.delete()
    assert verify_ledger()[0] == 0


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
    faults = plant(lambda: Act.objects.update(text=ledger.first))
    assert faults == [f"leaf {ledger.act.leaf_id}: its act was changed"]


def test_an_answer_that_was_removed_is_found(ledger):
    faults = plant(lambda: (ActSubject.objects.all().delete(), remove(ledger.act)))
    assert faults == [f"leaf {ledger.act.leaf_id}: its act is missing"]


def test_a_leaf_that_was_removed_is_found(ledger):
    faults = plant(lambda: remove(ledger.second.leaf))
    assert faults == [f"leaf {ledger.second.leaf_id}: missing, its text is on record"]


def test_a_changed_leaf_is_found(ledger):
    faults = plant(lambda: Leaf.objects.filter(pk=ledger.act.leaf_id).update(leaf_hash=b"\0" * 32))
    assert faults == [f"leaf {ledger.act.leaf_id}: its act was changed"]


def test_two_leaves_that_changed_places_are_found(ledger):
    first, second = ledger.first.leaf, ledger.second.leaf
    faults = plant(
        lambda: [
            Leaf.objects.filter(pk=here.pk).update(leaf_hash=there.leaf_hash)
            for here, there in ((first, second), (second, first))
        ]
    )
    assert faults == [f"leaf {leaf.pk}: its text was changed" for leaf in (first, second)]


def test_a_leaf_of_another_kind_is_found(ledger):
    faults = plant(lambda: Leaf.objects.filter(pk=ledger.first.leaf_id).update(kind="act"))
    assert faults == [f"leaf {ledger.first.leaf_id}: its entry was changed"]


def test_a_leaf_without_a_row_is_found(ledger):
    leaf = Leaf.objects.create(kind="act", leaf_hash=b"\0" * 32)
    code, lines = verify_ledger()
    assert (code, lines[0]) == (1, f"leaf {leaf.pk}: its act is missing")


def test_the_last_leaf_alone_cannot_go(ledger):
    faults = plant(lambda: remove(ledger.translation.leaf))
    assert faults == [f"leaf {ledger.translation.leaf_id}: missing, its text is on record"]
