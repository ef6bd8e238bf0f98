"""What `verify_ledger` finds beside the leaves: answers that changed hands, and versions without words."""

import pytest
from django.db import connection

from legal.statements.models import Act, ActSubject, Document, Version
from tests.factories.people import make_person
from tests.factories.statements import answer, publish_version

from .tampering import plant, remove, verify_ledger

pytestmark = pytest.mark.django_db


def list_faults() -> list[str]:
    code, lines = verify_ledger()
    assert code == 1
    return lines[:-1]


def test_an_answer_that_was_given_to_somebody_else_is_found():
    version = publish_version()
    act, other = answer(make_person(), version), answer(make_person("piet@voorbeeld.example"), version)
    ActSubject.objects.filter(act=act).update(user=other.subject.user)
    assert list_faults() == [f"leaf {act.leaf_id}: its act names another person"]


def test_two_people_whose_answers_changed_hands_are_found_even_with_their_salts():
    version = publish_version()
    act, other = answer(make_person(), version), answer(make_person("piet@voorbeeld.example"), version)
    ActSubject.objects.filter(act=act).update(user=other.subject.user, salt=other.subject.salt)
    ActSubject.objects.filter(act=other).update(user=act.subject.user, salt=act.subject.salt)
    assert list_faults() == [f"leaf {row.leaf_id}: its act names another person" for row in (act, other)]


def test_an_answer_that_was_forgotten_is_no_fault():
    answer(make_person(), publish_version())
    ActSubject.objects.all().delete()
    assert verify_ledger()[0] == 0
    assert Act.objects.count() == 1


def test_a_version_that_was_put_in_without_words_is_found():
    version = publish_version()
    version.pk, version.number = None, 2
    version.save(force_insert=True)
    connection.check_constraints()
    assert list_faults() == ["version 2 of privacy: its text is missing"]
    assert Version.objects.filter(document=Document.objects.get(kind="privacy")).count() == 2


def test_a_text_that_was_removed_is_found_with_every_answer_to_it():
    act = answer(make_person(), publish_version())
    text = act.text
    assert plant(lambda: remove(text)) == [
        f"leaf {text.leaf_id}: its text is missing",
        f"leaf {act.leaf_id}: its act was changed",
        "version 1 of privacy: its text is missing",
    ]
