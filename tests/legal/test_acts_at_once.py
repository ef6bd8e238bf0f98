"""Many clicks at the same moment: one row for each person, no fork, and nothing left of somebody who was deleted."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction

from legal.ledger.models import Leaf
from legal.ledger.verifying import verify
from legal.statements.acts.accepting import ShownText, UnfittingAct, record_act
from legal.statements.models import Act, ActSubject, Version
from tests.factories.people import make_person
from tests.factories.statements import answer, publish_consent, publish_version
from tests.page_forms import read_form
from tests.same_moment import run_at_once
from tests.visiting import Client

pytestmark = pytest.mark.django_db(transaction=True)

REVIEW = "/account/afspraken/nieuw/"


def click(person, version: Version) -> Callable[[], Act]:
    shown = ShownText(version.find_text("nl"), "Gezien", "review", frozenset({"acknowledge"}))
    return partial(record_act, user=person, shown=shown, kind="acknowledge")


def test_fifty_clicks_of_one_person_at_the_same_moment_are_one_row() -> None:
    person, version = make_person(), publish_version("privacy")
    acts = run_at_once([click(person, version)] * 50)
    assert len({act.pk for act in acts}) == 1
    assert (Act.objects.count(), ActSubject.objects.count(), Leaf.objects.filter(kind="act").count()) == (1, 1, 1)
    assert verify().faults == []


def test_fifty_people_who_agree_at_the_same_moment_are_fifty_rows() -> None:
    version = publish_version("privacy")
    people = [make_person(f"lid{number}@voorbeeld.example") for number in range(50)]
    acts = run_at_once([click(person, version) for person in people])
    assert [act.subject.user_id for act in acts] == [person.pk for person in people]
    assert len({act.pk for act in acts}) == Act.objects.count() == ActSubject.objects.count() == 50
    assert Leaf.objects.filter(kind="act").count() == 50
    assert verify().faults == []


def test_of_consent_and_withdrawal_at_the_same_moment_each_withdrawal_follows_a_consent() -> None:
    person, version = make_person(), publish_consent()
    answer(person, version, "consent")
    run_at_once([partial(try_to_answer, person, version, kind) for kind in ("withdraw", "consent") * 8])
    kinds = list(Act.objects.order_by("pk").values_list("kind", flat=True))
    assert kinds == [("consent", "withdraw")[number % 2] for number in range(len(kinds))]
    assert verify().faults == []


def try_to_answer(person, version: Version, kind: str) -> None:
    with suppress(UnfittingAct):
        answer(person, version, kind)


def forget(number: int) -> None:
    with transaction.atomic():
        get_user_model().objects.select_for_update().get(pk=number).delete()


def test_of_somebody_deleted_while_they_click_nothing_is_left_and_nothing_breaks() -> None:
    person, version = make_person(), publish_version("privacy")
    browsers = [Client() for _ in range(4)]
    for browser in browsers:
        browser.force_login(person)
    forms = [read_form(browser.get(REVIEW), REVIEW).fields | {"answer": "acknowledge"} for browser in browsers]
    clicks = [partial(browser.post, REVIEW, form) for browser, form in zip(browsers, forms, strict=True)]
    *answers, _ = run_at_once([*clicks, partial(forget, person.pk)])
    # 302: led on after the click, or to the log-in because the account is gone. 200: the click was recorded, then the
    # account went, and so its text counts as unread again when the next question is looked for.
    assert {answer.status_code for answer in answers} <= {200, 302}
    assert (ActSubject.objects.count(), version.texts.get().acts.count()) in {(0, 0), (0, 1)}
    assert verify().faults == []
