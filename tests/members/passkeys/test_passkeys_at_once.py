"""The same passkey, or the same answer, by several at the same moment."""

import json
from functools import partial
from importlib import import_module

import pytest
from allauth.core.context import request_context
from django.conf import settings
from django.test import RequestFactory

from members.accounts.models import Passkey, RecoveryCodes
from members.accounts.passkeys.ceremony import Ceremony, NotVerified
from members.accounts.passkeys.challenges import NoChallenge, take_challenge
from members.accounts.passkeys.checking import LOG_IN, begin_asking
from members.accounts.second_factor.changing import ChangeRefused, add_device
from tests.factories.accounts import make_member
from tests.factories.passkeys import give_passkey
from tests.same_moment import run_at_once
from tests.software_authenticator import SoftwareAuthenticator

SessionStore = import_module(settings.SESSION_ENGINE).SessionStore
pytestmark = pytest.mark.django_db(transaction=True)


def succeeds(act, *refusals: type[Exception]) -> bool:
    request = RequestFactory().post("/")
    with request_context(request):
        try:
            act(request)
        except refusals:
            return False
    return True


def test_one_answer_with_a_counter_is_taken_once() -> None:
    person = make_member()
    device = give_passkey(person, count=7)
    options, state = Ceremony(None).authenticate_begin(person, require_user_verification=False)
    answer = json.loads(device.sign(options))
    act = partial(succeeds, lambda request: Ceremony(request).authenticate_complete(person, state, answer), NotVerified)
    assert sorted(run_at_once([act] * 4)) == [False, False, False, True]


def test_one_challenge_is_answered_once() -> None:
    """Also of a passkey without a counter, by requests that have all read the session before one of them wrote it."""
    request = RequestFactory().post("/")
    request.session = SessionStore()
    begin_asking(request, LOG_IN, None)
    request.session.save()
    key = request.session.session_key

    def take(session) -> bool:
        asking = RequestFactory().post("/")
        asking.session = session
        try:
            take_challenge(asking, LOG_IN, None)
        except NoChallenge:
            return False
        return True

    sessions = [SessionStore(key) for _number in range(4)]
    assert all(list(session.keys()) for session in sessions)
    assert sorted(run_at_once([partial(take, session) for session in sessions])) == [False, False, False, True]


def test_one_passkey_is_kept_once() -> None:
    people = [make_member(f"lid{number}@voorbeeld.example") for number in range(4)]
    device = SoftwareAuthenticator()

    def keep(person, _request) -> None:
        add_device(Passkey(user=person, name="Laptop", credential_id=device.number, public_key=b"k"), as_first=False)

    results = run_at_once([partial(succeeds, partial(keep, person), ChangeRefused) for person in people])
    assert sorted(results) == [False, False, False, True]
    assert Passkey.objects.count() == RecoveryCodes.objects.count() == 1
