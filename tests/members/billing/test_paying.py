"""A payment is asked for once, also when its answer was lost and what comes next is refused."""

from uuid import uuid4

import pytest

from members.billing.models import Payment
from members.billing.payment_provider import create_payment
from members.billing.sandbox.running import Sandbox
from tests.factories.courses import make_course
from tests.factories.offers import sell
from tests.factories.people import make_person
from tests.members.billing.shopping import enter, press_button, run_due
from tests.visiting import Client

pytestmark = pytest.mark.django_db


def test_what_was_made_is_not_given_up_when_asking_again_is_refused(client: Client, provider: Sandbox) -> None:
    sell(make_course("Cursus"))
    client.force_login(make_person())
    provider.faults.drop_answer("POST", "/v2/payments")
    press_button(client, enter(client, "cursus"), waiver="on")
    provider.faults.answer("POST", "/v2/payments", 422)
    assert run_due() == []
    (made,) = provider.list_payments()
    payment = Payment.objects.get()
    assert (payment.status, payment.provider_id) == ("open", made.id)


def test_the_same_request_in_another_order_is_the_same_payment(provider: Sandbox) -> None:
    amount = {"currency": "EUR", "value": "19.00"}
    request = {"amount": amount, "description": "Een", "redirectUrl": "https://werkflippen.example/"}
    turned = {name: request[name] for name in reversed(request)} | {"amount": dict(reversed(amount.items()))}
    key = uuid4()
    assert create_payment(request, key=key).id == create_payment(turned, key=key).id
    assert len(provider.list_payments()) == 1
