"""What `verify_ledger` finds beside the leaves: answers that changed hands, versions without words, live pages."""

from typing import Any

import pytest
from django.db import connection

from legal.ledger.sealing import seal_ledger
from legal.statements.acts.acting import act_for_person
from legal.statements.acts.forgetting import forget_person
from legal.statements.models import Act, ActSubject, Document, LegalPage, Redaction, Version, VersionText
from tests.factories.people import make_colleague, make_person
from tests.factories.statements import answer, make_legal_page, publish_version, translate_text, write_body

from .tampering import lifting_check, list_faults, plant, remove

pytestmark = pytest.mark.django_db


def test_an_answer_that_was_given_to_somebody_else_is_found():
    version = publish_version()
    act, other = answer(make_person(), version), answer(make_person("piet@voorbeeld.example"), version)
    ActSubject.objects.filter(act=act).update(user=other.subject.user)
    assert list_faults() == [f"leaf {act.leaf_id}: its act names another person, colleague or reason"]


def test_two_people_whose_answers_changed_hands_are_found_even_with_their_salts():
    version = publish_version()
    act, other = answer(make_person(), version), answer(make_person("piet@voorbeeld.example"), version)
    ActSubject.objects.filter(act=act).update(user=other.subject.user, salt=other.subject.salt)
    ActSubject.objects.filter(act=other).update(user=act.subject.user, salt=act.subject.salt)
    assert list_faults() == [
        f"leaf {row.leaf_id}: its act names another person, colleague or reason" for row in (act, other)
    ]


def test_a_digit_that_moved_from_the_account_into_the_salt_is_found():
    act = answer(make_person(id=712), publish_version())
    make_person("piet@voorbeeld.example", id=12)
    with lifting_check("statements_actsubject", "salt_of_32_bytes"):
        ActSubject.objects.update(user_id=12, salt=bytes(act.subject.salt) + b"7")
        assert list_faults() == [f"leaf {act.leaf_id}: its act names another person, colleague or reason"]


def test_people_who_were_forgotten_are_no_fault():
    version = publish_version()
    person = make_person()
    answer(person, version)
    forget_person(user=person, ground=Redaction.Ground.RETENTION)
    make_person("piet@voorbeeld.example").delete()
    answer(person, version)
    person.delete()
    seal_ledger()
    assert list_faults() == []
    assert (Act.objects.count(), Redaction.objects.count(), ActSubject.objects.count()) == (2, 2, 0)


def test_a_person_who_was_taken_from_an_answer_without_a_word_is_found():
    act = answer(make_person(), publish_version())
    act.subject.delete()
    assert list_faults() == [f"leaf {act.leaf_id}: its act names nobody, and no redaction says why"]


def test_an_answer_that_names_somebody_after_it_was_redacted_is_found():
    act = answer(make_person(), publish_version())
    subject = act.subject
    forget_person(user=subject.user, ground=Redaction.Ground.ERASURE)
    subject.save(force_insert=True)
    assert list_faults() == [f"leaf {act.leaf_id}: its act was redacted and names a person"]


@pytest.mark.parametrize(
    "change",
    [
        {"reason": "Sanne belde en zei nee."},
        {"reason": ""},
        {"actor": 99},
        {"actor": None},
        {"actor": None, "reason": ""},
    ],
)
def test_another_colleague_or_reason_behind_an_answer_is_found(change: dict[str, Any]):
    act = let_a_colleague_answer()
    assert list_faults() == []
    ActSubject.objects.update(**change)
    assert list_faults() == [f"leaf {act.leaf_id}: its act names another person, colleague or reason"]


def test_a_reason_that_was_put_to_somebodys_own_answer_is_found():
    act = answer(make_person(), publish_version())
    ActSubject.objects.update(reason="Lotte deed dit.")
    assert list_faults() == [f"leaf {act.leaf_id}: its act names another person, colleague or reason"]


def test_a_link_that_names_another_text_is_found():
    first = publish_version().texts.get()
    act = answer(make_person(), publish_version(text="Wij bewaren je adres."))
    ActSubject.objects.update(text=first)
    assert list_faults() == [f"leaf {act.leaf_id}: the link of its act to a person names another text"]


def let_a_colleague_answer() -> Act:
    text = publish_version().texts.get()
    return act_for_person(
        actor=make_colleague("Legal"),
        user=make_person(),
        text=text,
        kind=Act.Kind.ACKNOWLEDGE,
        reason="Sanne belde op 3 november.",
    )


def test_a_version_that_was_put_in_without_words_is_found():
    version = publish_version()
    version.pk, version.number = None, 2
    version.save(force_insert=True)
    connection.check_constraints()
    assert list_faults() == ["version 2 of privacy: its text is missing"]
    assert Version.objects.filter(document=Document.objects.get(kind="privacy")).count() == 2


def test_a_text_that_was_removed_is_found_with_every_answer_to_it():
    act = answer(make_person(), publish_version())
    text, page = act.text, LegalPage.objects.get()
    assert plant(lambda: remove(text)) == [
        f"leaf {text.leaf_id}: its text is missing",
        f"leaf {act.leaf_id}: its act was changed",
        "version 1 of privacy: its text is missing",
        f"page {page.pk}, privacy: its live text is not that of the last version",
    ]


# Live pages


@pytest.fixture
def page() -> LegalPage:
    publish_version()
    return LegalPage.objects.get(document__kind="privacy")


def test_a_draft_may_say_anything(page: LegalPage):
    page.title, page.body = "Nieuwe titel", write_body("Wij bewaren nog niets.")
    page.save_revision()
    assert list_faults() == []


@pytest.mark.parametrize("change", [{"title": "Een andere titel"}, {"body": write_body("Wij bewaren alles.")}])
def test_live_text_that_is_not_the_last_version_is_found(page: LegalPage, change: dict[str, Any]):
    LegalPage.objects.filter(pk=page.pk).update(**change)
    assert list_faults() == [f"page {page.pk}, privacy: its live text is not that of the last version"]


def test_an_older_text_that_was_put_back_is_found(page: LegalPage):
    publish_version(text="Wij bewaren je adres.")
    LegalPage.objects.filter(pk=page.pk).update(body=write_body("Wij bewaren je naam."))
    assert list_faults() == [f"page {page.pk}, privacy: its live text is not that of the last version"]


def test_a_translation_that_is_behind_is_compared_with_its_own_last_text(page: LegalPage):
    translate_text(Version.objects.get())
    publish_version(text="Wij bewaren je adres.")
    assert list_faults() == []


def test_what_visitors_read_is_found_when_it_was_changed(page: LegalPage):
    text = VersionText.objects.get()
    faults = plant(lambda: VersionText.objects.update(html="<p>Wij bewaren alles.</p>"))
    assert faults == [f"leaf {text.leaf_id}: its text was changed"]


def test_a_page_that_was_made_live_without_a_version_is_found():
    page = make_legal_page()
    LegalPage.objects.filter(pk=page.pk).update(live=True)
    assert list_faults() == [f"page {page.pk}, privacy: its live text is not that of the last version"]
