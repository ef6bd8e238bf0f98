"""Asking, stopping and carrying out at the same moment."""

from functools import partial

import pytest
from django_otp import devices_for_user

from members.accounts.lost_device.carrying_out import carry_out
from members.accounts.lost_device.stopping import stop_recovery
from members.accounts.models import AccountRecovery
from members.accounts.models.account_recovery import RecoveryEnded
from tests.factories.accounts import make_member
from tests.factories.lost_devices import ask, make_helper, wait
from tests.factories.second_factor import give_app
from tests.same_moment import run_at_once

pytestmark = pytest.mark.django_db(transaction=True)


def succeeds(act) -> bool:
    try:
        act()
    except RecoveryEnded:
        return False
    return True


def test_one_of_stopping_and_carrying_out_happens(time_machine) -> None:
    """And of several who ask, all get the same one."""
    person = make_member()
    give_app(person)
    asked = run_at_once([partial(ask, person)] * 3)
    assert len({recovery.pk for recovery in asked}) == AccountRecovery.objects.count() == 1
    recovery = asked[0]
    wait(time_machine, recovery)
    confirm = partial(carry_out, recovery, colleague=make_helper(), checked="Teruggebeld op het bekende nummer.")
    acts = [confirm, partial(stop_recovery, recovery, "mail")] * 2
    assert sorted(run_at_once([partial(succeeds, act) for act in acts])) == [False, False, False, True]
    is_gone = list(devices_for_user(person)) == []
    assert AccountRecovery.objects.get().outcome == ("done" if is_gone else "stopped")
