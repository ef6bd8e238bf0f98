"""The same code, or the same change, by two at the same moment."""

from functools import partial
from typing import Any

import pytest
from allauth.core.context import request_context
from django.test import RequestFactory

from members.accounts.models import Answer, AuthenticatorApp, RecoveryCodes, User
from members.accounts.second_factor.changing import ChangeRefused, add_device, remove_device
from members.accounts.second_factor.checking import check_code
from tests.factories.accounts import make_member, make_staff
from tests.factories.second_factor import KEY, give_app, give_recovery_codes, show_code
from tests.same_moment import run_at_once

pytestmark = pytest.mark.django_db(transaction=True)

TWICE = 4


def in_request(act, *facts) -> Any:
    """allauth mails only in the course of a request."""
    request = RequestFactory().post("/", REMOTE_ADDR="127.0.0.1")
    with request_context(request):
        return act(*facts)


def try_or_tell(act) -> str:
    try:
        in_request(act)
    except ChangeRefused as refusal:
        return refusal.message
    return ""


def test_a_code_that_several_send_at_the_same_moment_works_for_one() -> None:
    """A code of the app, and a recovery code."""
    person = make_member()
    give_app(person)
    codes = give_recovery_codes(person)
    for kind, code in ((AuthenticatorApp, show_code()), (RecoveryCodes, codes[0])):
        verdicts = run_at_once([partial(in_request, check_code, person, kind, code)] * TWICE)
        assert [verdict.answer for verdict in verdicts].count(Answer.RIGHT) == 1
    assert RecoveryCodes.objects.get().count_left() == 9


def test_of_wrong_codes_at_the_same_moment_one_is_compared() -> None:
    """The others have to wait already: nobody tries faster by trying side by side."""
    person = make_member()
    give_app(person)
    verdicts = run_at_once([partial(check_code, person, AuthenticatorApp, "000000")] * TWICE)
    assert sorted(verdict.answer.value for verdict in verdicts) == ["too soon"] * (TWICE - 1) + ["wrong"]


def test_of_two_who_set_up_a_first_app_at_the_same_moment_one_does() -> None:
    person = make_staff()

    def set_up() -> str:
        app = AuthenticatorApp(user=User.objects.get(pk=person.pk), name="Telefoon")
        app.set_key(KEY)
        return try_or_tell(partial(add_device, app, as_first=True))

    refusals = run_at_once([set_up, set_up])
    assert sorted(refusals) == ["", "Je hebt al een tweede stap. Log daarmee in."]
    assert AuthenticatorApp.objects.count() == 1


def test_somebody_of_the_staff_who_removes_both_apps_at_the_same_moment_keeps_one() -> None:
    person = make_staff()
    apps = [give_app(person), give_app(person, "Tablet")]
    refusals = run_at_once([partial(try_or_tell, partial(remove_device, app)) for app in apps])
    assert sorted(map(bool, refusals)) == [False, True]
    assert AuthenticatorApp.objects.count() == 1
