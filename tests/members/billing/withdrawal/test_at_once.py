"""At the same moment: two windows, one withdrawal."""

import pytest

from members.billing.models import Order, Refund, Withdrawal
from members.billing.sandbox.running import Sandbox
from members.billing.withdrawal.withdrawing import withdraw_order
from tests.factories.offers import make_membership
from tests.factories.people import make_person
from tests.members.billing.shopping import join
from tests.same_moment import run_at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_who_withdraws_in_two_windows_gets_their_money_back_once(provider: Sandbox) -> None:
    make_membership()
    placed: Order = join(make_person(), provider)
    answers = run_at_once([lambda: withdraw_order(order=placed)] * 4)
    assert {answer.pk for answer in answers} == {Withdrawal.objects.get().pk}
    assert [refund.cents for refund in Refund.objects.all()] == [1900]
