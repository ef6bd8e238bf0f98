"""Whatever happens to a paid payment, in whatever order: what Mollie says of its money adds up."""

from contextlib import suppress
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from members.billing.sandbox.refusals import Refused
from members.billing.sandbox.running import Sandbox
from tests.members.billing.sandbox.asking import make_client, make_paid

PAID = 1250
cents = st.integers(min_value=1, max_value=PAID + 1)
steps = st.one_of(
    st.tuples(st.just("refund"), cents),
    st.tuples(st.just("charge_back"), cents),
    st.tuples(st.sampled_from(["fail_refund", "reverse"]), st.integers(min_value=0, max_value=3)),
    st.tuples(st.just("wait"), st.integers(min_value=1, max_value=30)),
)


def take(sandbox, payment, step, number):
    refunds, chargebacks = list(payment.refunds.list()), list(payment.chargebacks.list())
    if step == "refund":
        sandbox.refund(payment.id, number)
    elif step == "charge_back":
        sandbox.charge_back(payment.id, cents=number)
    elif step == "wait":
        sandbox.clock.advance(timedelta(hours=number))
    elif step == "reverse" and number < len(chargebacks):
        sandbox.reverse_chargeback(chargebacks[number].id)
    elif step == "fail_refund" and number < len(refunds):
        sandbox.fail_refund(refunds[number].id)


def read(amount):
    return int(amount["value"].replace(".", "")) if amount else 0


def add(items):
    return sum(read(item.amount) for item in items)


@settings(max_examples=40)
@given(st.lists(steps, max_size=12))
def test_what_went_back_and_what_remains_adds_up(taken):
    with Sandbox.start() as sandbox:
        mollie = make_client(sandbox)
        payment = make_paid(mollie, sandbox)
        for step, number in taken:
            with suppress(Refused):
                take(sandbox, payment, step, number)
            now = mollie.payments.get(payment.id)
            refunded, charged_back = read(now.amount_refunded), read(now.amount_chargedback)
            assert refunded == add(item for item in payment.refunds.list() if item.status not in {"failed", "canceled"})
            assert charged_back == add(item for item in payment.chargebacks.list() if not item.reversed_at)
            assert read(now.amount_remaining) == max(0, PAID - refunded - charged_back)
            assert refunded <= PAID and charged_back <= PAID
            assert now.status == "paid"
